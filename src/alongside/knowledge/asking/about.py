"""From words to paths: which files the words of subjects and names are about. The people come from the files then."""

import re
from collections.abc import Iterable, Mapping
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


@lru_cache(maxsize=100_000)
def terms_of(text: str) -> tuple[str, ...]:
    """`Fix poolTimeouts` → pool, timeout. Plurals stand as one thing."""
    words = (_singular(word.lower()) for word in _WORD.findall(text))
    return tuple(dict.fromkeys(word for word in words if len(word) > 2 and word not in _EMPTY))


@lru_cache(maxsize=100_000)
def terms_of_path(path: str) -> tuple[str, ...]:
    """Of the file's name and of the folder around it."""
    return terms_of(" ".join(path.rstrip("/").rsplit("/", 2)[-2:]))


def paths_about(found: Mapping[str, Mapping[str, Trace]], asked: Iterable[str], scale: float) -> list[str]:
    """The paths that most of the asked words are about, best first. `found`: word → path → what happened there.

    A word that is everywhere says little; a path that only one of three words is about says a ninth.
    """
    asked = tuple(asked)
    scores: dict[str, float] = {}
    words: dict[str, int] = {}
    for term in asked:
        there = found.get(term, {})
        rare = 1 / log1p(1 + len(there))
        for path, trace in there.items():
            mass = trace.mass * scale
            scores[path] = scores.get(path, 0.0) + rare * (0.2 + mass / (mass + 1))
            words[path] = words.get(path, 0) + 1
    told = {path: score * (words[path] / len(asked)) ** 2 for path, score in scores.items()}
    best = sorted(told, key=lambda path: (-told[path], path))[:MOST_PATHS]
    return [path for path in best if told[path] >= _NEAR * told[best[0]]]


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
