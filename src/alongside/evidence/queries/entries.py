from datetime import date
from typing import Any

from django.db.models import Count, Prefetch
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.evidence.capture import NothingTyped, parse, print_line
from alongside.evidence.models import Entry, EntryKind, Piece, Topic
from alongside.people.models import Person
from alongside.sharing.door import SharedQuerySet


def entries_of(viewer: Member, *, archived: bool = False) -> SharedQuerySet[Entry]:
    """All entries that the viewer may see, the latest first, with what is shown of them."""
    rows = Entry.objects.visible_to(viewer).filter(archived_at__isnull=not archived)
    return told(rows, viewer).order_by("-happened_on", "-pk")


def entries_between(viewer: Member, since: date, until: date) -> SharedQuerySet[Entry]:
    """The viewer's own log from one day to another, both included, the earliest first."""
    mine = entries_of(viewer).filter(owner=viewer, happened_on__range=(since, until))
    return mine.order_by("happened_on", "pk")


def open_obstacles(viewer: Member) -> SharedQuerySet[Entry]:
    """The viewer's own challenges and blockers that are not over, the oldest first."""
    kinds = (EntryKind.CHALLENGE, EntryKind.BLOCKER)
    return entries_of(viewer).filter(owner=viewer, kind__in=kinds, eased_at=None).order_by("happened_on", "pk")


def topics_of(viewer: Member, at_most: int = 50) -> list[tuple[str, int]]:
    """The topics of the viewer's own log with how often each stands there, the most frequent first."""
    mine = Entry.objects.visible_to(viewer).filter(owner=viewer, archived_at=None, topics__isnull=False)
    rows = mine.values_list("topics__name")
    return list(rows.annotate(times=Count("topics")).order_by("-times", "topics__name")[:at_most])


def told(rows: SharedQuerySet[Entry], viewer: Member) -> SharedQuerySet[Entry]:
    """With people, topics, piece and readers, as far as the viewer may see them."""
    shown: list[Any] = [
        Prefetch("people", Person.objects.visible_to(viewer)),
        Prefetch("topics", Topic.objects.visible_to(viewer).order_by("name")),
        Prefetch("piece", Piece.objects.visible_to(viewer)),
        "named",
    ]
    return rows.select_related("owner").prefetch_related(*shown)


def line_to_edit(entry: Entry) -> str:
    """The line as it was typed; a date in words stands as the day it meant, which it would not mean today."""
    try:
        captured = parse(entry.line, today=timezone.localdate(entry.created_at))
    except NothingTyped:
        return entry.line
    return entry.line if captured.date is None else print_line(captured._replace(date=entry.happened_on))
