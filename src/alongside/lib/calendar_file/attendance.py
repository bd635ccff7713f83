"""Who takes part in an event: people only, no rooms, no shared calendars."""

import re
from typing import Any

from alongside.lib.calendar_file.nouns import CalendarPerson

_NO_PEOPLE = {"ROOM", "RESOURCE", "GROUP"}
_NO_PEOPLE_AT = ("@group.calendar.google.com", "@resource.calendar.google.com")
_SCHEME = re.compile(r"^mailto:", re.IGNORECASE)


def people_of(event: Any) -> tuple[CalendarPerson, ...]:
    """The organizer first, then the attendees in the order of the file, each once."""
    people: dict[str, CalendarPerson] = {}
    for address in _all(event, "ORGANIZER"):
        _add(people, _person(address, organizer=True))
    for address in _all(event, "ATTENDEE"):
        if str(address.params.get("CUTYPE", "")).upper() not in _NO_PEOPLE:
            _add(people, _person(address, organizer=False))
    return tuple(people.values())


def invites_a_group(event: Any) -> bool:
    """A mailing list, of which nobody knows how many come. A shared calendar is none."""
    groups = (each for each in _all(event, "ATTENDEE") if str(each.params.get("CUTYPE", "")).upper() == "GROUP")
    coming = (each for each in groups if str(each.params.get("PARTSTAT", "")).upper() != "DECLINED")
    return any(not str(each).lower().endswith(_NO_PEOPLE_AT) for each in coming)


def _all(event: Any, name: str) -> list[Any]:
    values = event.get(name, [])
    return [value for value in (values if isinstance(values, list) else [values]) if hasattr(value, "params")]


def _add(people: dict[str, CalendarPerson], person: CalendarPerson) -> None:
    if person.email.endswith(_NO_PEOPLE_AT) or not (person.email or person.name):
        return
    key = person.email or person.name
    before = people.get(key)
    people[key] = _joined(before, person) if before else person


def _joined(before: CalendarPerson, again: CalendarPerson) -> CalendarPerson:
    return CalendarPerson(
        before.name or again.name,
        before.email,
        again.answer or before.answer,
        before.organizer or again.organizer,
    )


def _person(address: Any, *, organizer: bool) -> CalendarPerson:
    written = str(address.params.get("EMAIL") or _SCHEME.sub("", str(address))).strip().strip("\"'").lower()
    email = written if "@" in written else ""
    name = str(address.params.get("CN", "")).strip().strip("\"'")
    return CalendarPerson(
        name="" if name.lower() == email else name,
        email=email,
        answer=str(address.params.get("PARTSTAT", "")).lower(),
        organizer=organizer,
    )
