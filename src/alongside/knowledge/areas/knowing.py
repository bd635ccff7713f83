"""Who knows an area: whoever wrote or reviewed a few changes there and was there within a year.

How many do is a property of the area. It is never counted the other way round, for a person.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from alongside.knowledge.asking.fading import A_YEAR
from alongside.knowledge.asking.memory import Trace

ENOUGH_TIMES = 3


@dataclass(frozen=True, slots=True)
class Knower:
    person: str
    wrote: int
    reviewed: int
    latest: float
    knows: bool


def knowers(wrote: Iterable[Mapping[str, Trace]], reviewed: Iterable[Mapping[str, Trace]], now: float) -> list[Knower]:
    """Everybody who was ever there (of each folder of the area one mapping), who knows it first."""
    counts: dict[str, list[float]] = {}
    for column, folders in ((0, wrote), (1, reviewed)):
        for people in folders:
            for person, trace in people.items():
                row = counts.setdefault(person, [0, 0, 0.0])
                row[column] += trace.times
                row[2] = max(row[2], trace.latest)
    found = [_knower(person, int(row[0]), int(row[1]), row[2], now) for person, row in counts.items()]
    return sorted(found, key=lambda each: (not each.knows, each.person))


def _knower(person: str, wrote: int, reviewed: int, latest: float, now: float) -> Knower:
    knows = wrote + reviewed >= ENOUGH_TIMES and now - latest <= A_YEAR
    return Knower(person, wrote, reviewed, latest, knows)
