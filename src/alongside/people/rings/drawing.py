"""The picture as values: where each ring, each person and each team stands. The same data give the same picture."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from alongside.people.rings.ellipse import CENTRE_Y, kept_inside, length
from alongside.people.rings.grouping import Group, cut, fold_one, fold_to, grouped, ranked
from alongside.people.rings.labels import labels, shortened, width
from alongside.people.rings.placed import Placed
from alongside.people.rings.seats import BANDS, NAME_BELOW, NAME_HEIGHT, NAME_WIDTH, Band, Run, Seat, Seated, seated


@dataclass(frozen=True, slots=True)
class Mark:
    """A person, a team that became one mark, or (without a team) all who found no seat."""

    x: float
    y: float
    label: str
    aside: float
    """How far from the middle of the mark the label stands."""
    ring: str
    turn: float
    persons: tuple[Placed, ...]
    team: str = ""
    is_one: bool = True

    @property
    def person(self) -> Placed:
        return self.persons[0]


@dataclass(frozen=True, slots=True)
class Sector:
    """Where a team stands."""

    ring: str
    team: str
    label: str
    start: float
    end: float
    """As turns."""
    inner: float
    outer: float


@dataclass(frozen=True, slots=True)
class Ring:
    ring: str
    inner: float
    outer: float
    marks: tuple[Mark, ...]
    sectors: tuple[Sector, ...]
    persons: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    rings: tuple[Ring, ...]
    """From the inside out."""

    @property
    def marks(self) -> list[Mark]:
        return [mark for ring in self.rings for mark in ring.marks]

    @property
    def persons(self) -> list[Placed]:
        return [person for ring in self.rings for person in ring.persons]


def draw(persons: Iterable[Placed], *, opened: str = "") -> Picture:
    """`opened`: the team that is looked at, so it is not folded into one mark."""
    there: defaultdict[str, list[Placed]] = defaultdict(list)
    for person in persons:
        there[person.ring].append(person)
    return Picture(tuple(_ring(band, there[band.ring], opened) for band in BANDS))


def _ring(band: Band, persons: Sequence[Placed], opened: str) -> Ring:
    groups, over, places = _arranged(band, grouped(persons), opened)
    short = labels(person for group in groups if not group.folded for person in group.members)
    teams = [group for group in groups if group.stands_together]
    marks = [mark for team, place in zip(teams, places, strict=False) for mark in _team(band, team, place, short)]
    if len(places) > len(teams):
        marks += _others(band, groups, over, places[-1], short)
    sectors = tuple(_sector(band, team, place) for team, place in zip(teams, places, strict=False))
    return Ring(band.ring, band.inner, band.outer, tuple(marks), sectors, tuple(persons))


def _arranged(band: Band, groups: list[Group], opened: str) -> tuple[list[Group], list[Placed], list[Seated]]:
    """Teams are folded, the largest first, until all fit; where that is not enough, the rest becomes one mark."""
    groups = fold_to(groups, band.room, keep=opened)
    while not (places := seated(band, _runs(groups, []))):
        folded = fold_one(groups, keep=opened)
        if folded is None:
            return _cut(band, groups)
        groups = folded
    return groups, [], places


def _cut(band: Band, everyone: list[Group]) -> tuple[list[Group], list[Placed], list[Seated]]:
    first = ranked(everyone)[: band.room]
    while first:
        groups, over = cut(everyone, first)
        if places := seated(band, _runs(groups, over)):
            return groups, over, places
        first.pop()
    return [], [], []


def _runs(groups: Sequence[Group], over: Sequence[Placed]) -> list[Run]:
    """A team each; after them all others."""
    teams = [Run(len(group.members), apart=True) for group in groups if group.stands_together]
    others = sum(group.marks for group in groups if not group.stands_together) + bool(over)
    return [*teams, Run(others, apart=False)] if others else teams


def _team(band: Band, team: Group, place: Seated, short: dict[int, str]) -> list[Mark]:
    return [
        _one(band, seat, person, short[person.pk], _NAMED)
        for person, seat in zip(team.members, place.seats, strict=True)
    ]


def _others(
    band: Band, groups: Sequence[Group], over: Sequence[Placed], place: Seated, short: dict[int, str]
) -> list[Mark]:
    free = iter(place.seats)
    folded = [_many(band, next(free), team.members, team.team) for team in groups if team.folded]
    alone = [group for group in groups if not group.team]
    ones = [_one(band, next(free), each, short[each.pk], _EDGE) for group in alone for each in group.members]
    return [*folded, *ones, *([_many(band, next(free), over, "")] if over else [])]


def _one(band: Band, seat: Seat, person: Placed, label: str, margin: float) -> Mark:
    x, y = seat.point.x, seat.point.y
    lower = y + NAME_BELOW if y > CENTRE_Y else y + NAME_BELOW - NAME_HEIGHT
    aside = kept_inside(x, lower, width(label), band.outer - margin)
    return Mark(x, y, label, round(aside, 1), band.ring, seat.turn, (person,), person.team)


def _many(band: Band, seat: Seat, persons: Sequence[Placed], team: str) -> Mark:
    label = shortened(team, NAME_WIDTH) if team else f"{len(persons):,} more"
    return Mark(seat.point.x, seat.point.y, label, 0.0, band.ring, seat.turn, tuple(persons), team, is_one=False)


def _sector(band: Band, group: Group, place: Seated) -> Sector:
    outer = band.outer - _EDGE
    label = shortened(group.team, length(place.start, place.end, outer) - 12)
    shown = label if width(label) > _SHORTEST else ""
    return Sector(band.ring, group.team, shown, place.start, place.end, band.inner + _EDGE, outer)


_EDGE, _NAMED = 0.008, 0.031
"""What is kept free along the rim of a ring, and where the name of a team runs along it."""
_SHORTEST = 14
