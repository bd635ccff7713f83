"""When a heading says it was: a day, a week, a month, a quarter, half a year or a year, in English or German."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from alongside.lib.heading_dates import Order, find_date

_MONTHS = (
    "january januar jänner jan",
    "february februar feb",
    "march märz mrz mär mar",
    "april apr",
    "may mai",
    "june juni jun",
    "july juli jul",
    "august aug",
    "september sept sep",
    "october oktober oct okt",
    "november nov",
    "december dezember dec dez",
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_NAMES = "|".join(sorted(_MONTH, key=len, reverse=True))
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_ORDINALS |= {"erstes": 1, "zweites": 2, "drittes": 3, "viertes": 4}
_ORDINAL = "|".join(_ORDINALS)
_YEAR = re.compile(r"(?<![\w.,#])(?:19|20)\d\d(?!\d|[.,]\d)")
_SHORT_YEAR = re.compile(r"['’](\d\d)\b")
_FISCAL = re.compile(r"\b(?:FY|GJ)\s?['’]?\d{2,4}(?!\d)|\bfiscal\b|\bGeschäftsjahr", re.IGNORECASE)
_FISCAL_YEAR = re.compile(
    r"\b(?:(?:FY|GJ|fiscal(?:\syear)?|Geschäftsjahr)\s?['’]?(?:(?:20)?\d\d[/–-])?(?P<year>(?:20)?\d\d)(?!\d))",
    re.IGNORECASE,
)
_WEEK_OF = re.compile(r"\b(?:week\s+(?:of|beginning|commencing|from)|w/[bc]|Woche\s+(?:vom|ab))\b", re.IGNORECASE)
_WEEK = re.compile(r"(?<![A-Za-z])(?:(?:week|Woche|KW|CW)\s?|(?<=\d\d\d\d-)W)(?P<number>\d{1,2})(?!\d)", re.IGNORECASE)
_QUARTER = re.compile(
    rf"(?<![A-Za-z])(?:Q(?:uarter\s)?|Quartal\s)(?P<number>[1-4])(?!\w)|\b(?P<number2>[1-4])\.\s?Quartal\b"
    rf"|\b(?P<word>{_ORDINAL})\s(?:quarter|Quartal)\b",
    re.IGNORECASE,
)
_HALF = re.compile(
    rf"(?<![A-Za-z])H(?P<number>[12])(?!\w)|\b(?P<number2>[12])\.\s?Halbjahr\b"
    rf"|\b(?P<word>{_ORDINAL})\s(?:half|Halbjahr)\b(?:\sof\b)?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?<![\w./-])(?:(?P<year>(?:19|20)\d\d)[-/](?P<month>\d\d?)|(?P<month2>\d\d?)[/.](?P<year2>20\d\d))(?![\w/-])"
)
_NAMED = re.compile(rf"\b(?P<month>{_NAMES})\b\.?(?:\s?(?:-|–|—|to|bis)\s?(?P<last>{_NAMES})\b\.?)?", re.IGNORECASE)
_AROUND = " \t-–—:|,;·*_#()[]/’'."
_LONGEST = 200
_EARLIEST = 1990


@dataclass(frozen=True, slots=True)
class Span:
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class When:
    span: Span | None
    problem: str
    """Why words that speak of a time say none."""
    rest: str
    """What else the heading says."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a document tells of the dates in it."""

    order: Order | None
    today: date
    fiscal: int = 0
    """The month in which the fiscal year begins; it is called after the year in which it ends. 0: nobody said."""

    def when(self, heading: str, around: Span | None) -> When:
        """`around` is the time of the heading above, which says the year."""
        text = heading[:_LONGEST]
        if _FISCAL.search(text):
            return self._in_fiscal_year(text)
        if around and self.is_fiscal(around) and not self._year(text) and (part := _part_of(around.first, text)):
            return part
        implied = around.first.year if around and around.first.year == around.last.year else None
        return self._leading(text, implied) or self._on_a_day(text, implied) or self._part(text, implied)

    def _in_fiscal_year(self, text: str) -> When:
        said = _FISCAL_YEAR.search(text)
        if not self.fiscal:
            problem = "is a fiscal year: say in the settings in which month yours begins, or write the months."
            return When(None, f"“{text}” {problem}", text)
        if not said:
            return When(None, f"“{text}” names no fiscal year: write it as FY25.", text)
        begins = date(2000 + int(said["year"]) % 100 - (self.fiscal > 1), self.fiscal, 1)
        rest = _without(text, said[0])
        return _part_of(begins, rest) or When(_running(begins, 0, 12), "", rest)

    def is_fiscal(self, span: Span) -> bool:
        """Whether it is a whole fiscal year that is no year of the calendar."""
        return self.fiscal > 1 and span == _running(span.first.replace(month=self.fiscal, day=1), 0, 12)

    def _leading(self, text: str, implied: int | None) -> When | None:
        """“Q1 2025 (1 January to 31 March)” is the quarter; “15 January: planned Q2” is the day."""
        said = self._year(text)
        for form, make in _FORMS:
            found = form.search(text)
            if found and not _YEAR.sub("", text[: found.start()]).strip(_AROUND):
                return _dated(found, make, said[0] if said else implied, text, said)
        return None

    def _on_a_day(self, text: str, implied: int | None) -> When | None:
        found = find_date(text, self.order, year=implied)
        if not found or not found.day:
            return When(None, found.problem, text) if found else None
        week = _WEEK_OF.search(text)
        last = found.day + timedelta(days=6) if week else found.day
        return When(Span(found.day, last), "", _without(found.rest, week[0] if week else ""))

    def _part(self, text: str, implied: int | None) -> When:
        numbered, said = _NUMBERED.search(text), self._year(text)
        if numbered:
            year, month = numbered["year"] or numbered["year2"], numbered["month"] or numbered["month2"]
            return _made(lambda: _months(int(year), int(month), int(month)), text, numbered[0])
        named = _NAMED.search(text)
        if named and (said or not _without(text, named[0])):
            return _dated(named, _month, said[0] if said else implied, text, said)
        for form, make in _FORMS:
            found = form.search(text)
            if found and said:
                return _dated(found, make, said[0], text, said)
        if said and (text.strip(_AROUND).startswith(said[1]) or text.strip(_AROUND).endswith(said[1])):
            return When(_months(said[0], 1, 12), "", _without(text, said[1]))
        return When(None, "", text)

    def _year(self, text: str) -> tuple[int, str] | None:
        found, short = _YEAR.search(text), _SHORT_YEAR.search(text)
        if found and _EARLIEST <= int(found[0]) <= self.today.year + 1:
            return int(found[0]), found[0]
        return (2000 + int(short[1]), short[0]) if short else None


def _dated(
    found: re.Match[str],
    make: Callable[[re.Match[str], int], Span],
    year: int | None,
    text: str,
    said: tuple[int, str] | None,
) -> When:
    if year is None:
        return When(
            None, f"“{found[0]}” has no year: write it as {found[0]} 2025, or below a heading with the year.", text
        )
    return _made(lambda: make(found, year), text, found[0], said[1] if said else "")


def _made(make: Callable[[], Span], text: str, *words: str) -> When:
    try:
        return When(make(), "", _without(text, *words))
    except ValueError:
        return When(None, f"“{words[0]}” stands in no calendar: correct it.", text)


def _week(found: re.Match[str], year: int) -> Span:
    monday = date.fromisocalendar(year, int(found["number"]), 1)
    return Span(monday, monday + timedelta(days=6))


def _quarter(found: re.Match[str], year: int) -> Span:
    last = 3 * _number(found)
    return _months(year, last - 2, last)


def _half(found: re.Match[str], year: int) -> Span:
    last = 6 * min(_number(found), 2)
    return _months(year, last - 5, last)


def _number(found: re.Match[str]) -> int:
    return int(found["number"] or found["number2"] or _ORDINALS[found["word"].casefold()])


def _month(found: re.Match[str], year: int) -> Span:
    first = _MONTH[found["month"].casefold()]
    last = _MONTH[found["last"].casefold()] if found["last"] else first
    return _months(year, first, max(first, last))


def _part_of(begins: date, text: str) -> When | None:
    """A quarter or half of the fiscal year that begins on this day."""
    for form, months in ((_QUARTER, 3), (_HALF, 6)):
        if found := form.search(text):
            return When(_running(begins, months * (_number(found) - 1), months), "", _without(text, found[0]))
    return None


def _running(begins: date, after: int, months: int) -> Span:
    """So many months, so many after the first."""
    place = 12 * begins.year + begins.month - 1 + after
    first, end = (date(month // 12, month % 12 + 1, 1) for month in (place, place + months))
    return Span(first, end - timedelta(days=1))


def _months(year: int, first: int, last: int) -> Span:
    return Span(date(year, first, 1), date(year + last // 12, last % 12 + 1, 1) - timedelta(days=1))


def _without(text: str, *words: str) -> str:
    for word in words:
        text = text.replace(word, " ", 1) if word else text
    return " ".join(text.split()).strip(_AROUND)


_FORMS = ((_WEEK, _week), (_QUARTER, _quarter), (_HALF, _half))
