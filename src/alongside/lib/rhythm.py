"""How often two people meet, and when the next time is.

The wall clock rules: a meeting at 10:00 in Berlin stays at 10:00 in Berlin through every change of the clocks. An
hour that the clocks leave out (02:30 that does not exist) moves forward by the gap (03:30); an hour that comes twice
means the first of the two. Both are what RFC 5545, section 3.3.5, asks of calendars, so that we agree with them.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import dropwhile, pairwise, takewhile
from statistics import median
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday

Every = Literal["weekly", "fortnightly", "monthly", "ad_hoc"]
LAST = -1


class BadRhythm(ValueError):
    pass


@dataclass(frozen=True)
class Rhythm:
    """`at` is the wall time in `zone` (an IANA name), in whole seconds. Monthly keeps the weekday and its position: a
    first meeting on the second Tuesday means every second Tuesday; the fifth of a weekday means the last of each month.
    Ad hoc has its first meeting and no more.
    """

    every: Every
    first: date
    at: time
    zone: str

    def __post_init__(self) -> None:
        if self.every not in get_args(Every):
            raise BadRhythm(f"“{self.every}” is no rhythm: say one of {', '.join(get_args(Every))}.")
        if self.at.tzinfo is not None:
            raise BadRhythm("The time of a rhythm is a wall time: give the zone apart from it.")
        zone_named(self.zone)


def occurrences(rhythm: Rhythm, *, after: datetime, until: datetime) -> tuple[datetime, ...]:
    """Every meeting later than `after` and no later than `until`, both aware, in the zone of the rhythm."""
    late_enough = dropwhile(lambda moment: moment <= after, _moments(rhythm, near=after))
    return tuple(takewhile(lambda moment: moment <= until, late_enough))


def next_occurrence(rhythm: Rhythm, *, now: datetime) -> datetime | None:
    """The first meeting that has not begun before `now` (aware); None when none is left."""
    return next((moment for moment in _moments(rhythm, near=now) if moment >= now), None)


def every_between(starts: Sequence[datetime]) -> Every:
    """How often they come, as a rule: by the days from one to the next."""
    days = [(later - sooner).days for sooner, later in pairwise(starts)]
    usual = median(days) if days else 0
    if 5 <= usual <= 9:
        return "weekly"
    if 12 <= usual <= 16:
        return "fortnightly"
    return "monthly" if 26 <= usual <= 36 else "ad_hoc"


def last_usual(starts: Sequence[datetime]) -> datetime:
    """The last of them on the weekday and at the time that most of them have, each by its own clock."""
    usual = Counter(_slot(start) for start in starts).most_common(1)[0][0]
    return next(start for start in reversed(starts) if _slot(start) == usual)


def zone_named(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as unknown:
        raise BadRhythm(f"“{name}” is no time zone: write it like Europe/Berlin.") from unknown


def on_the_clock(local: datetime, zone: ZoneInfo) -> datetime:
    """The moment of a wall time in a zone, by the rule for gaps and doubled hours stated above."""
    return local.replace(tzinfo=zone, fold=0).astimezone(UTC).astimezone(zone)


def _slot(start: datetime) -> tuple[int, str]:
    return start.weekday(), f"{start:%H:%M}"


def _moments(rhythm: Rhythm, *, near: datetime) -> Iterator[datetime]:
    """From the beginning, or from some meeting shortly before that moment on."""
    zone = zone_named(rhythm.zone)
    return (on_the_clock(local, zone) for local in _wall_times(rhythm, near.date() - timedelta(days=2)))


def _wall_times(rhythm: Rhythm, near: date) -> Iterator[datetime]:
    first = datetime.combine(rhythm.first, rhythm.at)
    match rhythm.every:
        case "weekly":
            return iter(rrule(WEEKLY, dtstart=_skipped(first, near, weeks=1)))
        case "fortnightly":
            return iter(rrule(WEEKLY, interval=2, dtstart=_skipped(first, near, weeks=2)))
        case "monthly":
            return iter(rrule(MONTHLY, byweekday=_same_weekday_of_month(rhythm.first), dtstart=first))
        case "ad_hoc":
            return iter((first,))


def _skipped(first: datetime, near: date, *, weeks: int) -> datetime:
    """The last of these meetings before that day: years of weekly ones need not be walked."""
    times = (near - first.date()) // timedelta(weeks=weeks)
    return first + max(times, 0) * timedelta(weeks=weeks)


def _same_weekday_of_month(first: date) -> weekday:
    position = (first.day - 1) // 7 + 1
    return weekday(first.weekday(), LAST if position == 5 else position)
