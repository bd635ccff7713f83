"""Ranks who could speak for my work: points of nine routes, added. The grounds given are the very terms of the sum."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import fsum, log1p

from alongside.knowledge.asking.fading import Fading
from alongside.knowledge.asking.memory import Memory
from alongside.knowledge.asking.places import TREE
from alongside.knowledge.asking.spreading import Spread, over_places
from alongside.knowledge.vouching.material import Contact, Ground, Route, Voucher, Work
from alongside.knowledge.vouching.weights import ENOUGH, HALF_LIVES, WEIGHTS

PATHS_READ = 60
"""Of all paths of my work the latest are read."""

type Points = dict[str, dict[Route, float]]


def could_vouch(
    me: str, work: Sequence[Work], contacts: Sequence[Contact], memory: Memory, at: float, *, most: int = 20
) -> tuple[Voucher, ...]:
    """The best `most` people, best first. Nobody is named whom neither a contact nor the memory knows, and never me."""
    met = [each for each in contacts if each.person != me and each.at <= at and each.route not in _FILES]
    spreads = _spreads(me, work, memory, at)
    points: Points = {}
    for route, shares in _shares(met, spreads, at).items():
        for person, share in shares.items():
            if person != me and share > _NOTHING:
                points.setdefault(person, {})[route] = WEIGHTS[route].weight * log1p(share / WEIGHTS[route].unit)
    whole = {person: sum(each.values()) for person, each in points.items()}
    best = sorted(whole, key=lambda person: (-whole[person], person))[:most]
    told = _told(met, spreads)
    return tuple(_voucher(person, whole[person], points[person], told) for person in best)


def _shares(met: list[Contact], spreads: dict[Route, Spread], at: float) -> dict[Route, dict[str, float]]:
    shares = {route: spread.shares() for route, spread in spreads.items()}
    for route in {each.route for each in met}:
        moments = _moments([each for each in met if each.route is route])
        faded = [_faded(moments, Fading(days), at) for days in HALF_LIVES]
        shares[route] = {person: sum(each[person] for each in faded) / len(faded) for person in moments}
    return shares


def _moments(contacts: list[Contact]) -> dict[str, list[float]]:
    """When each one met what by one route; a work that somebody met more than once counts with the last time."""
    latest: dict[tuple[str, str, float], float] = {}
    for each in contacts:
        key = (each.person, each.work, 0.0 if each.work else each.at)
        latest[key] = max(latest.get(key, each.at), each.at)
    moments: dict[str, list[float]] = {}
    for (person, _, _), moment in latest.items():
        moments.setdefault(person, []).append(moment)
    return moments


def _faded(moments: dict[str, list[float]], fading: Fading, at: float) -> dict[str, float]:
    """Each one's share of all contacts by one route."""
    sums = {person: fsum(map(fading.kept, each)) * fading.seen_from(at) for person, each in moments.items()}
    whole = fsum(sums.values()) + ENOUGH
    return {person: amount / whole for person, amount in sums.items()}


def _spreads(me: str, work: Sequence[Work], memory: Memory, at: float) -> dict[Route, Spread]:
    order = sorted(work, key=lambda each: (-each.at, each.key))
    paths = tuple(dict.fromkeys(path for each in order if each.at <= at for path in each.paths))[:PATHS_READ]
    return {
        Route.READS_THERE: _near(over_places(memory.reviewed, paths, me, at)),
        Route.WRITES_THERE: _near(over_places(memory.wrote, paths, me, at)),
        Route.ACTIVE: over_places(memory.active, (TREE,), me, at),
    }


def _near(spread: Spread) -> Spread:
    """Who works anywhere in the tree knows nothing of mine by that."""
    return replace(spread, worth={place: worth for place, worth in spread.worth.items() if place != TREE})


def _voucher(
    person: str, points: float, by_route: dict[Route, float], told: Callable[[str, Route, float], Ground]
) -> Voucher:
    grounds = [told(person, route, each) for route, each in by_route.items()]
    grounds.sort(key=lambda ground: (-ground.points, ground.route))
    seen = max((ground.latest for ground in grounds if ground.route not in _FILES), default=0.0)
    return Voucher(person, points, seen, tuple(grounds))


def _told(met: list[Contact], spreads: dict[Route, Spread]) -> Callable[[str, Route, float], Ground]:
    by_person: dict[tuple[str, Route], list[Contact]] = {}
    for each in sorted(met, key=lambda each: (-each.at, each.work)):
        by_person.setdefault((each.person, each.route), []).append(each)

    def ground(person: str, route: Route, points: float) -> Ground:
        if route in spreads:
            return _there(spreads[route], person, route, points)
        there = by_person[person, route]
        works = tuple(dict.fromkeys(each.work for each in there if each.work))
        return Ground(route, points, len(works) or len(there), there[0].at, works)

    return ground


def _there(spread: Spread, person: str, route: Route, points: float) -> Ground:
    place = spread.telling(person)
    trace = spread.tally.people[place][person]
    return Ground(route, points, trace.times, trace.latest, place=place)


_FILES = {Route.READS_THERE, Route.WRITES_THERE, Route.ACTIVE}
_NOTHING = 1e-6
