"""Ranks the people to ask: points of eight signals, added. The reasons given are the very terms of the sum."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import exp, exp2, log1p

from alongside.knowledge.asking.fading import DAY
from alongside.knowledge.asking.lately import who_knew
from alongside.knowledge.asking.material import Answer, Question, Reason, Signal, Suggestion
from alongside.knowledge.asking.memory import Memory, Tally, Trace
from alongside.knowledge.asking.places import TREE
from alongside.knowledge.asking.spreading import Spread, over_places, over_words
from alongside.knowledge.asking.weights import (
    DOORS,
    ENOUGH,
    FIRST_DOOR,
    FLATTENED,
    LATELY,
    OLD_DAYS,
    READ_HALVES_IN_DAYS,
    WEIGHTS,
)

PATHS_READ = 60
"""Of a larger question the first paths are read: the answer hardly changes, and it stays quick."""


def ask(memory: Memory, question: Question, *, most: int = 20) -> Answer:
    """The best `most` people, each with reasons, best first."""
    asked, fresh = _heard(memory, question)
    spreads = _spreads(memory, asked)
    points = _points(memory, asked, fresh, spreads)
    whole = {person: sum(each.values()) for person, each in points.items()}
    order = sorted(whole, key=lambda person: (-whole[person], person))
    first = _less_busy(memory, asked, {person: whole[person] for person in order[:DOORS]})
    chances = _chances(whole)
    told = _Told(memory, question, spreads)
    suggestions = tuple(
        Suggestion(
            person=person,
            points=whole[person],
            chance=chances[person],
            seen=memory.seen[person],
            reasons=tuple(told.reasons(person, points[person])),
        )
        for person in _begun_with(first, order)[:most]
    )
    knew = who_knew(memory, question)
    return Answer(suggestions, lately=knew.lately, knew=knew.person, knew_at=knew.at, spared=_spared(first, order))


def _heard(memory: Memory, question: Question) -> tuple[Question, float]:
    """The question as of the last that was heard of anybody, and how fresh that is, 0 to 1."""
    last = min(question.at, max(memory.seen.values(), default=question.at))
    return replace(question, at=last), OLD_DAYS / (OLD_DAYS + (question.at - last) / DAY)


def _less_busy(memory: Memory, question: Question, points: dict[str, float]) -> str:
    near = _chances({person: FLATTENED * each for person, each in points.items()})
    busy = _busy(memory, question)
    taken = FIRST_DOOR * _acquainted(memory, question)
    return max(near, key=lambda person: near[person] - taken * busy.get(person, 0.0), default="")


def _begun_with(first: str, order: list[str]) -> list[str]:
    return [person for person in order if person == first] + [person for person in order if person != first]


def _spared(first: str, order: list[str]) -> str:
    return order[0] if order and order[0] != first else ""


def _spreads(memory: Memory, question: Question) -> dict[Signal, Spread]:
    paths = tuple(dict.fromkeys(question.paths))[:PATHS_READ]
    given = (paths, question.asker, question.at)
    return {
        Signal.REVIEWED: over_places(memory.reviewed, *given),
        Signal.WROTE: over_places(memory.wrote, *given),
        Signal.REVIEWED_ALIKE: over_words(memory.reviewed_alike, *given),
        Signal.WROTE_ALIKE: over_words(memory.wrote_alike, *given),
    }


def _points(
    memory: Memory, question: Question, fresh: float, spreads: dict[Signal, Spread]
) -> dict[str, dict[Signal, float]]:
    shares = {signal: spread.shares() for signal, spread in spreads.items()}
    shares[Signal.ACTIVE] = over_places(memory.active, (TREE,), question.asker, question.at).shares()
    shares[Signal.BUSY] = _busy(memory, question)
    shares[Signal.USUAL] = _usual(memory, question, fresh)
    known = _acquainted(memory, question)
    points: dict[str, dict[Signal, float]] = {}
    for signal, everybody in shares.items():
        weight, unit = _weight(signal, known), WEIGHTS[signal].unit
        for person, share in everybody.items():
            if share > _NOTHING and person != question.asker:
                points.setdefault(person, {})[signal] = weight * log1p(share / unit)
    for person, trace in memory.usual.people.get(question.asker, {}).items():
        points.setdefault(person, {})[Signal.LATELY] = LATELY * _halved(question.at - trace.latest)
    return points


def _weight(signal: Signal, known: float) -> float:
    """A newcomer may go to a busy door, is helped by who reads anything, and by who reads rather than writes."""
    weight = WEIGHTS[signal]
    return weight.newcomer + (weight.known - weight.newcomer) * known


def _busy(memory: Memory, question: Question) -> dict[str, float]:
    return over_places(memory.reviewed, (TREE,), question.asker, question.at).shares()


def _usual(memory: Memory, question: Question, fresh: float) -> dict[str, float]:
    """Who reads the asker's changes these weeks, and who did in years: half and half, of old news rather the second."""
    lately, ever, part = _read(memory.usual, question), _read(memory.habit, question), fresh / 2
    return {person: part * lately[person] + (1 - part) * share for person, share in ever.items()}


def _read(tally: Tally, question: Question) -> dict[str, float]:
    """Each reader's share of the asker's past changes; of few changes a small share, since they prove little."""
    scale = tally.fading.seen_from(question.at)
    whole = tally.whole.get(question.asker, 0.0) * scale + ENOUGH
    return {person: trace.mass * scale / whole for person, trace in tally.people.get(question.asker, {}).items()}


def _acquainted(memory: Memory, question: Question) -> float:
    """How far the asker knows several doors, 0 to 1: only who does is kept from the one where everybody knocks."""
    times = sum(trace.times for trace in memory.usual.people.get(question.asker, {}).values())
    return times / (times + ENOUGH)


def _halved(age: float) -> float:
    return exp2(-max(0.0, age) / DAY / READ_HALVES_IN_DAYS)


def _chances(points: dict[str, float]) -> dict[str, float]:
    """Points are the logarithm of how likely somebody is to read the change, up to a constant."""
    top = max(points.values(), default=0.0)
    odds = {person: exp(each - top) for person, each in points.items()}
    whole = sum(odds.values())
    return {person: each / whole for person, each in odds.items()}


@dataclass(frozen=True, slots=True)
class _Told:
    """Puts the place, the number of changes and the last of them to each signal's points."""

    memory: Memory
    question: Question
    spreads: dict[Signal, Spread]

    def reasons(self, person: str, points: dict[Signal, float]) -> Iterator[Reason]:
        for signal in sorted(points, key=lambda signal: -abs(points[signal])):
            if abs(points[signal]) > _TOO_LITTLE:
                place, trace = self._seen(signal, person)
                yield Reason(signal, points[signal], place, trace.times, trace.latest)

    def _seen(self, signal: Signal, person: str) -> tuple[str, Trace]:
        if signal in self.spreads:
            place = self.spreads[signal].telling(person)
            return place, self.spreads[signal].tally.people[place][person]
        elif signal in (Signal.ACTIVE, Signal.BUSY):
            tally = self.memory.active if signal is Signal.ACTIVE else self.memory.reviewed
            return TREE, tally.people[TREE][person]
        else:
            return "", self.memory.usual.people[self.question.asker][person]


_NOTHING = 1e-6
_TOO_LITTLE = 0.05
"""Points that move nobody's rank are no reason worth telling."""
