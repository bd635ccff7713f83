from dataclasses import dataclass
from datetime import datetime
from typing import Literal

MAX_BYTES = 50_000_000
MAX_MEETINGS = 20_000
MAX_PROBLEMS = 200
MAX_SECONDS = 20.0
"""How long the repetitions of one file may take: some rules never come true and are searched to the year 9999."""


class NotACalendar(ValueError):
    pass


class CalendarTooLarge(ValueError):
    pass


@dataclass(frozen=True)
class Problem:
    """What could not be read: the line of the file it begins at (0 for the whole file), the event, and a sentence."""

    line: int
    uid: str
    message: str


@dataclass(frozen=True)
class CalendarPerson:
    """`answer` is the PARTSTAT in small letters (accepted, declined, tentative, needs-action) or empty.
    Who accepted a series and has not answered the change of one meeting has accepted that, too."""

    name: str
    email: str
    answer: str = ""
    organizer: bool = False


@dataclass(frozen=True)
class CalendarMeeting:
    """`uid` and `occurrence` together name a meeting for good, wherever it is moved. The occurrence is the start it was
    meant to have, in UTC (2026-11-03T09:00:00Z; only the date when it takes all day), and empty for a single meeting.
    """

    uid: str
    occurrence: str
    starts_at: datetime
    ends_at: datetime
    title: str
    people: tuple[CalendarPerson, ...]
    status: Literal["planned", "cancelled"]
    recurring: bool
    all_day: bool = False
    private: bool = False
    """Marked private or confidential (CLASS), or by a word that nobody knows: RFC 5545 takes that as private."""
    group: bool = False
    """A mailing list is invited: how many come is not known, but it is no meeting of two."""


@dataclass(frozen=True)
class CalendarReading:
    meetings: tuple[CalendarMeeting, ...]
    problems: tuple[Problem, ...]
