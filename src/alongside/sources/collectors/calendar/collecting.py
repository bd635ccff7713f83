"""One run: the calendars of a file, an address or a server, and of each what is new, changed or gone."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from alongside.lib.calendar_file import (
    MAX_BYTES,
    CalendarMeeting,
    CalendarReading,
    CalendarTooLarge,
    NotACalendar,
    read_calendar,
)
from alongside.sources.collectors.contract import (
    Checkpoint,
    Defect,
    Found,
    Given,
    Gone,
    Item,
    Progress,
    Refused,
)
from alongside.sources.collectors.plain import file_at, one_line, short_id
from alongside.sources.collectors.web import Web

from .caldav import CalDav, ServerCalendar
from .known import Known, known_calendars
from .meetings import finding, id_of, names_others_only

_PAGE = 500
_MOST_YEARS = 15
_AT_ONCE = 8_000_000
_RULES = 2
"""To be raised when a meeting tells something else than before: then the whole is read again."""
_TITLE = "The calendar"
_FILES = ("file", "address")
_END = b"END:VCALENDAR"


def collect(given: Given) -> Iterator[Item]:
    yield from _Run(given).items()


class _Run:
    def __init__(self, given: Given) -> None:
        self._given = given
        self._settings = {name: value.strip() for name, value in given.settings.items()}
        self._since = given.today - timedelta(days=round(365.25 * _years(self._settings.get("years", ""))))
        self._known = known_calendars(given.state)
        self._current: dict[str, set[str]] = {}
        self._origins: dict[str, str] = {}
        self._marks: dict[str, str] = {}
        """Noted when all is read: what is gone is known no sooner."""
        self._whole = True
        self._unread: set[str] = set()
        self._named_others = 0

    def items(self) -> Iterator[Item]:
        place, address = self._settings.get("place", ""), self._settings.get("address", "")
        if bool(place) == bool(address):
            raise Refused("Enter either the path of an .ics file or an address, not both.")
        if place:
            yield from self._file(place)
        elif self._is_server(address):
            yield from self._server(address)
        else:
            yield from self._address(address)
        yield from self._gone()
        yield self._checkpoint()

    def _is_server(self, address: str) -> bool:
        """An .ics needs no user as a rule, a server always does."""
        signed_in = self._settings.get("user") or self._settings.get("password")
        return bool(signed_in) and not urlsplit(address).path.lower().endswith((".ics", ".ical", ".ifb"))

    def _file(self, place: str) -> Iterator[Item]:
        path = file_at(place)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        yield from self._one("file", one_line(path.name, 120), data, _digest(data))

    def _address(self, address: str) -> Iterator[Item]:
        address = "https" + address[6:] if address.lower().startswith("webcal:") else address
        known = self._known.setdefault("address", Known())
        with Web(address, pause=self._given.pause, auth=self._auth(), title=_TITLE) as web:
            answer = web.get("", etag=known.mark if '"' in known.mark and self._is_current(known) else "")
        origin = one_line(urlsplit(address).hostname or "calendar", 120)
        if answer.not_modified:
            yield from self._same("address", origin)
        else:
            yield from self._one("address", origin, answer.content, answer.etag or _digest(answer.content))

    def _server(self, address: str) -> Iterator[Item]:
        with Web(address, pause=self._given.pause, auth=self._auth(), title=_TITLE) as web:
            server = CalDav(web, address)
            for calendar in server.calendars(self._settings.get("calendars", "")):
                yield from self._of_server(server, calendar)

    def _of_server(self, server: CalDav, calendar: ServerCalendar) -> Iterator[Item]:
        key = urlsplit(calendar.address).path[:300]
        known = self._known.setdefault(key, Known())
        same = bool(calendar.mark) and known.mark == calendar.mark and known.asked == self._asked()
        if same and known.through == self._given.today.isoformat():
            yield from self._same(key, calendar.name)
            return
        since = date.fromisoformat(known.through) - timedelta(days=1) if same and known.through else self._since
        self._origins[key] = calendar.name
        self._current[key] = known.since(self._since) if same else set()
        for data in _joined(server.events(calendar, max(since, self._since), self._given.today)):
            yield from self._take(key, data, max(since, self._since))
        self._marks[key] = calendar.mark
        yield from self._read(key)

    def _one(self, key: str, origin: str, data: bytes, mark: str) -> Iterator[Item]:
        known = self._known.setdefault(key, Known())
        if mark and known.mark == mark and self._is_current(known):
            yield from self._same(key, origin)
            return
        self._origins[key], self._current[key] = origin, set()
        yield from self._take(key, data, self._since)
        self._marks[key] = mark
        yield from self._read(key)

    def _take(self, key: str, data: bytes, since: date) -> Iterator[Item]:
        reading = self._reading(data, since)
        if _END not in data[-400:].replace(b"\0", b"").upper():
            self._whole = False
            yield Defect(
                self._origins[key], "The calendar breaks off. What stood before was read; nothing is marked as gone."
            )
        for problem in reading.problems:
            self._unread.add(short_id(problem.uid))
            self._whole = self._whole and problem.line > 0
            yield Defect(
                f"line {problem.line}" if key in _FILES and problem.line else self._origins[key], problem.message
            )
        for number, meeting in enumerate(reading.meetings, start=1):
            if number % 100 == 0:
                self._given.pause(0)
            yield from self._meeting(key, meeting)
            if number % _PAGE == 0:
                yield Progress("meetings", number, len(reading.meetings))
                yield self._checkpoint()

    def _meeting(self, key: str, meeting: CalendarMeeting) -> Iterator[Item]:
        known = self._known[key]
        found = finding(meeting, self._given.me, own_calendar=self._settings.get("whose", "mine") != "shared")
        if found is None:
            self._current[key].discard(id_of(meeting))
            self._named_others += not meeting.private and names_others_only(meeting, self._given.me)
        elif not any(found.id in names for other, names in self._current.items() if other != key):
            self._current[key].add(found.id)
            if not known.has(found):
                known.note(found)
                yield Found(found, self._origins[key])

    def _reading(self, data: bytes, since: date) -> CalendarReading:
        zone = self._given.zone.key if isinstance(self._given.zone, ZoneInfo) else "UTC"
        try:
            return read_calendar(data, since=since, until=self._given.today, zone=zone)
        except (NotACalendar, CalendarTooLarge) as problem:
            raise Refused(str(problem)) from None

    def _read(self, key: str) -> Iterator[Item]:
        yield Progress("meetings", len(self._current[key]), len(self._current[key]))
        yield self._checkpoint()

    def _same(self, key: str, origin: str) -> Iterator[Item]:
        self._origins[key] = origin
        self._current[key] = self._known[key].since(self._since)
        yield Progress("nothing new", 0)

    def _gone(self) -> Iterator[Item]:
        """Only after all calendars were read: a meeting may have moved from one to another."""
        if self._named_others:
            yield Defect(
                "people",
                f"Meetings that name other people and not you, left out: {self._named_others:,}. If they are yours, "
                "add the address with which you are invited to your names.",
            )
        if self._whole:
            yield from self._forgotten()
        for key, mark in self._marks.items():
            known = self._known[key]
            known.mark = mark if self._whole else ""
            known.through, known.asked = self._given.today.isoformat(), self._asked()

    def _forgotten(self) -> Iterator[Gone]:
        there = set().union(*self._current.values())
        for key, known in self._known.items():
            missing = known.since(self._since) - there
            gone = {name for name in missing if not self._unread & {name, name.rpartition("/")[0]}}
            if gone:
                yield Gone(tuple(sorted(gone)), self._origins.get(key, key))
            known.keep(known.since(self._since) - gone)
        self._known = {key: known for key, known in self._known.items() if known.meetings or key in self._current}

    def _is_current(self, known: Known) -> bool:
        """The same calendar holds more meetings that took place when the day is another."""
        return known.through == self._given.today.isoformat() and known.asked == self._asked()

    def _asked(self) -> str:
        me = [sorted(names) for names in (self._given.me.names, self._given.me.emails)]
        asked = sorted((name, value) for name, value in self._settings.items() if name not in ("password", "calendars"))
        return _digest(json.dumps([_RULES, me, asked, str(self._given.zone)]).encode())

    def _auth(self) -> tuple[str, str] | None:
        user, password = self._settings.get("user", ""), self._given.settings.get("password", "")
        return (user, password) if user or password else None

    def _checkpoint(self) -> Checkpoint:
        state: dict[str, Any] = {key: known.as_state() for key, known in self._known.items()}
        return Checkpoint({"calendars": state})


def _years(text: str) -> float:
    try:
        years = float(text.replace(",", ".") or 3)
    except ValueError:
        raise Refused("Years back is a number, such as 3.") from None
    if not 0 < years <= _MOST_YEARS:
        raise Refused(f"Years back is a number above 0, and {_MOST_YEARS} at most.")
    return years


def _joined(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Many small calendars as a few: they are read faster, and an exception belongs to its series in the same one."""
    buffer = bytearray()
    for part in parts:
        buffer += part.strip() + b"\r\n"
        if len(buffer) > _AT_ONCE:
            yield bytes(buffer)
            buffer.clear()
    if buffer:
        yield bytes(buffer)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]
