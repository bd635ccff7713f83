"""From words to paths: which files the words of subjects and names are about. The people come from the files then."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from math import log1p

from alongside.knowledge.asking.memory import Trace

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d{3,}")
_EMPTY = frozenset(
    """the and for with from into that this when then than them they also some more most only just not but are was has
    have had who what why how does did done can could should would will all any each out off per via use used uses using
    add adds added fix fixes fixed make makes made remove removes removed update updates updated change changes changed
    move moves moved allow allows allowed new merge branch commit revert""".split()
)
MOST_PATHS = 12
_NEAR = 0.25
"""Beside the best path, the least that is still about the words."""
_COMMON, _SEVERAL = 0.03, 50
"""A word of more than this part of all changes, and of more than so many, stands everywhere."""
_CANDIDATES = 60
_LASTING = 0.2
"""What is left of a path where nothing happened for long."""
_FEW, _HALF = 3, 0.3
"""Of few changes a share proves little. Where so much of all changes is about a word, half is."""


@lru_cache(maxsize=100_000)
def terms_of(text: str) -> tuple[str, ...]:
    """`Fix poolTimeouts` → pool, timeout. Plurals stand as one thing."""
    return tuple(as_typed(text))


def as_typed(text: str) -> dict[str, str]:
    """The same, each with how it stands there."""
    words = (word.lower() for word in reversed(_WORD.findall(text)))
    found = {term: word for word in words if len(term := _singular(word)) > 2 and term not in _EMPTY}
    return dict(reversed(found.items()))


@lru_cache(maxsize=100_000)
def terms_of_path(path: str) -> tuple[str, ...]:
    """Of the file's name and of the folder around it."""
    return terms_of(" ".join(path.rstrip("/").rsplit("/", 2)[-2:]))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@dataclass(frozen=True, slots=True)
class Said:
    """One word in a history: how many changes say it, and what happened at the paths that it is about."""

    changes: int = 0
    paths: Mapping[str, Trace] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Words:
    """The words that are asked about, in a history of `whole` changes. `scale` brings faded counts to now."""

    asked: tuple[str, ...]
    said: Mapping[str, Said]
    whole: int
    scale: float

    @property
    def met(self) -> tuple[str, ...]:
        return tuple(word for word in self.asked if self._of(word).paths)

    def is_common(self, word: str) -> bool:
        """It stands everywhere here and leads nowhere by itself."""
        return self._of(word).changes > max(_SEVERAL, _COMMON * self.whole)

    def changes(self, word: str) -> int:
        return self._of(word).changes

    def of(self, path: str) -> tuple[str, ...]:
        """Those that a path is about, the rarest first."""
        there = (word for word in self.asked if path in self._of(word).paths)
        return tuple(sorted(there, key=lambda word: self._of(word).changes))

    def candidates(self) -> list[str]:
        """The paths that most of the words are about, by what happened there of late."""
        paths = {path for word in self.asked for path in self._of(word).paths}
        return self._best({path: self._score(path) for path in paths})[:_CANDIDATES]

    def paths(self, times: Mapping[str, int]) -> list[str]:
        """Of the candidates, best first, those that are about the words more than about all else. `times`: how many
        changes touched each of them, whatever they said."""
        scores = {path: self._score(path, each) for path, each in times.items()}
        best = self._best(scores)
        return [path for path in best if scores[path] >= _NEAR * scores[best[0]]]

    def _score(self, path: str, times: int = 0) -> float:
        """Rare words count more, and several together more than each alone: a path that has a third of what the words
        weigh gets a ninth. A file where everything happens is about none of it."""
        found = sum(self._rare(word) * self._about(trace, times) for word in self.asked
                    if (trace := self._of(word).paths.get(path)))  # fmt: skip
        weight = sum(self._rare(word) for word in self.asked if path in self._of(word).paths)
        return found * (weight / sum(map(self._rare, self.asked))) ** 2

    def _about(self, trace: Trace, times: int) -> float:
        mass = trace.mass * self.scale
        lately = _LASTING + (1 - _LASTING) * mass / (mass + 1)
        share = trace.times / (times + _FEW)
        return lately * share / (share + _HALF) if times else lately

    def _rare(self, word: str) -> float:
        """Towards nothing for a word that every tenth change says."""
        return log1p(self.whole / (10 * max(self._of(word).changes, 1)))

    def _of(self, word: str) -> Said:
        return self.said.get(word, _UNSAID)

    @staticmethod
    def _best(scores: Mapping[str, float]) -> list[str]:
        return sorted(scores, key=lambda path: (-scores[path], path))


_UNSAID = Said()
