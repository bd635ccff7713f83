"""Seats in a ring: columns evenly around, some with a second seat further in, so that no name lies on another."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from alongside.people.rings.ellipse import Point, at, length

NAME_WIDTH = 82
NAME_HEIGHT = 14
NAME_BELOW = 24
"""From the middle of a mark down to the line that its name stands on."""
REACH = 11
"""Half of what a mark takes."""
_LIFT = 7
"""A mark stands so much above its orbit, so that it and its name have the orbit in their middle."""


@dataclass(frozen=True, slots=True)
class Orbits:
    columns: int
    """More are never apart, as a test has measured."""
    main: float
    second: float = 0
    """Where every third column has one more seat; 0 for nowhere."""


@dataclass(frozen=True)
class Band:
    ring: str
    inner: float
    outer: float
    lean: float
    """Where one alone stands, from the bottom towards either side."""
    orbits: tuple[Orbits, ...]
    """The calmer first."""

    @property
    def room(self) -> int:
        """Marks that fit when nobody stands together."""
        return max(orbits.columns + (orbits.columns + 1) // _THIRD * bool(orbits.second) for orbits in self.orbits)

    @cached_property
    def seam(self) -> float:
        """Half of the turn that is kept free at the top for the name of the ring."""
        return 0.5 / length(-0.005, 0.005, (self.inner + self.outer) / 2)


BANDS = (
    Band("inner", 0.085, 0.46, 0.0, (Orbits(12, 0.3), Orbits(14, 0.366), Orbits(14, 0.366, 0.175))),
    Band("leaders", 0.46, 0.645, -0.28, (Orbits(23, 0.543),)),
    Band("next_level", 0.645, 0.82, 0.28, (Orbits(31, 0.723),)),
    Band("support", 0.82, 1.0, -0.12, (Orbits(39, 0.9),)),
)
_THIRD = 3


@dataclass(frozen=True, slots=True)
class Run:
    """Marks that follow each other; those of a team leave half a column free on both sides."""

    marks: int
    apart: bool

    def columns(self, orbits: Orbits) -> int:
        fours, rest = divmod(self.marks, _THIRD + 1)
        columns = fours * _THIRD + min(rest, 2) if orbits.second else self.marks
        return columns + int(self.apart)


@dataclass(frozen=True, slots=True)
class Seat:
    turn: float
    point: Point
    """Of the middle of the mark."""


@dataclass(frozen=True, slots=True)
class Seated:
    """A run with its seats, and from which turn to which it reaches."""

    seats: tuple[Seat, ...]
    start: float
    end: float


def seated(band: Band, runs: Sequence[Run]) -> list[Seated]:
    """All runs around the ring, on the calmest orbits that keep names apart; nothing where none do."""
    for orbits in band.orbits:
        total = sum(run.columns(orbits) for run in runs)
        if total <= orbits.columns:
            found = _around(band, runs, orbits, total)
            if _are_apart([seat for each in found for seat in each.seats]):
                return found
    return []


def _around(band: Band, runs: Sequence[Run], orbits: Orbits, total: int) -> list[Seated]:
    found, start = [], 0
    for run in runs:
        first = start + (0.5 if run.apart else 0)
        seats = [
            _seat(_turn(band, first + number + 0.5, total), radius)
            for number, column in enumerate(_columns(run.marks, orbits))
            for radius in column
        ]
        end = start + run.columns(orbits)
        found.append(Seated(tuple(seats), _turn(band, start + 0.12, total), _turn(band, end - 0.12, total)))
        start = end
    return found


def _columns(marks: int, orbits: Orbits) -> list[tuple[float, ...]]:
    """One seat, two, one, one, two, one …"""
    columns: list[tuple[float, ...]] = []
    while marks:
        two = orbits.second and len(columns) % _THIRD == 1 and marks > 1
        columns.append((orbits.main, orbits.second) if two else (orbits.main,))
        marks -= len(columns[-1])
    return columns


def _turn(band: Band, place: float, total: int) -> float:
    return band.seam + (1 - 2 * band.seam) * (place + band.lean) / total


def _seat(turn: float, radius: float) -> Seat:
    there = at(turn, radius)
    return Seat(turn, Point(round(there.x, 1), round(there.y - _LIFT, 1)))


_NEAR = 6
"""Whoever follows later than that is not near."""


def _are_apart(seats: Sequence[Seat]) -> bool:
    points, count = [seat.point for seat in seats], len(seats)
    return not any(
        _collide(one, points[(number + step) % count])
        for step in range(1, min(_NEAR + 1, count))
        for number, one in enumerate(points)
    )


def _collide(one: Point, other: Point) -> bool:
    across, down = abs(one.x - other.x), other.y - one.y
    marks = across < 2 * REACH and abs(down) < 2 * REACH
    names = across < NAME_WIDTH and abs(down) < NAME_HEIGHT
    beside = across < NAME_WIDTH / 2 + REACH
    return marks or names or (beside and (_covers(down) or _covers(-down)))


def _covers(down: float) -> bool:
    """The name of one lies on the mark of another that stands so far below it."""
    top, bottom = NAME_BELOW - NAME_HEIGHT + 3, NAME_BELOW + 3
    return top < down + REACH and down - REACH < bottom
