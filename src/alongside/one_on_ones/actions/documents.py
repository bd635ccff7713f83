"""A running document that somebody brings along becomes meetings, points, promises and notes of the pair."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from alongside.accounts.models import Member
from alongside.events.actions import record
from alongside.lib.rhythm import on_the_clock, zone_named
from alongside.one_on_ones.actions.handing_down import hand_down
from alongside.one_on_ones.models import (
    Meeting,
    Note,
    Pair,
    Promise,
    Reach,
    Side,
    TalkingPoint,
    occurrence_of,
    opposite,
)
from alongside.one_on_ones.running_document import (
    DocumentMeeting,
    DocumentNote,
    DocumentPoint,
    DocumentPromise,
    ImportedDocument,
)
from alongside.search.index import index
from alongside.sharing.guard import action

NOON = time(12)


@dataclass(frozen=True)
class Imported:
    """How much was new; what was there with the same words already is not doubled."""

    meetings: int
    points: int
    promises: int
    notes: int


@action(edits="pair")
def import_running_document(actor: Member, *, pair: Pair, document: ImportedDocument) -> Imported:
    """Points of days before today are done, the others stay open; promises stay as they are marked. Notes are for
    both, and those marked private for the actor alone."""
    importing = _Importing(actor, pair)
    for part in (*document.meetings, *document.undated):
        importing.take(part)
    record(actor, verb="imported", thing=pair)
    hand_down(actor, pair=pair)
    return importing.counted()


class _Importing:
    def __init__(self, actor: Member, pair: Pair) -> None:
        self._actor, self._pair = actor, pair
        self._zone = zone_named(pair.zone)
        self._today = timezone.now().astimezone(self._zone).date()
        self._meetings = {
            row.starts_at.astimezone(self._zone).date(): row
            for row in Meeting.objects.editable_by(actor).filter(pair=pair).order_by("-starts_at")
        }
        self._there = {
            model: set(model.objects.visible_to(actor).filter(pair=pair).values_list("text", flat=True))
            for model in (TalkingPoint, Promise, Note)
        }
        self._made = dict.fromkeys(("meetings", "points", "promises", "notes"), 0)

    def counted(self) -> Imported:
        return Imported(**self._made)

    def take(self, part: DocumentMeeting) -> None:
        meeting = self._meeting(part.date) if part.date else None
        heading = (
            (DocumentNote(part.heading),) if part.heading and not meeting and part.heading != "Next meeting" else ()
        )
        at = meeting.starts_at if meeting and meeting.starts_at < timezone.now() else timezone.now()
        for point in part.points:
            self._point(point, meeting, at)
        for promise in part.promises:
            self._promise(promise, meeting, at)
        for note in (*heading, *part.notes):
            self._note(note, meeting, at)

    def _meeting(self, day: date) -> Meeting:
        if day not in self._meetings:
            starts_at = on_the_clock(datetime.combine(day, self._pair.at or NOON), self._zone)
            meeting = Meeting(
                workspace=self._actor.workspace,
                pair=self._pair,
                occurrence=occurrence_of(starts_at),
                starts_at=starts_at,
                minutes=self._pair.minutes,
                held_at=starts_at if day < self._today else None,
            )
            meeting.full_clean()
            meeting.save()
            self._meetings[day] = meeting
            self._made["meetings"] += 1
        return self._meetings[day]

    def _point(self, point: DocumentPoint, meeting: Meeting | None, at: datetime) -> None:
        state = "done" if point.state == "open" and meeting and meeting.starts_at < timezone.now() else point.state
        row = TalkingPoint(
            kind=point.kind or ("question" if point.text.rstrip().endswith("?") else "update"),
            text=point.text,
            side=self._side(point.author),
            answer=point.answer,
            answered_at=at if point.answer else None,
            done_at=at if state == "done" else None,
            dropped_at=at if state == "dropped" else None,
            closed_in=meeting if state != "open" else None,
            position=self._made["points"] + 1,
            author=self._actor,
        )
        self._keep("points", row, at, point.text, point.answer)

    def _promise(self, promise: DocumentPromise, meeting: Meeting | None, at: datetime) -> None:
        row = Promise(
            text=promise.text,
            side=self._side(promise.owner),
            due_on=promise.due,
            made_in=meeting,
            kept_at=at if promise.state == "done" else None,
            dropped_at=at if promise.state == "dropped" else None,
            author=self._actor,
        )
        self._keep("promises", row, at, promise.text)

    def _note(self, note: DocumentNote, meeting: Meeting | None, at: datetime) -> None:
        audience = Reach.ME if note.private else Reach.BOTH
        self._keep("notes", Note(text=note.text, meeting=meeting, audience=audience, author=self._actor), at, note.text)

    def _keep(self, what: str, row: TalkingPoint | Promise | Note, at: datetime, text: str, *more: str) -> None:
        if not text.strip() or text in self._there[type(row)]:
            return
        row.workspace, row.pair, row.created_at = self._actor.workspace, self._pair, at
        row.save()
        index(row, text, *more)
        self._there[type(row)].add(text)
        self._made[what] += 1

    def _side(self, name: str) -> Side:
        """Whose it is, by the name in the document; without a name that we know, the actor's."""
        mine = self._pair.side_of(self._actor)
        return opposite(mine) if name and _same(name, self._pair.other_name(self._actor)) else mine


def _same(name: str, other: str) -> bool:
    return name.strip(" @").casefold() in {other.casefold(), other.split(maxsplit=1)[0].casefold()}
