"""One event of the file, parsed alone, with every time in it made aware."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from typing import Any

from icalendar import Event
from icalendar.prop import vBroken

from alongside.lib.calendar_file.blocks import Block
from alongside.lib.calendar_file.nouns import Problem
from alongside.lib.calendar_file.zones import known_zone

_ZONE_PARAMETER = re.compile(r';TZID=(?:"([^"]*)"|([^;:]*))', re.IGNORECASE)
_TIMES = ("DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE")
_NEEDED = (*_TIMES, "RRULE", "DURATION")
_CALM = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
_LONGEST_MONTH = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}
_EARLIEST = date(1970, 1, 1)
SHIFT = "X-ALONGSIDE-SHIFT"
"""Seconds by which a change of “this and all following” moves the meetings, noted for the original start."""


class UnreadableEvent(ValueError):
    pass


@dataclass(frozen=True)
class Clock:
    """`default` is for times that name no zone, `own` for the zones that the file describes itself."""

    default: tzinfo
    own: Mapping[str, tzinfo]


@dataclass
class ReadEvent:
    event: Any
    line: int
    uid: str
    problems: list[Problem] = field(default_factory=list)

    def complain(self, message: str) -> None:
        self.problems.append(Problem(self.line, self.uid, message))


def read_event(block: Block, clock: Clock, *, cancelled: bool) -> ReadEvent:
    lines = [_with_known_zone(line.text) for line in block.lines]
    event: Any = Event.from_ical("\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", ""]))
    read = ReadEvent(event, block.line, block.value("UID") or _made_up_uid(block))
    event["UID"] = read.uid
    _drop_broken(read)
    _make_aware(read, clock)
    _calm_rules(read)
    _note_shift(event)
    if cancelled:
        event["STATUS"] = "CANCELLED"
    return read


def _with_known_zone(text: str) -> str:
    if "TZID=" not in text.partition(":")[0].upper():
        return text

    def named(found: re.Match[str]) -> str:
        zone = known_zone(found[1] or found[2] or "")
        return f";TZID={zone.key}" if zone else found[0]

    return _ZONE_PARAMETER.sub(named, text, count=1)


def _made_up_uid(block: Block) -> str:
    """An event without a name of its own gets the same one each time the file is read."""
    words = "\n".join(block.value(name) for name in ("DTSTART", "RRULE", "SUMMARY"))
    return "unnamed-" + hashlib.sha256(words.encode()).hexdigest()[:16]


def _drop_broken(read: ReadEvent) -> None:
    for name, reason in read.event.errors:
        if name is None:
            read.complain(f"A line of this event was left out: {_short(reason)}")
    for name in list(read.event.keys()):
        values = read.event[name] if isinstance(read.event[name], list) else [read.event[name]]
        broken = [value for value in values if isinstance(value, vBroken)]
        if not broken:
            continue
        sound = [value for value in values if not isinstance(value, vBroken)]
        del read.event[name]
        if sound:
            read.event[name] = sound if len(sound) > 1 else sound[0]
        if name in ("DTSTART", "RECURRENCE-ID"):
            raise UnreadableEvent(f"its {_PLAIN[name]} “{_short(broken[0])}” is no date")
        if name in _NEEDED:
            read.complain(
                f"The {_PLAIN[name]} “{_short(broken[0])}” could not be understood; the event was read without it."
            )
    if "DTSTART" not in read.event:
        raise UnreadableEvent("it does not say when it starts (DTSTART)")


def _make_aware(read: ReadEvent, clock: Clock) -> None:
    for name in _TIMES:
        if name not in read.event:
            continue
        values = read.event[name] if isinstance(read.event[name], list) else [read.event[name]]
        if name in ("DTSTART", "DTEND", "RECURRENCE-ID") and len(values) > 1:
            read.event[name] = values[0]
            read.complain(f"The event has more than one {_PLAIN[name]}; the first was taken.")
        for value in values:
            zone = _zone_of(value, clock, read)
            for moment in _moments(value):
                moment.dt = _aware(moment.dt, zone)


def _moments(value: Any) -> Iterator[Any]:
    yield from getattr(value, "dts", [value])


def _zone_of(value: Any, clock: Clock, read: ReadEvent) -> tzinfo:
    name = str(value.params.get("TZID", ""))
    zone = clock.own.get(name) or known_zone(name) if name else clock.default
    if zone is None:
        read.complain(f"The time zone “{name}” is not known; its times were taken as {clock.default}.")
    return zone or clock.default


def _aware(moment: Any, zone: tzinfo) -> Any:
    if isinstance(moment, tuple):
        return tuple(_aware(part, zone) for part in moment)
    if isinstance(moment, datetime):
        return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment
    return moment


def _calm_rules(read: ReadEvent) -> None:
    """A rule that no meeting follows would be searched for hours: the event keeps its first time only."""
    rules = read.event.get("RRULE", [])
    for rule in rules if isinstance(rules, list) else [rules]:
        complaint = _complaint_about(rule, read.event["DTSTART"].dt)
        if complaint:
            read.complain(f"The repetition {complaint}; only the first meeting was read.")
            del read.event["RRULE"]
            return


def _complaint_about(rule: Any, start: date) -> str:
    frequency = str(next(iter(rule.get("FREQ", [])), "")).upper()
    if frequency not in _CALM or any(len(rule.get(part, [])) > 1 for part in ("BYHOUR", "BYMINUTE", "BYSECOND")):
        return "comes more often than once a day"
    if any(int(step) < 1 for step in rule.get("INTERVAL", [])):
        return "has an interval below one"
    if _never_comes(rule):
        return "is on a day that its month does not have"
    if (start.date() if isinstance(start, datetime) else start) < _EARLIEST:
        return "begins before 1970"
    return ""


def _never_comes(rule: Any) -> bool:
    """The 31st of February would be searched for day by day to the year 9999."""
    months, days = rule.get("BYMONTH", []), rule.get("BYMONTHDAY", [])
    dates = [(int(month), abs(int(day))) for month in months for day in days]
    return bool(dates) and all(day > _LONGEST_MONTH.get(month, 31) for month, day in dates)


def _note_shift(event: Any) -> None:
    original = event.get("RECURRENCE-ID")
    if original is None or str(original.params.get("RANGE", "")).upper() != "THISANDFUTURE":
        return
    start = event["DTSTART"].dt
    if isinstance(start, datetime) and isinstance(original.dt, datetime):
        same_clock = original.dt.astimezone(start.tzinfo or UTC)
        event[SHIFT] = str((start.replace(tzinfo=None) - same_clock.replace(tzinfo=None)).total_seconds())


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 120 else text[:117] + "…"


_PLAIN = {
    "DTSTART": "start",
    "DTEND": "end",
    "RECURRENCE-ID": "original date",
    "EXDATE": "list of skipped dates",
    "RDATE": "list of added dates",
    "RRULE": "repetition",
    "DURATION": "length",
}
