"""Persons who came into a project's lists of maintainers for the first time, and who stood for it in that commit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.vouching.histories import READ, Commit, chunks, people
from bench.vouching.identities import Identities

LISTS = ("MAINTAINERS", "*/MAINTAINERS", "Maintainers.txt")
_LISTED = re.compile(r"^([+-])[MR]:(.*)$")
MOST_AT_ONCE = 3
"""A commit that lists more new people than this rather moves the list than adds to it."""


@dataclass(frozen=True, slots=True)
class Case:
    person: str
    asked: float
    """Before the commit was written: nothing later is known."""
    truth: frozenset[str]


def cases(clone: Path, history: dict[str, Commit], who: Identities) -> Iterator[Case]:
    listed: set[str] = set()
    for chunk in chunks(clone, "-p", "-U0", "--format=%x01%H", "--", *LISTS):
        lines = chunk.split("\n")
        there = [_persons(line, who) for line in lines[1:]]
        new = {person for sign, person in _flat(there) if sign == "+"} - listed
        listed |= {person for _, person in _flat(there)}
        commit = history[lines[0].strip()]
        if 0 < len(new) <= MOST_AT_ONCE:
            yield from _of(commit, new, who)


def _of(commit: Commit, new: set[str], who: Identities) -> Iterator[Case]:
    acked = {who.of(each) for each in commit.named(*READ)} - {""}
    for person in sorted(new):
        truth = acked - {person}
        if truth - {who.of(commit.committer)}:
            yield Case(person, min(commit.written, commit.landed), frozenset(truth))


def _persons(line: str, who: Identities) -> list[tuple[str, str]]:
    hit = _LISTED.match(line)
    return [(hit[1], who.of(each)) for each in people(hit[2])] if hit else []


def _flat(rows: list[list[tuple[str, str]]]) -> Iterator[tuple[str, str]]:
    yield from (pair for row in rows for pair in row if pair[1])
