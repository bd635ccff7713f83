"""What goes in and out, and how things are found by the one who asks."""

from datetime import date, datetime, time
from typing import Annotated, Any, Literal

from django.db import models
from django.shortcuts import get_object_or_404
from ninja import Field, Schema
from pydantic import WithJsonSchema

from alongside.accounts.middleware import ApiRequest
from alongside.lib.paging import Part
from alongside.one_on_ones.models import Note, Pair, Promise, TalkingPoint
from alongside.one_on_ones.queries.pairs import pairs_of
from alongside.sharing.door import SharedQuerySet

# JSON Schema's own format for times asks for a zone, and a rhythm keeps its zone beside it.
WallClock = Annotated[time, WithJsonSchema({"type": "string", "pattern": r"^\d\d:\d\d(:\d\d(\.\d+)?)?$"})]


class StatePart(Part):
    state: Literal["open", "closed", "all"] = "open"


class ConflictOut(Schema):
    """Somebody changed the same words first. Both texts; send yours again with this version to keep it."""

    title: str = "Changed meanwhile"
    status: int = 409
    detail: str
    current: str
    version: int
    yours: str


class MeetingOut(Schema):
    id: int | None
    occurrence: str
    starts_at: datetime
    minutes: int
    state: str
    moved_from: datetime | None


class PairOut(Schema):
    id: int
    with_: str = Field(serialization_alias="with")
    you_are: str
    every: str
    rhythm: str
    first_on: date | None
    at: WallClock | None
    zone: str
    minutes: int
    seen_by: str
    next: MeetingOut | None
    last: MeetingOut | None
    archived_at: datetime | None


class PointOut(Schema):
    id: int
    kind: str
    text: str
    by: str
    side: str
    audience: str
    version: int
    created_at: datetime
    done_at: datetime | None
    dropped_at: datetime | None
    answer: str
    answered_at: datetime | None
    times: int = 0
    age: str = ""


class NoteOut(Schema):
    id: int
    text: str
    audience: str
    version: int
    meeting: int | None
    created_at: datetime
    edited_at: datetime | None


class PromiseOut(Schema):
    id: int
    text: str
    by: str
    side: str
    due_on: date | None
    version: int
    created_at: datetime
    kept_at: datetime | None
    dropped_at: datetime | None


class QuestionOut(Schema):
    id: int
    text: str
    situation: str
    side: str
    about: str
    retired_at: datetime | None


def pair_for(request: ApiRequest, pair_id: int) -> Pair:
    return get_object_or_404(pairs_of(request.auth), pk=pair_id)


def part_for[M: models.Model](rows: SharedQuerySet[M], pk: int) -> M:
    return get_object_or_404(rows.select_related("pair__owner", "pair__other", "pair__person"), pk=pk)


def point_out(request: ApiRequest, point: TalkingPoint, **more: Any) -> dict[str, Any]:
    names = (
        "id", "kind", "text", "side", "audience", "version", "created_at", "done_at", "dropped_at", "answer",
        "answered_at",
    )  # fmt: skip
    by = point.pair.name_of(point.side, request.auth)
    return {name: getattr(point, name) for name in names} | {"by": by} | more


def note_out(note: Note) -> dict[str, Any]:
    names = ("id", "text", "audience", "version", "created_at", "edited_at")
    return {name: getattr(note, name) for name in names} | {"meeting": note.meeting_id}


def promise_out(request: ApiRequest, promise: Promise) -> dict[str, Any]:
    names = ("id", "text", "side", "due_on", "version", "created_at", "kept_at", "dropped_at")
    by = promise.pair.name_of(promise.side, request.auth)
    return {name: getattr(promise, name) for name in names} | {"by": by}
