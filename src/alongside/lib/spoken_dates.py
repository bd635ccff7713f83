"""Dates as people say them in a line of a log: `yesterday`, `last monday`, `3 days ago`, `3 Nov`, `2026-11-03`.

Days without a year are the latest such day that is not in the future; only ISO dates and dates that say their
year may lie ahead. Forms that differ between countries (03/04/2025) are not understood and stay text.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

LONGEST_PHRASE = 60


class SpokenDate(NamedTuple):
    day: date
    start: int
    end: int


def find(text: str, *, today: date) -> SpokenDate | None:
    """The day a line is about: the date at its end, else at its start, else the first inside.

    A date that says a limit (`until friday`, `due 2026-12-01`, `from monday`) is not the day of the line, and a
    bare weekday in the middle ("the monday report") is a word like any other.
    """
    found = list(_placed(text, today))
    for wanted in ("end", "start", "inside"):
        for each, where in found:
            if where == wanted:
                return each
    return None


def find_at_end(text: str, *, today: date, end: int) -> SpokenDate | None:
    """The date that ends at this place, if there is one."""
    for found in _phrases().finditer(text, max(0, end - LONGEST_PHRASE), end):
        day = _day(found, today) if found.end() == end else None
        if day is not None and not _is_limit(found):
            return SpokenDate(day, *found.span())
    return None


def spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where dates stand, also the ones nobody could place on a calendar without knowing the day."""
    return tuple(found.span() for found in _phrases().finditer(text))


def _placed(text: str, today: date) -> Iterator[tuple[SpokenDate, str]]:
    first, last = len(text) - len(text.lstrip()), len(text.rstrip(" ,\t\n"))
    for found in _phrases().finditer(text):
        day = _day(found, today)
        if day is not None and not _is_limit(found):
            inside = "" if _is_bare_weekday(found) else "inside"
            where = "end" if found.end() == last else "start" if found.start() == first else inside
            yield SpokenDate(day, *found.span()), where


def _is_limit(found: re.Match[str]) -> bool:
    return bool(_limits().search(found.string, max(0, found.start() - 40), found.start()))


def _is_bare_weekday(found: re.Match[str]) -> bool:
    return bool(found["weekday"]) and not found["last"] and not found["on"]


def _day(found: re.Match[str], today: date) -> date | None:
    try:
        return _read(found, today)
    except (ValueError, OverflowError):
        return None


def _read(found: re.Match[str], today: date) -> date | None:
    if found["iso"]:
        return date.fromisoformat(found["iso"])
    if found["word"]:
        return today - timedelta(days=_DAYS_BACK[found["word"].casefold()])
    if found["weekday"]:
        return _latest_weekday(_WEEKDAYS[found["weekday"].casefold()], today, last=bool(found["last"]))
    if found["week"]:
        return today - timedelta(days=7)
    count = found["count"] or found["count2"]
    if count:
        return _ago(count.casefold(), (found["unit"] or found["unit2"]).casefold(), today)
    return _with_month(found, today)


def _latest_weekday(weekday: int, today: date, *, last: bool) -> date:
    """`monday` on a Monday is today, `last monday` is a week earlier."""
    back = (today.weekday() - weekday) % 7
    return today - timedelta(days=back or (7 if last else 0))


def _ago(count: str, unit: str, today: date) -> date:
    number = _SMALL_NUMBERS.get(count) or int(count)
    if unit[0] == "m":
        months = today.year * 12 + today.month - 1 - number
        return _clipped(months // 12, months % 12 + 1, today.day)
    return today - timedelta(days=number * (7 if unit[0] == "w" else 1))


def _clipped(year: int, month: int, day: int) -> date:
    """A month ago from the 31st is the last day that month has."""
    while day > 28:
        try:
            return date(year, month, day)
        except ValueError:
            day -= 1
    return date(year, month, day)


def _with_month(found: re.Match[str], today: date) -> date | None:
    month = _MONTHS[(found["month"] or found["month2"]).casefold()[:3]]
    number = int(found["day"] or found["day2"])
    year = found["year"] or found["year2"]
    if year:
        return date(int(year), month, number)
    # Eight years reach back over any pause between two leap days.
    candidates = (_or_none(today.year - back, month, number) for back in range(9))
    return next((each for each in candidates if each and each <= today), None)


def _or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_DAYS_BACK = {"today": 0, "this morning": 0, "yesterday": 1, "heute": 0, "gestern": 1, "vorgestern": 2}
_DAYS_BACK |= {"day before yesterday": 2, "the day before yesterday": 2}
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon montag",
            "tuesday tue tues dienstag",
            "wednesday wed mittwoch",
            "thursday thu thurs donnerstag",
            "friday fri freitag",
            "saturday samstag sonnabend",
            "sunday sonntag",
        )
    )
    for name in names.split()
}
_MONTHS = {"jan": 1, "jän": 1, "feb": 2, "mar": 3, "mär": 3, "mrz": 3, "apr": 4, "may": 5, "mai": 5, "jun": 6}
_MONTHS |= {"jul": 7, "aug": 8, "sep": 9, "oct": 10, "okt": 10, "nov": 11, "dec": 12, "dez": 12}
_SMALL_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_SMALL_NUMBERS |= {
    "einem": 1,
    "einer": 1,
    "zwei": 2,
    "drei": 3,
    "vier": 4,
    "fünf": 5,
    "sechs": 6,
    "sieben": 7,
}

_MONTH_NAMES = (
    "jan(?:uary|uar)?|jänner|feb(?:ruary|ruar)?|mar(?:ch)?|märz?|mrz|apr(?:il)?|may|mai|june?|juni|july?|juli"
    "|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?|dez(?:ember)?"
)


@cache
def _phrases() -> re.Pattern[str]:
    weekdays = "|".join(sorted(_WEEKDAYS, key=len, reverse=True))
    small = "|".join(sorted(_SMALL_NUMBERS, key=len, reverse=True))
    return re.compile(
        r"(?<![^\s(])(?:"
        r"(?:(?P<on>on|am|vom)\s{1,3})?(?:"
        r"(?P<iso>\d{4}-\d\d-\d\d)"
        rf"|(?:(?P<last>last|letzten?)\s{{1,3}})?(?P<weekday>{weekdays})"
        rf"|(?:the\s)?(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s{{0,2}}(?:of\s)?(?P<month>{_MONTH_NAMES})\.?"
        r"(?:,?\s(?P<year>\d{4}))?"
        rf"|(?P<month2>{_MONTH_NAMES})\.?\s(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s(?P<year2>\d{{4}}))?)"
        r"|(?P<word>(?:the )?day before yesterday|today|this morning|yesterday|heute|gestern|vorgestern)"
        r"|(?P<week>last week|letzte woche|a week ago)"
        rf"|(?P<count>\d{{1,3}}|{small})\s(?P<unit>day|week|month)s?\sago"
        rf"|vor\s(?P<count2>\d{{1,3}}|{small})\s(?P<unit2>tag|woche|monat)e?n?"
        r")(?=[.,:;!?)]{0,9}(?:\s|$))",
        re.IGNORECASE,
    )


@cache
def _limits() -> re.Pattern[str]:
    words = "until|till|til|by|before|after|since|from|to|due|for|next|bis|ab|seit|vor|nach|deadline|of|every|each"
    return re.compile(rf"(?<!\w)(?:{words}):?\s+$", re.IGNORECASE)
