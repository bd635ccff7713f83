"""Whether anybody had to do with the paths themselves lately, and else who did last."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from alongside.knowledge.asking.fading import A_YEAR
from alongside.knowledge.asking.material import Question
from alongside.knowledge.asking.memory import Memory, Trace
from alongside.knowledge.asking.places import TREE, places_of

SEVERAL = 3


@dataclass(frozen=True, slots=True)
class Knew:
    person: str
    at: float
    lately: bool


def who_knew(memory: Memory, question: Question) -> Knew:
    """Who last wrote or reviewed one of the paths, or else something in the nearest folder that others touched. When
    that is more than a year ago, they would have to read it again: who did so several times, if anybody did, rather
    than who passed by."""
    places = {place for path in question.paths if (place := _nearest(memory, path, question.asker))}
    last = max((touch for place in places for touch in _touches(memory, place, question.asker)), default=None)
    if last is None:
        return Knew("", 0.0, lately=False)
    elif question.at - last[0] <= A_YEAR:
        return Knew(last[1], last[0], lately=True)
    else:
        at, person = max(_knew(memory, places, question.asker), default=last)
        return Knew(person, at, lately=False)


def _nearest(memory: Memory, path: str, asker: str) -> str:
    """The path or its nearest folder where anybody but the asker ever was; else the whole tree."""
    return next((place for place in places_of(path) if place != TREE and any(_touches(memory, place, asker))), TREE)


def _touches(memory: Memory, place: str, asker: str) -> Iterator[tuple[float, str]]:
    for tally in (memory.wrote, memory.reviewed):
        for person, trace in tally.people.get(place, {}).items():
            if person != asker:
                yield trace.latest, person


def _knew(memory: Memory, places: Iterable[str], asker: str) -> Iterator[tuple[float, str]]:
    """Of each who was there several times, the last of them."""
    there: dict[str, list[Trace]] = {}
    for place in places:
        for tally in (memory.wrote, memory.reviewed):
            for person, trace in tally.present(place).items() if place in tally.people else ():
                there.setdefault(person, []).append(trace)
    for person, traces in there.items():
        if person != asker and sum(trace.times for trace in traces) >= SEVERAL:
            yield max(trace.latest for trace in traces), person
