from datetime import date, datetime
from typing import Any

from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status

from alongside.accounts.middleware import ApiRequest
from alongside.accounts.models import Member
from alongside.lib.paging import Part
from alongside.one_on_ones import actions
from alongside.one_on_ones.api.shapes import (
    NoteOut,
    PairOut,
    PointOut,
    PromiseOut,
    WallClock,
    note_out,
    pair_for,
    point_out,
    promise_out,
)
from alongside.one_on_ones.models import Pair, Promise
from alongside.one_on_ones.queries.agenda import PointLine, agenda, eye
from alongside.one_on_ones.queries.named import pair_with
from alongside.one_on_ones.queries.pairs import pair_lines
from alongside.one_on_ones.queries.schedule import Schedule, Slot, schedule, schedules
from alongside.one_on_ones.wording import rhythm_words
from alongside.people.actions import add_person
from alongside.people.models import Person
from alongside.sharing.guard import visible_or_404

router = Router()


class NamePart(Part):
    name: str = Field("", alias="with")


class PairsOut(Schema):
    items: list[PairOut]
    total: int


class RhythmIn(Schema):
    every: str = "ad_hoc"
    first_on: date | None = None
    at: WallClock | None = None
    zone: str = ""
    minutes: int = 45


class PairIn(RhythmIn):
    """With a person by id, or somebody new by name."""

    person: int | None = None
    name: str = ""
    relation: str = "other"


class AgendaMixOut(Schema):
    counts: dict[str, int]
    missing: list[str]
    nudge: str | None


class AgendaOut(Schema):
    pair: PairOut
    points: list[PointOut]
    closed: list[PointOut]
    mix: AgendaMixOut
    shared_notes: list[NoteOut]
    private_notes: list[NoteOut]
    promises: list[PromiseOut]


@router.get("/pairs", response=PairsOut, by_alias=True)
def pairs(
    request: ApiRequest,
    part: Query[NamePart],
) -> dict[str, Any]:
    """Whom you have one-on-ones with, the next to meet first; `with` finds one by name or handle."""
    if part.name:
        return {"items": [pair_out(request.auth, pair_with(request.auth, part.name))], "total": 1}
    found = [line.pair for line in pair_lines(request.auth, now=timezone.now())]
    shown = part.of(found)
    times = schedules(request.auth, shown, now=timezone.now())
    return {"items": [pair_out(request.auth, pair, times[pair.pk]) for pair in shown], "total": len(found)}


@router.post("/pairs", response={201: PairOut}, by_alias=True)
def pair_up(request: ApiRequest, given: PairIn) -> Status[Any]:
    values = given.dict(exclude={"person", "name", "relation"})
    if given.person is not None:
        person = visible_or_404(request.auth, Person, given.person)
    else:
        person = add_person(request.auth, name=given.name, relation=given.relation)
    return Status(201, pair_out(request.auth, actions.pair_up(request.auth, person=person, **values)))


@router.get("/pairs/{int:pair_id}", response=PairOut, by_alias=True)
def pair(request: ApiRequest, pair_id: int) -> dict[str, Any]:
    return pair_out(request.auth, pair_for(request, pair_id))


@router.put("/pairs/{int:pair_id}/rhythm", response=PairOut, by_alias=True)
def change_rhythm(request: ApiRequest, pair_id: int, given: RhythmIn) -> dict[str, Any]:
    changed = actions.change_rhythm(request.auth, pair=pair_for(request, pair_id), **given.dict())
    return pair_out(request.auth, changed)


@router.post("/pairs/{int:pair_id}/archive", response=PairOut, by_alias=True)
def archive(request: ApiRequest, pair_id: int) -> dict[str, Any]:
    return pair_out(request.auth, actions.archive(request.auth, pair=pair_for(request, pair_id)))


@router.post("/pairs/{int:pair_id}/restore", response=PairOut, by_alias=True)
def restore(request: ApiRequest, pair_id: int) -> dict[str, Any]:
    return pair_out(request.auth, actions.restore(request.auth, pair=pair_for(request, pair_id)))


@router.post("/pairs/{int:pair_id}/bring-in", response=PairOut, by_alias=True)
def bring_in(request: ApiRequest, pair_id: int) -> dict[str, Any]:
    """Open the pair to the other side, who is a member by now."""
    return pair_out(request.auth, actions.bring_in(request.auth, pair=pair_for(request, pair_id)))


@router.get("/pairs/{int:pair_id}/agenda", response=AgendaOut, by_alias=True)
def running_page(request: ApiRequest, pair_id: int) -> dict[str, Any]:
    """Open points with their age, what was closed since last time, the mix, notes and promises."""
    pair = pair_for(request, pair_id)
    found = agenda(request.auth, pair, now=timezone.now())
    return {
        "pair": pair_out(request.auth, pair, found.schedule),
        "points": [_line(request, pair, line) for line in found.points],
        "closed": [_line(request, pair, line) for line in found.closed],
        "mix": {
            "counts": dict(found.mix.counts),
            "missing": list(found.mix.missing),
            "nudge": found.mix.nudge,
        },
        "shared_notes": [note_out(note) for note in found.shared_notes],
        "private_notes": [note_out(note) for note in found.private_notes],
        "promises": [_promise(request, pair, line.promise) for line in (*found.mine, *found.theirs, *found.kept)],
    }


def pair_out(viewer: Member, pair: Pair, times: Schedule | None = None) -> dict[str, Any]:
    times = times or schedule(viewer, pair, now=timezone.now())
    fields = ("id", "every", "first_on", "at", "zone", "minutes", "archived_at")
    return {name: getattr(pair, name) for name in fields} | {
        "with_": pair.other_name(viewer),
        "you_are": pair.side_of(viewer),
        "rhythm": rhythm_words(pair.rhythm),
        "seen_by": eye(viewer, pair),
        "next": slot_out(times.next, times.now),
        "last": slot_out(times.last, times.now),
    }


def slot_out(slot: Slot | None, now: datetime) -> dict[str, Any] | None:
    if slot is None:
        return None
    return {
        "id": slot.meeting.pk if slot.meeting else None,
        "occurrence": slot.occurrence,
        "starts_at": slot.starts_at,
        "minutes": slot.minutes,
        "state": "held" if slot.is_over(now) else "planned",
        "moved_from": slot.meeting.moved_from if slot.meeting else None,
    }


def _line(request: ApiRequest, pair: Pair, line: PointLine) -> dict[str, Any]:
    line.point.pair = pair
    return point_out(request, line.point, times=line.times, age=line.age)


def _promise(request: ApiRequest, pair: Pair, promise: Promise) -> dict[str, Any]:
    promise.pair = pair
    return promise_out(request, promise)
