"""A calendar and the export of a tracker, connected and read as somebody would."""

import csv
from collections.abc import Iterator
from pathlib import Path

from alongside.desk.demo.cast import ANNA, EMAIL, Cast
from alongside.desk.demo.history import AUTHORS, Author, Work
from alongside.desk.demo.past import Past, lines_of
from alongside.desk.demo.repository import works
from alongside.sources import actions as sources
from alongside.sources.models import Collection
from alongside.sources.tasks import run_collection

_HEADER = (
    *("Issue key", "Issue id", "Summary", "Issue Type", "Status", "Assignee", "Reporter", "Created", "Resolved"),
    "Custom field (Story Points)",
)


def connect(cast: Cast, past: Past, folder: Path) -> None:
    _write_tickets(folder / "tickets.csv", past)
    _write_calendar(folder / "calendar.ics", past)
    _read(cast, "jira-csv", file=str(folder / "tickets.csv"))
    _read(cast, "calendar", place=str(folder / "calendar.ics"), whose="mine")


def _read(cast: Cast, collector: str, **answers: str) -> None:
    connection = sources.connect(cast.anna, collector=collector, answers=answers)
    run = Collection(owner=cast.anna, workspace=cast.anna.workspace, source=collector, connection=connection)
    run.save()
    run_collection.func(cast.anna.pk, run.pk)


def _write_tickets(path: Path, past: Past) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(_HEADER)
        table.writerows(_ticket(work, past, number) for number, work in enumerate(works(), start=10_001) if work.ticket)


def _ticket(work: Work, past: Past, number: int) -> list[str]:
    begun, done = (past.working_day(ago).isoformat() for ago in (work.ago + 6, work.ago))
    state = "In Progress" if work.unmerged else "Done"
    asked = AUTHORS[work.reported or "Priya"].name
    resolved = "" if work.unmerged else f"{done} 17:20"
    points = str(min(8, len(work.commits)))
    return [
        work.ticket,
        str(number),
        work.title,
        "Story",
        state,
        work.author.name,
        asked,
        f"{begun} 09:00",
        resolved,
        points,
    ]


def _write_calendar(path: Path, past: Past) -> None:
    events = [part for number, line in enumerate(lines_of("calendar.txt")) for part in _event(number, line, past)]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Alongside//Demo//EN", *events, "END:VCALENDAR", ""]
    path.write_text("\r\n".join(lines), encoding="utf-8")


def _event(number: int, line: list[str], past: Past) -> Iterator[str]:
    """`days ago, or ahead below zero | hour | minutes | title | who | rule`"""
    ago, hour, minutes, title, names, rule = line
    day = past.working_day(int(ago)) if int(ago) >= 0 else past.next_working_day(-int(ago))
    start = past.at(day, int(hour))
    yield from ("BEGIN:VEVENT", f"UID:demo-{number}@example.org", f"DTSTAMP:{start:%Y%m%dT%H%M%S}")
    yield f"DTSTART;TZID={past.zone.key}:{start:%Y%m%dT%H%M%S}"
    yield from (f"DURATION:PT{minutes}M", f"SUMMARY:{title}")
    if rule:
        yield f"RRULE:{rule}"
    people = [Author(ANNA, EMAIL), *(_named(name.strip()) for name in names.split(","))]
    yield f"ORGANIZER;CN={people[0].name}:mailto:{people[0].email}"
    yield from (f"ATTENDEE;CN={each.name};PARTSTAT=ACCEPTED:mailto:{each.email}" for each in people)
    yield "END:VEVENT"


def _named(name: str) -> Author:
    """Somebody around Anna by their first name; in full, somebody whom she has not added yet."""
    return AUTHORS.get(name) or Author(name, f"{name.lower().replace(' ', '.')}@example.org")
