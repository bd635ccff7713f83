"""How much of the question each place answers, so that a person's share is a plain sum over places."""

from collections.abc import Mapping
from dataclasses import dataclass
from heapq import nlargest

from alongside.knowledge.asking.memory import Tally
from alongside.knowledge.asking.places import TREE, places_of, words_of
from alongside.knowledge.asking.weights import ENOUGH

WORDS_READ = 30
"""Of the words of all file names, those that say most."""


@dataclass(frozen=True, slots=True)
class Spread:
    """What one unit of mass at each place is worth for this question."""

    tally: Tally
    worth: Mapping[str, float]

    def shares(self) -> dict[str, float]:
        """Everybody's share; all shares together are at most one."""
        shares: dict[str, float] = {}
        for place, worth in self.worth.items():
            for person, trace in self.tally.present(place).items():
                shares[person] = shares.get(person, 0.0) + worth * trace.mass
        return shares

    def telling(self, person: str) -> str:
        """The place that says most about this person."""
        there = {place: trace.mass * worth for place, worth in self.worth.items()
                 if (trace := self.tally.present(place).get(person))}  # fmt: skip
        return max(there, key=lambda place: (there[place], len(place)), default=TREE)


def over_places(tally: Tally, paths: tuple[str, ...], asker: str, now: float) -> Spread:
    """Each path starts with an equal part; the file keeps as much as it has been changed, its folders get the rest."""
    amounts = _Amounts(tally, asker, now)
    worth: dict[str, float] = {}
    for path in paths:
        left = 1 / len(paths)
        for place in places_of(path):
            amount = amounts.at(place)
            if amount > 0:
                taken = left if place == TREE else left * amount / (amount + ENOUGH)
                worth[place] = worth.get(place, 0.0) + taken / amounts.kept(place)
                left -= taken
    return Spread(tally, worth)


def over_words(tally: Tally, paths: tuple[str, ...], asker: str, now: float) -> Spread:
    """Rare words of file names say more than common ones, once they were seen often enough to be trusted."""
    amounts = _Amounts(tally, asker, now)
    said: dict[str, float] = {}
    for path in paths:
        for word in words_of(path):
            amount = amounts.at(word)
            if amount > 0:
                said[word] = said.get(word, 0.0) + amount / (amount + ENOUGH) / (1 + amount) ** 0.5
    best = nlargest(WORDS_READ, said, key=lambda word: said[word])
    whole = sum(said[word] for word in best)
    return Spread(tally, {word: said[word] / whole / amounts.kept(word) for word in best})


class _Amounts:
    """What others than the asker did at a place, faded until now; and the same as it is kept."""

    def __init__(self, tally: Tally, asker: str, now: float) -> None:
        self._tally, self._asker, self._scale = tally, asker, tally.fading.seen_from(now)
        self._known: dict[str, float] = {}

    def at(self, place: str) -> float:
        amount = self.kept(place) * self._scale
        return amount if amount > _NOTHING else 0.0

    def kept(self, place: str) -> float:
        if place not in self._known:
            own = self._tally.people.get(place, {}).get(self._asker)
            self._known[place] = self._tally.whole.get(place, 0.0) - (own.mass if own else 0.0)
        return self._known[place]


_NOTHING = 1e-9
