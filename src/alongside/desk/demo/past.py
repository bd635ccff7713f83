"""The days of the demo, told from the day on which it is filled."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from alongside.lib.rhythm import on_the_clock
from alongside.sharing.door import opened
from alongside.sharing.models import Guarded

FRIDAY = 4


@dataclass(frozen=True)
class Past:
    today: date
    zone: ZoneInfo

    def working_day(self, ago: int) -> date:
        """The last one that is at least so many days ago."""
        day = self.today - timedelta(days=ago)
        return day - timedelta(days=max(0, day.weekday() - FRIDAY))

    def next_working_day(self, days: int) -> date:
        """The first one that is at least so many days ahead."""
        day = self.today + timedelta(days=days)
        return day if day.weekday() <= FRIDAY else day + timedelta(days=7 - day.weekday())

    def working_days_before(self, day: date, days: int) -> date:
        weekends = (days + FRIDAY - day.weekday()) // (FRIDAY + 1)
        return day - timedelta(days=days + 2 * weekends)

    def at(self, day: date, hour: int, minute: int = 0) -> datetime:
        return on_the_clock(datetime.combine(day, time(hour, minute)), self.zone)


def move_back(thing: Guarded, **moments: Any) -> None:
    """Actions say that something happened now; here it happened then."""
    with opened("the demo's past"):
        type(thing).objects.filter(pk=thing.pk).update(**moments)


def lines_of(name: str) -> list[list[str]]:
    """The fields of a text file with one thing a line."""
    lines = (line for line in text_of(name).splitlines() if line and not line.startswith("#"))
    return [[field.strip() for field in re.split(r" \| ?", line)] for line in lines]


def text_of(name: str) -> str:
    return files("alongside.desk.demo").joinpath(name).read_text(encoding="utf-8")
