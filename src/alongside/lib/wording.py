"""Days, spans, names and counts as a colleague would say them."""

import re
from collections.abc import Sequence
from datetime import date

_LAST_FIRST = re.compile(r"((?:[^\W\d_]|['’.\- ])+), *((?:[^\W\d_]|['’.\- ])+)")
_NO_FIRST_NAMES = frozenset("jr sr ii iii iv phd md msc esq inc ltd llc gmbh ag corp co".split())


def day(when: date, *, today: date) -> str:
    """`6 Nov`, with its year when that is another one."""
    return f"{when.day} {when:%b}" + ("" if when.year == today.year else f" {when.year}")


def long_day(when: date, *, today: date) -> str:
    return f"{when:%a} {day(when, today=today)}"


def lately(when: date, *, today: date) -> str:
    """`today`, `yesterday`, `on Tuesday` within a week, else `on 6 Nov`."""
    days = (today - when).days
    if days in (0, 1):
        return in_days(when, today=today)
    return f"on {when:%A}" if 1 < days < 7 else f"on {day(when, today=today)}"


def in_days(when: date, *, today: date) -> str:
    days = (when - today).days
    if days in (-1, 0, 1):
        return {-1: "yesterday", 0: "today", 1: "tomorrow"}[days]
    return f"in {span(days)}" if days > 0 else f"{span(-days)} ago"


def first_name(name: str) -> str:
    """`Mina` of Mina Okafor and of Okafor, Mina; the whole name where it begins with a title."""
    name = in_order(name)
    first = name.split(maxsplit=1)[0].rstrip(",") if name.split() else name
    return name if first.endswith(".") else first


def in_order(name: str) -> str:
    """`Mina Okafor` of Okafor, Mina, as mail systems turn it round; any other name as it is."""
    found = _LAST_FIRST.fullmatch(name.strip()) if "," in name else None
    last, first = (found[1].split(), found[2].split()) if found else ([], [])
    turned = 0 < len(last) < 4 and 0 < len(first) < 4 and first[0].rstrip(".").casefold() not in _NO_FIRST_NAMES
    return " ".join(first + last) if turned else name


def sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def ended(text: str) -> str:
    """With its full stop, and with no second one behind a name that has its own: `Write to Dora D.`"""
    return f"{text.rstrip('.')}."


def listed(names: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def counted(number: int, one: str = "", many: str = "") -> str:
    """`1 piece`, `17,852 pieces`; without a word only the number. Every count that people read comes from here."""
    return f"{number:,} {one if number == 1 else many or one + 's'}" if one else f"{number:,}"


def span(days: int) -> str:
    if days < 14:
        return counted(days, "day")
    if days < 60:
        return counted(days // 7, "week")
    return counted(days // 30, "month") if days < 730 else counted(days // 365, "year")
