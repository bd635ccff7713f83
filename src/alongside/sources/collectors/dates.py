"""Dates as other programs write them. Which number is the day is decided by a whole column, never by one cell."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import Literal

type Order = Literal["day", "month", ""]

_MONTHS = """
jan january januar janvier janv ene enero gennaio gen janeiro januari 1月
feb february februar février févr fév fevrier febrero febbraio fevereiro fev februari 2月
mar march märz mär mrz mars marzo março maart mrt 3月
apr april avril avr abril abr aprile 4月
may mai mayo maggio mag maio mei 5月
jun june juni juin junio giugno giu junho 6月
jul july juli juillet juil julio luglio lug julho 7月
aug august août aout agosto ago augustus 8月
sep sept september septembre septiembre settembre set setembro 9月
oct october oktober okt octobre octubre ottobre ott outubro out 10月
nov november novembre noviembre novembro 11月
dec december dezember dez décembre déc decembre diciembre dic dicembre dezembro 12月
"""
_MONTH = {name: number for number, line in enumerate(_MONTHS.strip().splitlines(), 1) for name in line.split()}
_MORNING = ("am", "vorm", "午前")
_AFTERNOON = ("pm", "nachm", "午後")

_NAME = r"(?:[^\W\d_]{3,10}\.?|\d{1,2}月)"
_DAY = (
    r"(?:(?P<Y>\d{4})(?P<sep>[-/.])(?P<M>\d{1,2})(?P=sep)(?P<D>\d{1,2})"
    r"|(?P<Y2>\d{4})(?P<M2>\d\d)(?P<D2>\d\d)(?=\D|$)"
    r"|(?P<a>\d{1,2})(?P<sep2>[./-])(?P<b>\d{1,2})(?P=sep2)(?P<Y3>\d{4}|\d\d)(?=\D|$)"
    rf"|(?P<D4>\d{{1,2}})(?:st|nd|rd|th)?[./ -]{{1,2}}(?P<N4>{_NAME})[.,/ -]{{1,2}}(?P<Y4>\d{{4}}|\d\d)(?=\D|$)"
    rf"|(?P<N5>{_NAME})[/ -](?P<D5>\d{{1,2}})(?:st|nd|rd|th)?,?[/ -](?P<Y5>\d{{4}}|\d\d)(?=\D|$))"
)
_TIME = (
    r"(?:(?:[ ]?T|,?[ ](?:at[ ])?)(?P<h>\d{1,2})(?::|\.|(?=\d{4}))(?P<m>\d\d)(?::?(?P<s>\d\d)(?:[.,](?P<f>\d{1,9}))?)?"
    r"(?:[ ]?(?P<half>[AaPp]\.?[Mm]\.?|vorm\.?|nachm\.?|午前|午後))?)?"
)
_ZONE = r"(?:[ ]?(?P<z>Z|(?:GMT|UTC)?[+-]\d\d(?::?\d\d)?|[A-Z]{2,5})(?:[ ]\([^()]{0,60}\))?)?"
_WEEKDAY = r"(?:[^\W\d_]{2,10}\.?,?[ ])?"


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(_WEEKDAY + _DAY + _TIME + _ZONE)


_NUMBERS = re.compile(r"\s*(\d{1,2})[./-](\d{1,2})[./-]\d{2}")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class DateReading:
    """How the dates of one column are read."""

    order: Order
    """Which number comes first where the month is one too; nothing when the column does not tell."""

    def read(self, text: str, zone: tzinfo) -> tuple[datetime, str]:
        """The moment, and why it is uncertain or "". What has no zone gets this one, what has no time noon, so that
        the day stays the same in other zones. Raises ValueError with a sentence.
        """
        cleaned = " ".join(text[: 2 * _LONGEST].split())
        if _EPOCH.fullmatch(cleaned):
            return _since_1970(cleaned), ""
        found = _pattern().fullmatch(cleaned) if len(cleaned) <= _LONGEST else None
        if found is None:
            raise _not_understood(cleaned)
        try:
            return self._moment(found, zone)
        except (ValueError, OverflowError, KeyError) as problem:
            raise _not_understood(cleaned) from problem

    def _moment(self, found: re.Match[str], zone: tzinfo) -> tuple[datetime, str]:
        (year, month, day), doubt = self._day(found)
        if not 1970 <= year <= 2200:
            raise ValueError("no year of a working life")
        hour, minute, second, micro = _time(found)
        said, doubt_of_zone = _zone(found["z"] or "")
        moment = datetime(year, month, day, hour, minute, second, micro, tzinfo=said or zone)
        return moment, doubt or doubt_of_zone

    def _day(self, found: re.Match[str]) -> tuple[tuple[int, int, int], str]:
        for year, month, day in (("Y", "M", "D"), ("Y2", "M2", "D2")):
            if found[year]:
                return (int(found[year]), int(found[month]), int(found[day])), ""
        for year, name, day in (("Y4", "N4", "D4"), ("Y5", "N5", "D5")):
            if found[name]:
                return (_year(found[year]), _month(found[name]), int(found[day])), ""
        return self._numbered(found)

    def _numbered(self, found: re.Match[str]) -> tuple[tuple[int, int, int], str]:
        first, second, year = int(found["a"]), int(found["b"]), _year(found["Y3"])
        told = "day" if first > 12 or found["sep2"] == "." else "month" if second > 12 else self.order
        order = told or ("month" if found["half"] else "day")
        day, month = (first, second) if order == "day" else (second, first)
        doubt = "" if told or first == second else _either(found["a"], found["b"])
        return (year, month, day), doubt


def reads_dates(samples: Iterable[str]) -> DateReading:
    """Give it the whole column: one 13/01/25 tells what all the 04/03/25 mean."""
    day = month = False
    for sample in samples:
        found = _NUMBERS.match(sample)
        if found:
            day = day or int(found[1]) > 12
            month = month or int(found[2]) > 12
    return DateReading("" if day == month else "day" if day else "month")


def _since_1970(text: str) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=int(text.ljust(13, "0")))


def _not_understood(text: str) -> ValueError:
    return ValueError(f"“{text[:40]}” is not a date that is understood. Write it like 2025-01-31 15:04.")


def _either(first: str, second: str) -> str:
    return f"{first} or {second} may be the day: nothing in the file tells which comes first."


def _year(text: str) -> int:
    number = int(text)
    return number if len(text) == 4 else number + (2000 if number < 69 else 1900)


def _month(name: str) -> int:
    return _MONTH[name.casefold().rstrip(".")]


def _time(found: re.Match[str]) -> tuple[int, int, int, int]:
    if not found["h"]:
        return 12, 0, 0, 0
    hour, half = int(found["h"]), (found["half"] or "").casefold().replace(".", "")
    if half and not 1 <= hour <= 12:
        half = ""
    if half in _AFTERNOON:
        hour = hour % 12 + 12
    elif half in _MORNING:
        hour %= 12
    return hour, int(found["m"]), int(found["s"] or 0), int((found["f"] or "0")[:6].ljust(6, "0"))


def _zone(text: str) -> tuple[tzinfo | None, str]:
    if not text:
        return None, ""
    if text in ("Z", "UTC", "GMT"):
        return UTC, ""
    offset = text.removeprefix("GMT").removeprefix("UTC")
    if offset[0] not in "+-":
        return None, f"The time zone {text} is not read: the time is taken as yours."
    hours, minutes = int(offset[1:3]), int(offset[3:].lstrip(":") or 0)
    return timezone((1 if offset[0] == "+" else -1) * timedelta(hours=hours, minutes=minutes)), ""
