"""A CalDAV server (RFC 4791): which calendars it has for me, and their events within a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urljoin, urlsplit

from alongside.sources.collectors.contract import Refused, folded
from alongside.sources.collectors.plain import one_line
from alongside.sources.collectors.web import NoAnswer, Web

from .xml import CALDAV, DAV, SERVER, Resource, resources

_HEADERS = {"Content-Type": "application/xml; charset=utf-8"}
_PROPERTIES = b"""<?xml version="1.0" encoding="utf-8"?>
<d:propfind xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:s="http://calendarserver.org/ns/"><d:prop>
<d:resourcetype/><d:displayname/><d:current-user-principal/><d:sync-token/><s:getctag/>
<c:calendar-home-set/><c:supported-calendar-component-set/>
</d:prop></d:propfind>"""
_QUERY = """<?xml version="1.0" encoding="utf-8"?>
<c:calendar-query xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:prop><d:getetag/><c:calendar-data/></d:prop>
<c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT"><c:time-range start="{since}" end="{until}"/>
</c:comp-filter></c:comp-filter></c:filter></c:calendar-query>"""
_AT_ONCE = timedelta(days=366)
_MOST_CALENDARS = 100


@dataclass(frozen=True, slots=True)
class ServerCalendar:
    address: str
    name: str
    mark: str
    """Changes whenever anything in it does; nothing when the server does not say."""


class CalDav:
    def __init__(self, web: Web, address: str) -> None:
        self._web, self._address = web, address

    def calendars(self, wanted: str) -> list[ServerCalendar]:
        """Those of these names, one a line, or all. Raises Refused when there is none."""
        found = list(self._all())[:_MOST_CALENDARS]
        names = {folded(line) for line in wanted.splitlines() if line.strip()}
        chosen = [calendar for calendar in found if not names or folded(calendar.name) in names]
        if not chosen:
            seen = ", ".join(f"“{calendar.name}”" for calendar in found[:10])
            there = f"The server has the calendars {seen}." if seen else "The server shows no calendar here."
            raise Refused(f"{there} Check the address, the user and the names of the calendars.")
        return chosen

    def events(self, calendar: ServerCalendar, since: date, until: date) -> Iterator[bytes]:
        """The data of everything that happens within these days, a resource once. Asks for a year at a time."""
        seen: set[str] = set()
        start = since
        while start <= until:
            end = min(start + _AT_ONCE, until + timedelta(days=1))
            for resource in self._events(calendar, start, end):
                data = resource.text(f"{CALDAV}calendar-data")
                if data and resource.href not in seen:
                    seen.add(resource.href)
                    yield data.encode()
            start = end + timedelta(days=1) if end > until else end

    def _events(self, calendar: ServerCalendar, start: date, end: date) -> list[Resource]:
        query = _QUERY.format(since=f"{start:%Y%m%d}T000000Z", until=f"{end:%Y%m%d}T000000Z").encode()
        answer = self._web.request("REPORT", calendar.address, content=query, headers=_HEADERS | {"Depth": "1"})
        return resources(answer.content)

    def _all(self) -> Iterator[ServerCalendar]:
        base, answered = self._entrance()
        here = answered[0] if answered else Resource("", {})
        if _is_calendar(here):
            yield self._calendar(base, here)
            return
        home = here.href_in(f"{CALDAV}calendar-home-set") or self._home_of(base, here)
        address = urljoin(base, home) if home else base
        for resource in self._ask(address, depth=1):
            if _is_calendar(resource):
                yield self._calendar(address, resource)

    def _entrance(self) -> tuple[str, list[Resource]]:
        """A server whose address was entered without a path says at a well-known place where its calendars are."""
        if urlsplit(self._address).path in ("", "/"):
            known = urljoin(self._address, "/.well-known/caldav")
            try:
                return known, self._ask(known, depth=0)
            except NoAnswer as problem:
                if problem.status not in (403, 404, 405):
                    raise
        return self._address, self._ask(self._address, depth=0)

    def _home_of(self, base: str, here: Resource) -> str:
        principal = here.href_in(f"{DAV}current-user-principal")
        answered = self._ask(urljoin(base, principal), depth=0) if principal else []
        return answered[0].href_in(f"{CALDAV}calendar-home-set") if answered else ""

    def _ask(self, address: str, *, depth: int) -> list[Resource]:
        headers = _HEADERS | {"Depth": str(depth)}
        return resources(self._web.request("PROPFIND", address, content=_PROPERTIES, headers=headers).content)

    def _calendar(self, base: str, resource: Resource) -> ServerCalendar:
        address = urljoin(base, resource.href)
        name = (
            one_line(resource.text(f"{DAV}displayname"), 120) or urlsplit(address).path.rstrip("/").rpartition("/")[2]
        )
        mark = resource.text(f"{DAV}sync-token") or resource.text(f"{SERVER}getctag")
        return ServerCalendar(address, name or "calendar", mark[:300])


def _is_calendar(resource: Resource) -> bool:
    if not resource.has(f"{DAV}resourcetype", f"{CALDAV}calendar"):
        return False
    parts = resource.properties.get(f"{CALDAV}supported-calendar-component-set")
    names = [part.get("name", "").upper() for part in parts] if parts is not None else []
    return not names or "VEVENT" in names
