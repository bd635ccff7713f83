"""Advocates in the order in which they could best speak for the work, as `knowledge.vouching` ranks them.

By the routes on record alone: who only works on the same files has seen nothing. Plain values in and out.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

from alongside.growth.advocates import FEEDBACK, ROUTES, THANKS, TOLD, WITNESS, Advocate
from alongside.knowledge.asking.memory import Memory
from alongside.knowledge.vouching import Contact, Route, could_vouch

_ROUTE = dict.fromkeys(ROUTES, Route.SPOKE) | {
    WITNESS: Route.READ,
    "reviewer": Route.READ,
    "merger": Route.MERGED,
    "co-author": Route.TOGETHER,
    "helper": Route.TOGETHER,
    "helped": Route.THEIRS,
    "author": Route.THEIRS,
    THANKS: Route.THANKED,
    FEEDBACK: Route.SPOKE,
    TOLD: Route.SPOKE,
}


def best_first(everyone: Sequence[Advocate], *, today: date) -> tuple[Advocate, ...]:
    """Where the ranking makes no difference they stay in the order in which they came."""
    contacts = [
        Contact(str(one.person), _ROUTE[route], _moment(sight.on), sight.claim.key)
        for one in everyone
        for sight in one.sights
        for route in sight.routes
    ]
    ranked = could_vouch("", (), contacts, Memory(), _moment(today), most=max(1, len(everyone)))
    place = {each.person: number for number, each in enumerate(ranked)}
    return tuple(sorted(everyone, key=lambda one: place.get(str(one.person), len(place))))


def _moment(day: date) -> float:
    return datetime.combine(day, time.max, UTC).timestamp()
