"""Answers of a CalDAV server, and runs of the collector."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from alongside.evidence.findings import Finding
from alongside.sources.collectors.calendar import collector
from alongside.sources.collectors.contract import Checkpoint, Defect, Found, Given, Gone, Item, Me
from alongside.sources.collectors.tests.loopback import Reply

ANNA_ICS = Path(__file__).with_name("recorded") / "anna.ics"
ANNA = Me(frozenset(("anna berg",)), frozenset(("anna@example.org",)))
TODAY = date(2026, 11, 21)
WORK = "/dav/calendars/anna/work/"
TEAM = "/dav/calendars/anna/team/"
_NAMES = 'xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:s="http://calendarserver.org/ns/"'


def event(uid: str, day: str, *lines: str) -> str:
    """A meeting of Anna with Ben at ten."""
    told = [
        f"UID:{uid}",
        f"DTSTART:{day}T100000Z",
        f"DTEND:{day}T103000Z",
        "ORGANIZER;CN=Ben Okoye:mailto:ben@example.org",
        "ATTENDEE;PARTSTAT=ACCEPTED;CN=Anna Berg:mailto:anna@example.org",
        f"SUMMARY:{uid}",
        *lines,
    ]
    return "\r\n".join(["BEGIN:VEVENT", *told, "END:VEVENT"])


def ics(*events: str) -> str:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *events, "END:VCALENDAR", ""])


def multistatus(*responses: tuple[str, str]) -> Reply:
    parts = (
        f"<d:response><d:href>{href}</d:href><d:propstat><d:prop>{properties}</d:prop>"
        "<d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>"
        for href, properties in responses
    )
    body = f'<?xml version="1.0" encoding="utf-8"?><d:multistatus {_NAMES}>{"".join(parts)}</d:multistatus>'
    return Reply(207, body, {"Content-Type": "application/xml"})


def calendar(href: str, name: str, mark: str = "1", component: str = "VEVENT") -> tuple[str, str]:
    return href, (
        f"<d:resourcetype><d:collection/><c:calendar/></d:resourcetype><d:displayname>{name}</d:displayname>"
        f"<s:getctag>{mark}</s:getctag><c:supported-calendar-component-set><c:comp name='{component}'/>"
        "</c:supported-calendar-component-set>"
    )


def events(*calendars: str) -> Reply:
    return multistatus(
        *(
            (
                f"{WORK}{number}.ics",
                f'<d:getetag>"{number}"</d:getetag><c:calendar-data><![CDATA[{data}]]></c:calendar-data>',
            )
            for number, data in enumerate(calendars)
        )
    )


def server(work: Reply, team: Reply | None = None, *, mark: str = "1") -> dict[str, list[Reply]]:
    """Entered without a path: well-known place, principal, home, calendars."""
    home = "<c:calendar-home-set><d:href>/dav/calendars/anna/</d:href></c:calendar-home-set>"
    principal = "<d:current-user-principal><d:href>/dav/principals/anna/</d:href></d:current-user-principal>"
    return {
        "PROPFIND /.well-known/caldav": [Reply(301, headers={"Location": "/dav/"})],
        "PROPFIND /dav/": [multistatus(("/dav/", principal))],
        "PROPFIND /dav/principals/anna/": [multistatus(("/dav/principals/anna/", home))],
        "PROPFIND /dav/calendars/anna/": [
            multistatus(
                ("/dav/calendars/anna/", "<d:resourcetype><d:collection/></d:resourcetype>"),
                calendar(WORK, "Work", mark),
                calendar(TEAM, "Team"),
                calendar("/dav/calendars/anna/tasks/", "Tasks", component="VTODO"),
            )
        ],
        f"REPORT {WORK}": [work],
        f"REPORT {TEAM}": [team or multistatus()],
    }


def given(settings: Mapping[str, str], *, state: Any = None, today: date = TODAY, me: Me = ANNA) -> Given:
    waits: list[float] = []
    return Given(settings, me, today, ZoneInfo("Europe/Berlin"), state or {}, waits.append)


def collected(settings: Mapping[str, str], *, state: Any = None, today: date = TODAY, me: Me = ANNA) -> list[Item]:
    return list(collector.collect(given(settings, state=state, today=today, me=me)))


def place(path: Path) -> dict[str, str]:
    return {"place": str(path)}


def signed_in(address: str, **settings: str) -> dict[str, str]:
    return {"address": address, "user": "anna", "password": "s3cret-word", **settings}


def found(items: list[Item]) -> list[Finding]:
    return [item.finding for item in items if isinstance(item, Found)]


def gone(items: list[Item]) -> list[str]:
    return [name for item in items if isinstance(item, Gone) for name in item.ids]


def defects(items: list[Item]) -> list[str]:
    return [item.message for item in items if isinstance(item, Defect)]


def last_state(items: list[Item]) -> dict[str, Any]:
    states = [item.state for item in items if isinstance(item, Checkpoint)]
    state: dict[str, Any] = json.loads(json.dumps(states[-1])) if states else {}
    return state
