"""A year of evidence as a picture: a band for each circle of impact, a mark for each piece of work, week by week."""

from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

CELL = 13
HIGHEST = 9
"""Marks above each other in a week; what is over is counted."""
_LABEL = 22

FAMILIES = {
    "made": ("feature", "change"),
    "mended": ("fix", "incident"),
    "renewed": ("refactoring", "migration"),
    "helped": ("review", "tooling", "docs", "meeting", "discussion", "thanks"),
    "kept": ("tests", "chore"),
}
_FAMILY = {kind: family for family, kinds in FAMILIES.items() for kind in kinds}


class Work(NamedTuple):
    """What is drawn of a piece of work."""

    pk: int
    title: str
    kind: str
    circle: str
    on: date
    score: float
    told: bool
    """It is in the log."""

    @property
    def family(self) -> str:
        return _FAMILY.get(self.kind, "made")


class Mark(NamedTuple):
    work: Work
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Band:
    circle: str
    label: str
    marks: tuple[Mark, ...]
    more: tuple[tuple[int, int], ...]
    """Where in a week there were more than fit, and how many."""
    height: int
    count: int


@dataclass(frozen=True, slots=True)
class Month:
    first: date
    x: int
    counts: tuple[tuple[str, int], ...]
    """How many of each circle, in the order of the bands."""
    families: tuple[tuple[str, int], ...]
    total: int


@dataclass(frozen=True, slots=True)
class Timeline:
    year: int
    bands: tuple[Band, ...]
    months: tuple[Month, ...]
    width: int
    total: int
    told: int


def timeline(works: Iterable[Work], *, year: int, circles: Sequence[tuple[str, str]], today: date) -> Timeline:
    """`circles`: values with labels, the nearest first. Weeks begin on Monday. A year that goes on is drawn so far."""
    mine = sorted((work for work in works if work.on.year == year), key=lambda work: (-work.score, work.on, work.pk))
    last = max([today.month if year == today.year else 12, *(work.on.month for work in mine)])
    by_circle, by_month = _by(mine, lambda work: work.circle), _by(mine, lambda work: work.on.month)
    bands = tuple(_band(circle, label, by_circle[circle]) for circle, label in circles)
    months = tuple(_month(date(year, number, 1), by_month[number], circles) for number in range(1, last + 1))
    width = (_column(date(year, last, monthrange(year, last)[1])) + 1) * CELL
    return Timeline(year, bands, months, width, len(mine), sum(work.told for work in mine))


def _by[Key](works: Iterable[Work], key: Callable[[Work], Key]) -> defaultdict[Key, list[Work]]:
    found: defaultdict[Key, list[Work]] = defaultdict(list)
    for work in works:
        found[key(work)].append(work)
    return found


def _band(circle: str, label: str, works: list[Work]) -> Band:
    weeks = _by(works, lambda work: _column(work.on))
    tallest = min(max(map(len, weeks.values()), default=1), HIGHEST)
    height = tallest * CELL + _LABEL
    marks = [
        Mark(work, week * CELL + CELL // 2, height - place * CELL - CELL // 2)
        for week, there in weeks.items()
        for place, work in enumerate(there[:HIGHEST])
    ]
    over = [(week * CELL + CELL // 2, len(there) - HIGHEST) for week, there in weeks.items() if len(there) > HIGHEST]
    return Band(circle, label, tuple(marks), tuple(sorted(over)), height, len(works))


def _month(first: date, there: list[Work], circles: Sequence[tuple[str, str]]) -> Month:
    by_circle, by_family = Counter(work.circle for work in there), Counter(work.family for work in there)
    return Month(
        first=first,
        x=_column(first) * CELL,
        counts=tuple((label, by_circle[circle]) for circle, label in circles),
        families=tuple((family, by_family[family]) for family in FAMILIES if by_family[family]),
        total=len(there),
    )


def _column(day: date) -> int:
    """Week of the year, from 0; the first may begin in the year before."""
    return (day.timetuple().tm_yday - 1 + date(day.year, 1, 1).weekday()) // 7
