"""What goes through the door, in and out."""

from datetime import date

from ninja import Schema

from alongside.growth.advocates import Sight
from alongside.growth.queries.advocates import Hanging
from alongside.growth.queries.whom import Someone


class WhoOut(Schema):
    id: int
    name: str
    handle: str
    relation: str
    friend: bool
    """Never counted as having seen anything."""


class ProofOfSightOut(Schema):
    kind: str
    label: str
    url: str


class ClaimOut(Schema):
    key: str
    title: str
    on: date
    is_weak: bool
    """A piece of work without a story."""


class SightOut(Schema):
    claim: ClaimOut
    routes: list[str]
    words: str
    on: date
    """When they last met it."""
    sources: list[ProofOfSightOut]


class LoweringOut(Schema):
    text: str
    why: str


class HangingOut(Schema):
    person: WhoOut
    words: str
    claims: int
    spoken_for: int
    by_them: int
    share: float
    """Of the claims that anybody could speak for, those that only this person could."""
    alone: list[ClaimOut]
    lower: list[LoweringOut]


def someone(who: Someone) -> dict[str, object]:
    return {name: getattr(who, name) for name in ("id", "name", "handle", "relation", "friend")}


def sight(one: Sight) -> dict[str, object]:
    sources = [each._asdict() for each in one.sources]
    return {"claim": one.claim, "routes": one.routes, "words": one.words, "on": one.on, "sources": sources}


def hanging(found: Hanging) -> dict[str, object]:
    counted = {name: getattr(found.found, name) for name in ("claims", "spoken_for", "by_them", "share", "alone")}
    lower = [{"text": each.text, "why": each.why} for each in found.lower]
    return {"person": someone(found.who), "words": found.words, **counted, "lower": lower}
