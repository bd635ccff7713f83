"""Days, ages and times as a colleague would say them."""

from datetime import date

_TIMES = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")

ASKED = {"report": "to my manager", "manager": "to a report", "product": "as product", "peer": "to a peer"}
"""Side of the bank of questions → whom its questions are for."""


def day(when: date, *, today: date) -> str:
    """`6 Nov`, with its year when that is another one."""
    return f"{when.day} {when:%b}" + ("" if when.year == today.year else f" {when.year}")


def long_day(when: date, *, today: date) -> str:
    return f"{when:%a} {day(when, today=today)}"


def in_days(when: date, *, today: date) -> str:
    days = (when - today).days
    if days in (-1, 0, 1):
        return {-1: "yesterday", 0: "today", 1: "tomorrow"}[days]
    return f"in {_span(days)}" if days > 0 else f"{_span(-days)} ago"


def age(since: date, times: int, *, today: date) -> str:
    """How long a point has been open, and how often it has come up: `third time, since 6 Nov`."""
    if times:
        return f"{nth_time(times)}, since {day(since, today=today)}"
    return "" if since == today else f"since {day(since, today=today)}"


def due(when: date | None, *, today: date) -> str:
    if when is None:
        return "no date"
    late = (today - when).days
    if late > 0:
        return f"{_span(late)} late, {day(when, today=today)}"
    return f"due {in_days(when, today=today)}" if late > -2 else f"by {day(when, today=today)}"


def due_in(when: date | None, *, today: date) -> str:
    """The same beside a column that has the day: `2 days late`, `due in 5 days`."""
    if when is None:
        return "no date"
    late = (today - when).days
    return f"{_span(late)} late" if late > 0 else f"due {in_days(when, today=today)}"


def nth_time(times: int) -> str:
    """How often a point has come up: `third time`; nothing for a fresh one."""
    return f"{_nth(times + 1)} time" if times else ""


def first_name(name: str) -> str:
    """`Mina` of Mina Okafor; the whole name where it begins with a title."""
    first = name.split(maxsplit=1)[0] if name.split() else name
    return name if first.endswith(".") else first


def sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def counted(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _nth(number: int) -> str:
    return _TIMES[number] if number < len(_TIMES) else f"{number}th"


def _span(days: int) -> str:
    if days < 14:
        return counted(days, "day")
    if days < 60:
        return counted(days // 7, "week")
    return counted(days // 30, "month") if days < 730 else counted(days // 365, "year")
