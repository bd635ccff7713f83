"""Topics to be known for, for programs."""

from datetime import date

from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field

from alongside.accounts.middleware import ApiRequest
from alongside.growth import actions, queries
from alongside.growth.api.shapes import ClaimOut, ProofOfSightOut, WhoOut, someone
from alongside.growth.models import KnownFor
from alongside.growth.models.known_for import WEEKS
from alongside.growth.queries.topics import TopicLine
from alongside.sharing.guard import visible_or_404

router = Router(tags=["growth"])


class TopicIn(Schema):
    topic: str
    words: list[str] = Field([], max_length=50)
    every_weeks: int = Field(WEEKS, ge=0, le=104)


class TopicChange(Schema):
    topic: str | None = None
    words: list[str] | None = Field(None, max_length=50)
    every_weeks: int | None = Field(None, ge=0, le=104)


class KnownForOut(Schema):
    id: int
    topic: str
    words: list[str]
    every_weeks: int
    chosen_on: date


class LinkedOut(Schema):
    person: WhoOut
    words: str
    on: date
    times: int
    sources: list[ProofOfSightOut]


class TopicOut(KnownForOut):
    evidence: list[ClaimOut]
    is_cut: bool
    """There may be more evidence: of all topics together the latest 150 of each kind are read."""
    linked: list[LinkedOut]
    last_on: date | None
    due: str
    """Why something new is due; empty when it is not."""


class TopicsOut(Schema):
    items: list[TopicOut]
    total: int


@router.get("/growth/topics", response=TopicsOut)
def topics(request: ApiRequest) -> dict[str, object]:
    """With what is on record of each, and who links the member with it."""
    lines = queries.topic_lines(request.auth, today=timezone.localdate())
    return {"items": [_told(line) for line in lines], "total": len(lines)}


@router.post("/growth/topics", response={201: KnownForOut})
def choose_topic(request: ApiRequest, given: TopicIn) -> Status[KnownFor]:
    return Status(201, actions.choose_topic(request.auth, **given.dict()))


@router.patch("/growth/topics/{topic_id}", response=KnownForOut)
def edit_topic(request: ApiRequest, topic_id: int, given: TopicChange) -> KnownFor:
    changed = given.dict(exclude_unset=True, exclude_none=True)
    return actions.edit_topic(request.auth, known_for=_topic(request, topic_id), **changed)


@router.post("/growth/topics/{topic_id}/drop", response=KnownForOut)
def drop_topic(request: ApiRequest, topic_id: int) -> KnownFor:
    known = _topic(request, topic_id)
    actions.drop_topic(request.auth, known_for=known)
    return known


@router.post("/growth/topics/{topic_id}/restore", response=KnownForOut)
def restore_topic(request: ApiRequest, topic_id: int) -> KnownFor:
    known = _topic(request, topic_id)
    actions.restore_topic(request.auth, known_for=known)
    return known


def _told(line: TopicLine) -> dict[str, object]:
    linked = [
        {
            "person": someone(one.who),
            "words": one.words,
            "on": one.on,
            "times": one.times,
            "sources": [each._asdict() for each in one.sources],
        }
        for one in line.linked
    ]
    fields = {name: getattr(line.known_for, name) for name in ("id", "topic", "words", "every_weeks", "chosen_on")}
    return {
        **fields,
        "evidence": line.evidence,
        "is_cut": line.is_cut,
        "linked": linked,
        "last_on": line.last_on,
        "due": line.due,
    }


def _topic(request: ApiRequest, pk: int) -> KnownFor:
    return visible_or_404(request.auth, KnownFor, pk)
