"""One pair as a running document, with the viewer's private notes marked as such, and as JSON."""

from collections import defaultdict
from datetime import date
from typing import Any

from alongside.accounts.models import Member
from alongside.lib.rhythm import zone_named
from alongside.one_on_ones.models import Meeting, Note, Pair, Promise, Reach, TalkingPoint
from alongside.one_on_ones.running_document import (
    DocumentMeeting,
    DocumentNote,
    DocumentPoint,
    DocumentPromise,
    ExportedPair,
    as_markdown,
)
from alongside.one_on_ones.running_document.nouns import State
from alongside.sharing.door import SharedQuerySet


def as_document(viewer: Member, pair: Pair) -> ExportedPair:
    exporting = _Exporting(viewer, pair)
    return ExportedPair(pair.title_for(viewer), pair.other_name(viewer), exporting.meetings())


def export_markdown(viewer: Member, pair: Pair) -> str:
    return as_markdown(as_document(viewer, pair))


def export_values(viewer: Member, pair: Pair) -> dict[str, Any]:
    """Everything the viewer sees of the pair, in one JSON document."""
    rows: dict[str, SharedQuerySet[Any]] = {
        "meetings": Meeting.objects.visible_to(viewer).filter(pair=pair).order_by("starts_at"),
        "points": TalkingPoint.objects.visible_to(viewer).filter(pair=pair).order_by("created_at", "pk"),
        "promises": Promise.objects.visible_to(viewer).filter(pair=pair).order_by("created_at", "pk"),
        "notes": Note.objects.visible_to(viewer).kept().filter(pair=pair).order_by("created_at", "pk"),
    }
    fields = {
        "meetings": ("id", "occurrence", "starts_at", "minutes", "moved_from", "held_at", "skipped_at", "cancelled_at"),
        "points": (
            "id", "kind", "text", "side", "audience", "created_at", "done_at", "dropped_at", "closed_in_id", "answer",
            "answered_at",
        ),
        "promises": ("id", "text", "side", "due_on", "made_in_id", "created_at", "kept_at", "dropped_at"),
        "notes": ("id", "text", "audience", "meeting_id", "created_at", "edited_at"),
    }  # fmt: skip
    head = {
        "format": "alongside one-on-one 1",
        "title": pair.title_for(viewer),
        "with": pair.other_name(viewer),
        "you_are": pair.side_of(viewer),
        "every": pair.every,
        "first_on": pair.first_on,
        "at": pair.at,
        "zone": pair.zone,
        "minutes": pair.minutes,
    }
    return head | {name: list(rows[name].values(*fields[name])) for name in rows}


class _Exporting:
    def __init__(self, viewer: Member, pair: Pair) -> None:
        self._viewer, self._pair, self._zone = viewer, pair, zone_named(pair.zone)
        self._points: dict[date | None, list[DocumentPoint]] = defaultdict(list)
        self._promises: dict[date | None, list[DocumentPromise]] = defaultdict(list)
        self._notes: dict[date | None, list[DocumentNote]] = defaultdict(list)
        self._days: set[date | None] = set()

    def meetings(self) -> tuple[DocumentMeeting, ...]:
        for row in Meeting.objects.visible_to(self._viewer).not_called_off().filter(pair=self._pair):
            if row.held_at:
                self._days.add(self._day(row))
        self._gather()
        self._days |= {*self._points, *self._promises, *self._notes}
        days = sorted((day for day in self._days if day), reverse=True)
        return tuple(self._meeting(day) for day in ([None, *days] if None in self._days else days))

    def _meeting(self, day: date | None) -> DocumentMeeting:
        heading = "" if day else "Next meeting"
        return DocumentMeeting(
            day, heading, tuple(self._points[day]), tuple(self._promises[day]), tuple(self._notes[day])
        )

    def _gather(self) -> None:
        points = TalkingPoint.objects.visible_to(self._viewer).filter(pair=self._pair).select_related("closed_in")
        for point in points.order_by("position", "pk"):
            state: State = "done" if point.done_at else "dropped" if point.dropped_at else "open"
            closed_on = (point.done_at or point.dropped_at or point.created_at).astimezone(self._zone).date()
            day = None if state == "open" else self._day(point.closed_in) or closed_on
            said = DocumentPoint(point.text, point.kind, self._name(point.side), state, point.answer)
            self._points[day].append(said)
        promises = Promise.objects.visible_to(self._viewer).filter(pair=self._pair).select_related("made_in")
        for promise in promises.order_by("pk"):
            kept: State = "done" if promise.kept_at else "dropped" if promise.dropped_at else "open"
            made = DocumentPromise(promise.text, self._name(promise.side), promise.due_on, kept)
            self._promises[self._day(promise.made_in)].append(made)
        notes = Note.objects.visible_to(self._viewer).kept().filter(pair=self._pair).select_related("meeting")
        for note in notes.order_by("pk"):
            self._notes[self._day(note.meeting)].append(DocumentNote(note.text, private=note.audience == Reach.ME))

    def _day(self, meeting: Meeting | None) -> date | None:
        return meeting.starts_at.astimezone(self._zone).date() if meeting else None

    def _name(self, side: str) -> str:
        mine = side == self._pair.side_of(self._viewer)
        return self._viewer.name if mine else self._pair.other_name(self._viewer)
