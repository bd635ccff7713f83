"""Dates as people write them into headings."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

Order = Literal["day", "month"]
"""Which comes first in 11/03/2026."""

_MONTHS = (
    ("jan", "januar", "january"),
    ("feb", "februar", "february"),
    ("mar", "märz", "mär", "march"),
    ("apr", "april"),
    ("may", "mai"),
    ("jun", "juni", "june"),
    ("jul", "juli", "july"),
    ("aug", "august"),
    ("sep", "sept", "september"),
    ("oct", "okt", "october", "oktober"),
    ("nov", "november"),
    ("dec", "dez", "december", "dezember"),
)
_MONTH_NUMBERS = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTH_NUMBERS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?<![\d/.-])(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_WEEKDAYS = (("mon", "mo"), ("tue", "di"), ("wed", "mi"), ("thu", "do"), ("fri", "fr"), ("sat", "sa"), ("sun", "so"))
_WEEKDAY = (
    r"(?:\b(?P<weekday>mon|tue|wed|thu|fri|sat|sun|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag"
    r"|mo|di|mi|do|fr|sa|so)(?:s|day|sday|nesday|rs|rsday|urday)?\b[.,]*\s+)?"
)
_FORMS = [
    re.compile(_WEEKDAY + form, re.IGNORECASE)
    for form in (
        r"(?<![\d/.-])(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)",
        _DAY + r"[\s-]+(?:of\s+)?" + _MONTH + r",?[\s-]+" + _YEAR,
        _MONTH + r"\s+" + _DAY + r",?\s+" + _YEAR,
        r"(?<![\d/.-])(?P<one>\d{1,2})(?P<mark>[-/.])(?P<two>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})(?![\d/-])",
        _DAY + r"\s+(?:of\s+)?" + _MONTH + r"(?!\s*\d)",
        _MONTH + r"\s+" + _DAY + r"(?![\d.:/])",
    )
]
_LONGEST_HEADING = 200
_ANY_DIGIT = re.compile(r"\d")
_AROUND = " \t-–—:|,;·*_#()[]"


@dataclass(frozen=True)
class FoundDate:
    """`day` is None where the words name no certain day; `problem` says why. `before` and `after` stand around it."""

    day: date | None
    problem: str
    before: str
    after: str

    @property
    def rest(self) -> str:
        return " ".join(part for part in (self.before, self.after) if part)


def find_date(text: str, order: Order | None = None, *, year: int | None = None) -> FoundDate | None:
    """`year` is for dates that say none."""
    found = _first_match(text)
    if not found or _like_a_version(found, text):
        return None
    days = _possible_days(found, order, year)
    return FoundDate(
        day=days[0] if len(days) == 1 else None,
        problem=_problem(found, days, year),
        before=text[: found.start()].strip(_AROUND),
        after=text[found.end() :].strip(_AROUND),
    )


def _like_a_version(found: re.Match[str], text: str) -> bool:
    """“Release 1.2.26” is no date: a short year is believed only where the date comes first."""
    return len(found.groupdict().get("year") or "    ") == 2 and bool(text[: found.start()].strip(_AROUND))


def order_in(headings: Iterable[str]) -> Order | None:
    """Decided by the whole document: one heading with a day above 12 shows the order of all, unless another differs."""
    numbers = [(int(found["one"]), int(found["two"])) for text in headings if (found := _ambiguous_form(text))]
    day_first = any(one > 12 >= two for one, two in numbers)
    month_first = any(two > 12 >= one for one, two in numbers)
    if day_first == month_first:
        return None
    return "day" if day_first else "month"


def _first_match(text: str) -> re.Match[str] | None:
    if len(text) > _LONGEST_HEADING or not _ANY_DIGIT.search(text):
        return None
    return next((found for form in _FORMS if (found := form.search(text))), None)


def _ambiguous_form(text: str) -> re.Match[str] | None:
    found = _first_match(text)
    return found if found and "one" in found.groupdict() and found["mark"] != "." else None


def _possible_days(found: re.Match[str], order: Order | None, implied: int | None) -> list[date]:
    parts = found.groupdict()
    year = int(parts["year"]) + (2000 if len(parts["year"]) == 2 else 0) if "year" in parts else implied
    if year is None:
        return []
    if "one" not in parts:
        month = parts["month"].lower()
        return _existing([(year, _MONTH_NUMBERS.get(month) or int(month), int(parts["day"]))])
    one, two = int(parts["one"]), int(parts["two"])
    day_first, month_first = (year, two, one), (year, one, two)
    if parts["mark"] == "." or order == "day":
        return _existing([day_first]) or _existing([month_first])
    if order == "month":
        return _existing([month_first]) or _existing([day_first])
    return _on_weekday(_existing([day_first, month_first]), parts["weekday"])


def _existing(numbers: list[tuple[int, int, int]]) -> list[date]:
    days = []
    for year, month, day in dict.fromkeys(numbers):
        try:
            days.append(date(year, month, day))
        except ValueError:
            continue
    return days


def _on_weekday(days: list[date], weekday: str | None) -> list[date]:
    if weekday is None:
        return days
    matching = [day for day in days if weekday.lower().startswith(_WEEKDAYS[day.weekday()])]
    return matching or days


def _problem(found: re.Match[str], days: list[date], implied: int | None) -> str:
    words = found[0].strip()
    if "year" not in found.groupdict() and implied is None:
        return f"“{words}” has no year: write it as 2026-11-03."
    if not days:
        return f"“{words}” is no day of the calendar: correct it, or write it as 2026-11-03."
    if len(days) > 1:
        return f"“{words}” can be read as {days[0]} or {days[1]}: say whether the day or the month comes first."
    return ""
