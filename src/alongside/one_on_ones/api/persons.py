"""What is between you and one of your persons, and the brief before a rare talk."""

from datetime import date, datetime
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema, Status

from alongside.accounts.middleware import ApiRequest
from alongside.one_on_ones import actions
from alongside.one_on_ones.api.shapes import PointOut, PromiseOut, point_out, promise_out
from alongside.one_on_ones.models import Pair
from alongside.one_on_ones.queries.between import between, pair_about
from alongside.one_on_ones.queries.brief import Line, brief_for
from alongside.people.models import Person
from alongside.sharing.guard import visible_or_404

router = Router()


class BetweenOut(Schema):
    """`pair_id` is null where the two have no one-on-ones."""

    pair_id: int | None
    next: str
    last_talked_on: date | None
    points: list[PointOut]
    promises: list[PromiseOut]


class RaiseIn(Schema):
    """`key` names the entry or the piece of work that it is about: `entry:5`, `piece:7`."""

    text: str
    kind: str = "question"
    key: str = ""


class BriefLineOut(Schema):
    """`kind` is the noun it comes from: story, entry or piece."""

    text: str
    why: str
    url: str
    kind: str


class CareOut(Schema):
    about: str
    label: str
    text: str
    learned_on: date


class BriefOut(Schema):
    """`tell` is what is new to them since `since`; `meets_at` is told when that is within a day."""

    name: str
    meets_at: datetime | None
    last_contact_at: datetime | None
    since: date
    cares: list[CareOut]
    seen: list[BriefLineOut]
    tell: list[BriefLineOut]
    ask: str
    ask_why: str


@router.get("/persons/{int:person_id}/between", response=BetweenOut)
def with_person(request: ApiRequest, person_id: int) -> dict[str, Any]:
    """What you last talked about, and what is open between you."""
    found = between(request.auth, visible_or_404(request.auth, Person, person_id), now=timezone.now())
    return {
        "pair_id": found.pair.pk if found.pair else None,
        "next": found.next_words,
        "last_talked_on": found.pasts[0].on if found.pasts else None,
        "points": [point_out(request, _of(found.pair, point)) for point in found.points],
        "promises": [promise_out(request, _of(found.pair, line.promise)) for line in (*found.mine, *found.theirs)],
    }


@router.post("/persons/{int:person_id}/raise", response={201: PointOut})
def raise_with(request: ApiRequest, person_id: int, given: RaiseIn) -> Status[Any]:
    """Put something on the agenda with this person; 404 when you have no one-on-ones with them."""
    pair = pair_about(request.auth, visible_or_404(request.auth, Person, person_id))
    found = get_object_or_404(Pair.objects.visible_to(request.auth), pk=pair.pk if pair else 0)
    point = actions.raise_point(request.auth, pair=found, **given.dict())
    return Status(201, point_out(request, _of(found, point)))


@router.get("/persons/{int:person_id}/brief", response=BriefOut)
def brief(request: ApiRequest, person_id: int) -> dict[str, Any]:
    """What they care about, what they have seen of your work, at most two things to tell, one to ask."""
    found = brief_for(request.auth, visible_or_404(request.auth, Person, person_id), now=timezone.now())
    return {
        "name": found.person.name,
        "meets_at": found.talk.starts_at if found.talk else None,
        "last_contact_at": found.last.at if found.last else None,
        "since": found.since,
        "cares": [
            {"about": topic.about, "label": topic.label, "text": topic.note.text, "learned_on": topic.note.learned_on}
            for topic in found.cares
            if topic.note
        ],
        "seen": _lines(found.seen),
        "tell": _lines(found.tell),
        "ask": found.ask,
        "ask_why": found.ask_why,
    }


def _lines(lines: tuple[Line, ...]) -> list[dict[str, str]]:
    return [{"text": line.text, "why": line.why, "url": line.url, "kind": line.kind} for line in lines]


def _of[T: Any](pair: Pair | None, part: T) -> T:
    """It came through this pair: its names need not be asked for again."""
    part.pair = pair
    return part
