"""Rebased, amended, cherry-picked and squashed copies of one change, told apart from changes that only look alike.

A copy keeps its author and the author's date to the second, and nearly always its subject. What was committed by a
script in one second has all of that too; but there each is the parent of the next, which no two copies are.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

SQUASHED_WITHIN = 180 * 86_400
"""Seconds between a change and the commit into which it was squashed."""
_NUMBER = re.compile(r"\s+\((?:#|!)\d+\)$")
_LISTED = re.compile(r"^(?:[*-] |    )(\S.*?)\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Candidate:
    id: str
    hash: str
    author: str
    authored_at: int
    subject: str
    committed_at: int
    aside: bool = False
    """Not on the default branch: a branch, or the copy that a pull request holds."""
    told: bool = False
    """By another repository, whose activity stands."""


@dataclass(frozen=True, slots=True)
class Squash:
    """A commit that may hold others; the time is the author's."""

    id: str
    title: str
    body: str
    at: int


type Parents = Mapping[str, tuple[str, ...]]
type Ask[Told] = Callable[[list[str]], Mapping[str, Told]]
"""Gives what git says of these hashes; asked only for those that look alike."""


def copies_among(
    candidates: Iterable[Candidate], *, parents: Ask[tuple[str, ...]], lines: Ask[object]
) -> dict[str, list[Candidate]]:
    """The id of each change that has copies → those that are left out in its favour.

    Kept is what another repository has told already, else what the default branch has, else the earliest.
    """
    alike = [each for each in _of_one_moment(candidates) if len({one.hash for one in each}) > 1]
    told = parents([one.hash for each in alike for one in each]) if alike else {}
    groups = [_by_subject(each, told) for each in alike]
    doubtful = [one.hash for each in groups if _may_be_reworded(each) for group in each for one in group]
    changed = lines(doubtful) if doubtful else {}
    same = (_reworded(each, told, changed) if _may_be_reworded(each) else each for each in groups)
    return dict(_one_kept(group) for each in same for group in each if len(group) > 1)


def squashed_into(candidates: Iterable[Candidate], squashes: Iterable[Squash]) -> dict[str, str]:
    """Id of a change that stands aside → id of the later commit that names it in its title or lists it in its body."""
    named: dict[str, list[Squash]] = {}
    for squash in squashes:
        for subject in subjects_in(squash.title, squash.body):
            named.setdefault(subject, []).append(squash)
    found = ((each.id, _squash_of(each, named.get(each.subject, ()))) for each in candidates if each.aside)
    return {id_: squash for id_, squash in found if squash}


def subjects_in(title: str, body: str) -> set[str]:
    """Of what such a commit may hold."""
    return {_NUMBER.sub("", title) if title.endswith(")") else title, *(_LISTED.findall(body) if body else ())}


def _squash_of(change: Candidate, squashes: Iterable[Squash]) -> str:
    later = [one for one in squashes if one.id != change.id and 0 <= one.at - change.authored_at <= SQUASHED_WITHIN]
    return min(later, key=attrgetter("at", "id")).id if later else ""


def _of_one_moment(candidates: Iterable[Candidate]) -> Iterable[list[Candidate]]:
    by_moment = attrgetter("author", "authored_at")
    return (list(group) for _, group in groupby(sorted(candidates, key=by_moment), key=by_moment))


def _by_subject(alike: list[Candidate], parents: Parents) -> list[list[Candidate]]:
    groups: dict[tuple[str, int], list[Candidate]] = {}
    for each in alike:
        groups.setdefault((each.subject, _place(each, alike, parents)), []).append(each)
    return list(groups.values())


def _may_be_reworded(groups: list[list[Candidate]]) -> bool:
    return len(groups) > 1 and any(each.aside for group in groups for each in group)


def _place(one: Candidate, alike: list[Candidate], parents: Parents) -> int:
    """How many of the same subject and second it has before it in a row."""
    hashes = {each.hash for each in alike if each.subject == one.subject}
    place, at = 0, one.hash
    while place < len(hashes) and (before := hashes.intersection(parents.get(at, ()))):
        place, at = place + 1, min(before)
    return place


def _reworded(groups: list[list[Candidate]], parents: Parents, lines: Mapping[str, object]) -> list[list[Candidate]]:
    """A group that stands aside throughout joins another that has its parents or its very lines."""
    groups = sorted(groups, key=lambda group: all(each.aside for each in group))
    kept: list[list[Candidate]] = []
    for group in groups:
        alike = (other for other in kept if _is_rewording(group[0], other[0], parents, lines))
        home = next(alike, None) if all(each.aside for each in group) else None
        if home is None:
            kept.append(list(group))
        else:
            home += group
    return kept


def _is_rewording(one: Candidate, other: Candidate, parents: Parents, lines: Mapping[str, object]) -> bool:
    ours, theirs = parents.get(one.hash, ()), parents.get(other.hash, ())
    if one.hash in theirs or other.hash in ours:
        return False
    return bool(ours and ours == theirs) or bool(lines.get(one.hash) and lines.get(one.hash) == lines.get(other.hash))


def _one_kept(group: list[Candidate]) -> tuple[str, list[Candidate]]:
    best, *others = sorted(group, key=lambda each: (not each.told, each.aside, each.committed_at, each.hash))
    return best.id, [each for each in others if each.id != best.id]
