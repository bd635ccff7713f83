"""Who could speak for the member's work, who decides, and what one person has seen, for programs."""

from datetime import date

from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from alongside.accounts.middleware import ApiRequest
from alongside.growth import actions, queries
from alongside.growth.api.shapes import (
    ClaimOut,
    HangingOut,
    ProofOfSightOut,
    SightOut,
    WhoOut,
    hanging,
    sight,
    someone,
)
from alongside.lib.paging import Part
from alongside.people.models import Person
from alongside.sharing.guard import visible_or_404

router = Router(tags=["growth"])


class Asked(Part):
    limit: int = Field(50, ge=1, le=500)
    everything: bool = False
    """Claims of all years instead of the last two."""


class AdvocateOut(Schema):
    person: WhoOut
    on: date
    stories: int
    sights: list[SightOut]


class AdvocatesOut(Schema):
    items: list[AdvocateOut]
    total: int
    claims: int
    spoken_for: int
    unspoken: list[ClaimOut]
    """Claims for which nobody could speak."""
    hanging: HangingOut | None
    """The one on whom most hangs."""


class WayOut(Schema):
    kind: str
    text: str
    why: str
    person: int | None
    sources: list[ProofOfSightOut]


class DeciderOut(Schema):
    person: WhoOut
    knows: list[SightOut]
    unseen: list[ClaimOut]
    ways: list[WayOut]


class DecidersOut(Schema):
    items: list[DeciderOut]
    total: int
    more: int
    """Who decides too and is left out: those whom the member chose come before those who decide by relation."""
    words: str
    claims: int
    unseen: list[ClaimOut]
    """What nobody up there has seen."""
    candidates: list[WhoOut]
    """Who may well take part in deciding, and is not said to."""


class SeenByOut(Schema):
    person: WhoOut
    claims: int
    items: list[SightOut]
    total: int
    unseen: list[ClaimOut]
    """Recent work that they have no context on; for those to whom the member reports."""


class DecidesOut(Schema):
    person: int
    decides: bool


@router.get("/growth/advocates", response=AdvocatesOut)
def advocates(request: ApiRequest, asked: Query[Asked]) -> dict[str, object]:
    today = timezone.localdate()
    since = queries.first_day(today, everything=asked.everything)
    found = queries.advocates_of(request.auth, today=today, since=since)
    return {
        "items": [
            {
                "person": someone(line.who),
                "on": line.advocate.on,
                "stories": line.advocate.stories,
                "sights": [sight(one) for one in line.advocate.sights],
            }
            for line in asked.of(found.lines)
        ],
        "total": len(found.lines),
        "claims": len(found.record.claims),
        "spoken_for": found.spoken_for,
        "unspoken": found.unspoken,
        "hanging": hanging(found.hanging) if found.hanging else None,
    }


@router.get("/growth/decision-makers", response=DecidersOut)
def deciders(request: ApiRequest, asked: Query[Asked]) -> dict[str, object]:
    """What each who decides knows, and friendly ways to them. Nobody is ever contacted from here."""
    today = timezone.localdate()
    since = queries.first_day(today, everything=asked.everything)
    found = queries.promotion_of(request.auth, today=today, since=since)
    return {
        "items": [
            {
                "person": someone(line.who),
                "knows": [sight(one) for one in line.knows],
                "unseen": line.unseen,
                "ways": line.ways,
            }
            for line in asked.of(found.lines)
        ],
        "total": len(found.lines),
        "more": found.more,
        "words": found.words,
        "claims": len(found.coverage.rows),
        "unseen": found.coverage.unseen,
        "candidates": [someone(each) for each in found.candidates],
    }


@router.post("/growth/decision-makers/{person_id}/decide", response=DecidesOut)
def decide(request: ApiRequest, person_id: int) -> dict[str, object]:
    actions.decide(request.auth, person=visible_or_404(request.auth, Person, person_id))
    return {"person": person_id, "decides": True}


@router.post("/growth/decision-makers/{person_id}/decide-not", response=DecidesOut)
def decide_not(request: ApiRequest, person_id: int) -> dict[str, object]:
    actions.decide_not(request.auth, person=visible_or_404(request.auth, Person, person_id))
    return {"person": person_id, "decides": False}


@router.get("/growth/persons/{person_id}/seen", response=SeenByOut)
def seen_by(request: ApiRequest, person_id: int) -> dict[str, object]:
    """Which of the member's work this person has seen, and how."""
    found = queries.seen_by(
        request.auth, visible_or_404(request.auth, Person, person_id).pk, today=timezone.localdate()
    )
    items = [sight(one) for one in found.sights]
    who = someone(found.who)
    return {"person": who, "claims": found.claims, "items": items, "total": len(items), "unseen": found.unseen}


@router.get("/growth/persons/{person_id}/dependence", response=HangingOut)
def dependence(request: ApiRequest, person_id: int) -> dict[str, object]:
    """How much of the member's visibility hangs on this person, and ways to lower it."""
    person, today = visible_or_404(request.auth, Person, person_id), timezone.localdate()
    return hanging(queries.hanging_on(request.auth, person.pk, today=today, since=queries.first_day(today)))
