"""Meetings out of a calendar file (.ics), and which of them are one-on-ones."""

from alongside.lib.calendar_file.nouns import (
    MAX_BYTES,
    MAX_MEETINGS,
    MAX_PROBLEMS,
    CalendarMeeting,
    CalendarPerson,
    CalendarReading,
    CalendarTooLarge,
    NotACalendar,
    Problem,
)
from alongside.lib.calendar_file.proposals import Proposal, one_on_ones_in
from alongside.lib.calendar_file.reading import read_calendar

__all__ = [
    "MAX_BYTES",
    "MAX_MEETINGS",
    "MAX_PROBLEMS",
    "CalendarMeeting",
    "CalendarPerson",
    "CalendarReading",
    "CalendarTooLarge",
    "NotACalendar",
    "Problem",
    "Proposal",
    "one_on_ones_in",
    "read_calendar",
]
