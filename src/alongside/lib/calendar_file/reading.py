import re
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar
from recurring_ical_events import CalendarQuery

from alongside.lib.calendar_file.attendance import invites_a_group, people_of
from alongside.lib.calendar_file.blocks import Block, CutCalendar, cut
from alongside.lib.calendar_file.events import SHIFT, Clock, ReadEvent, UnreadableEvent, read_event
from alongside.lib.calendar_file.nouns import (
    MAX_BYTES,
    MAX_MEETINGS,
    MAX_PROBLEMS,
    MAX_SECONDS,
    CalendarMeeting,
    CalendarPerson,
    CalendarReading,
    CalendarTooLarge,
    NotACalendar,
    Problem,
)
from alongside.lib.calendar_file.zones import known_zone, own_zones
from alongside.lib.decoding import decoded
from alongside.lib.rhythm import zone_named

_REPEATING = {"RRULE", "RDATE", "RECURRENCE-ID"}
_DAY = re.compile(r"\d{8}")
_MARGIN = timedelta(days=2)


def read_calendar(data: bytes, *, since: date, until: date, zone: str = "UTC") -> CalendarReading:
    """The meetings that begin from `since` to `until`, both included, by the clock of each meeting, in order of time.

    Times without a zone are taken in the X-WR-TIMEZONE of their calendar or else in `zone`; whole days in `zone`.
    Starts are in an IANA zone; those of a zone that only the file knows are in `zone`.
    At most MAX_BYTES, MAX_MEETINGS, MAX_PROBLEMS. Raises NotACalendar, CalendarTooLarge. A broken event gives a Problem
    and the rest is read.
    """
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // 1_000_000
        raise CalendarTooLarge(f"The file has more than {limit} MB. Export a shorter time, or one calendar at a time.")
    if not data.strip(b"\0 \r\n\t"):
        raise NotACalendar("The file is empty. Export the calendar again as .ics.")
    calendars, problems = cut(decoded(data)[0])
    reader = _Reader(since, until, zone_named(zone), problems)
    for calendar in calendars:
        reader.take(calendar)
    return reader.reading()


class _Reader:
    def __init__(self, since: date, until: date, zone: ZoneInfo, problems: list[Problem]) -> None:
        self._since, self._until, self._zone, self._problems = since, until, zone, problems
        self._series: dict[str, list[ReadEvent]] = defaultdict(list)

    def take(self, calendar: CutCalendar) -> None:
        zones, problems = own_zones(calendar)
        self._problems += problems
        clock = Clock(known_zone(calendar.values.get("X-WR-TIMEZONE", "")) or self._zone, zones)
        cancelled = calendar.values.get("METHOD", "").upper() == "CANCEL"
        for block in calendar.blocks:
            if block.kind == "VEVENT" and self._may_matter(block):
                self._take_event(block, clock, cancelled=cancelled)

    def reading(self) -> CalendarReading:
        meetings: list[CalendarMeeting] = []
        deadline, whole = time.monotonic() + MAX_SECONDS, False
        for series in self._series.items():
            if len(meetings) > MAX_MEETINGS or time.monotonic() > deadline:
                break
            meetings += self._meetings(*series)
        else:
            whole = len(meetings) <= MAX_MEETINGS
        if not whole:
            message = "The file holds more than can be read at once: read a shorter time, or one calendar at a time."
            self._problems.append(Problem(0, "", message))
        meetings.sort(key=lambda meeting: (meeting.starts_at, meeting.uid, meeting.occurrence))
        return CalendarReading(tuple(meetings[:MAX_MEETINGS]), _few(self._problems))

    def _may_matter(self, block: Block) -> bool:
        """Ten years of single meetings outside the asked time need not be parsed."""
        day = _DAY.match(block.value("DTSTART"))
        if not day or any(line.name in _REPEATING for line in block.lines):
            return True
        try:
            starts = date.fromisoformat(day[0])
        except ValueError:
            return True
        return timedelta(0) <= starts - self._since + _MARGIN and starts - self._until <= _MARGIN

    def _take_event(self, block: Block, clock: Clock, *, cancelled: bool) -> None:
        try:
            read = read_event(block, clock, cancelled=cancelled)
        except Exception as broken:  # one broken event must never cost the others, whatever is wrong with it
            reason = str(broken) if isinstance(broken, UnreadableEvent) else f"it is broken ({broken})"
            self._problems.append(Problem(block.line, block.value("UID"), f"This event was left out: {reason}."))
        else:
            self._problems += read.problems
            self._series[read.uid].append(read)

    def _meetings(self, uid: str, series: list[ReadEvent]) -> list[CalendarMeeting]:
        calendar = Calendar()
        for read in series:
            calendar.add_component(read.event)
        recurring = any(_REPEATING & set(read.event) for read in series)
        private = any(_is_private(read.event) for read in series)
        try:
            found = CalendarQuery(calendar).between(self._since - _MARGIN, self._until + _MARGIN)
            meetings = [self._meeting(uid, event, recurring=recurring, private=private) for event in found]
            yes = {person.email for read in series for person in people_of(read.event) if person.answer == "accepted"}
            return [_with_answers(meeting, yes - {""}) for meeting in meetings if self._asked_for(meeting)]
        except Exception as broken:  # as above: the library raises what dateutil and datetime raise
            message = f"The repetition of this event could not be followed ({broken}); it was left out."
            self._problems.append(Problem(series[0].line, uid, message))
            return []

    def _asked_for(self, meeting: CalendarMeeting) -> bool:
        return self._since <= meeting.starts_at.date() <= self._until

    def _meeting(self, uid: str, event: Any, *, recurring: bool, private: bool) -> CalendarMeeting:
        start, end = event["DTSTART"].dt, event["DTEND"].dt
        return CalendarMeeting(
            uid=uid,
            occurrence=_occurrence(event) if recurring else "",
            starts_at=self._moment(start),
            ends_at=self._moment(end),
            title=" ".join(str(event.get("SUMMARY", "")).split()),
            people=people_of(event),
            status="cancelled" if str(event.get("STATUS", "")).upper() == "CANCELLED" else "planned",
            recurring=recurring,
            all_day=not isinstance(start, datetime),
            private=private,
            group=invites_a_group(event),
        )

    def _moment(self, moment: date) -> datetime:
        if not isinstance(moment, datetime):
            return datetime(moment.year, moment.month, moment.day, tzinfo=self._zone)
        zone: tzinfo | None = moment.tzinfo
        return moment.astimezone(UTC).astimezone(zone if isinstance(zone, ZoneInfo) else self._zone)


def _with_answers(meeting: CalendarMeeting, yes: set[str]) -> CalendarMeeting:
    if not any(_is_open(person, yes) for person in meeting.people):
        return meeting
    people = (replace(each, answer="accepted") if _is_open(each, yes) else each for each in meeting.people)
    return replace(meeting, people=tuple(people))


def _is_open(person: CalendarPerson, yes: set[str]) -> bool:
    return person.answer == "needs-action" and person.email in yes


def _is_private(event: Any) -> bool:
    return str(event.get("CLASS", "")).strip().upper() not in {"", "PUBLIC"}


def _occurrence(event: Any) -> str:
    original = event["RECURRENCE-ID"].dt
    if SHIFT in event:
        original = event["DTSTART"].dt - timedelta(seconds=float(event[SHIFT]))
    if isinstance(original, datetime):
        return original.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return str(original.isoformat())


def _few(problems: list[Problem]) -> tuple[Problem, ...]:
    kept = sorted(problems, key=lambda problem: problem.line)[:MAX_PROBLEMS]
    left = len(problems) - len(kept)
    return (*kept, *_rest(left))


def _rest(left: int) -> Iterator[Problem]:
    if left:
        yield Problem(0, "", f"{left} more events or lines have problems that are not listed here.")
