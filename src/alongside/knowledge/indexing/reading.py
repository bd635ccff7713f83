"""Everybody's commits with their paths and reviewers, out of what `sources` keeps, as the ranking takes them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import batched

from alongside.accounts.models import Member
from alongside.knowledge.asking import Change
from alongside.knowledge.asking.fading import A_YEAR
from alongside.sharing.door import SharedQuerySet
from alongside.sources.collectors.git.touches import unpacked
from alongside.sources.models import Author, Commit, Credit, Path, Repository, Touches

AT_ONCE = 100_000
SLICE = 10_000
REVIEWS = ("reviewer", "tester")
_CHUNK = 500
_AHEAD = 86_400

_FIELDS = ("pk", "author_id", "authored_at", "committed_at", "subject")

type Row = tuple[int, int, int, int, str]
"""Key of a commit, its author, when it was written, when it landed, its subject."""


@dataclass(frozen=True, slots=True)
class Learned:
    """A commit as the ranking takes it, with the words of its subject. Persons are keys of authors, as text."""

    change: Change
    subject: str
    path_keys: tuple[int, ...]


def slices(viewer: Member, repository: Repository, after: int, now: float) -> Iterator[tuple[int, list[Learned]]]:
    """Each with the key of its last commit. Commits of the future, vanished ones and copies are left out."""
    known, names = None, dict[int, str]()
    while rows := _rows(viewer, repository, after):
        known, names = known or _Copies(viewer, repository, after), names or _names(viewer, repository)
        touched = _touched(viewer, repository, rows)
        for some in batched(rows, SLICE):
            new = [row for row in some if landed(row) <= now + _AHEAD and not known.has(row)]
            yield some[-1][0], list(_learned(viewer, repository, new, touched, names))
        after = rows[-1][0]


def standing(viewer: Member, repository: Repository) -> SharedQuerySet[Commit]:
    rows = Commit.objects.visible_to(viewer).filter(repository=repository, vanished_at=None)
    return rows.filter(pk__lte=repository.paths_through)


def landed(row: Row) -> int:
    """When others had it. A history that was written anew gives its own day to all commits: then it is the author's."""
    written, came = row[2], row[3]
    return came if 0 <= came - written <= A_YEAR else written


class _Copies:
    """A rebased or cherry-picked commit is the same change: author, second and subject."""

    def __init__(self, viewer: Member, repository: Repository, through: int) -> None:
        rows = standing(viewer, repository).filter(pk__lte=through)
        self._known = {_key(row) for row in rows.values_list(*_FIELDS).iterator()} if through else set[int]()

    def has(self, row: Row) -> bool:
        key = _key(row)
        there = key in self._known
        self._known.add(key)
        return there


def _key(row: Row) -> int:
    return hash((row[1], row[2], row[4]))


def _rows(viewer: Member, repository: Repository, after: int) -> list[Row]:
    rows = standing(viewer, repository).filter(pk__gt=after).order_by("pk")
    return list(rows.values_list(*_FIELDS)[:AT_ONCE])


def _touched(viewer: Member, repository: Repository, rows: Sequence[Row]) -> dict[int, list[int]]:
    """Commit → keys of its paths. A year too many on both ends: the days are the authors' own."""
    first, last = rows[0][0], rows[-1][0]
    written = [row[2] for row in rows]
    there = Touches.objects.visible_to(viewer).filter(
        repository=repository, year__gte=_year(min(written)) - 1, year__lte=_year(max(written)) + 1
    )
    found: dict[int, list[int]] = {}
    for path, raw in there.values_list("path_id", "packed").iterator():
        for touch in unpacked(bytes(raw)):
            if first <= touch.commit <= last:
                found.setdefault(touch.commit, []).append(path)
    return found


def _year(at: int) -> int:
    return int(1970 + max(at, 0) / 31_556_952)


def _learned(
    viewer: Member, repository: Repository, rows: Sequence[Row], touched: dict[int, list[int]], names: dict[int, str]
) -> Iterator[Learned]:
    if not rows:
        return
    reviewers = _reviewers(viewer, repository, rows[0][0], rows[-1][0])
    paths = _paths(viewer, repository, {path for row in rows for path in touched.get(row[0], ())})
    for row in rows:
        pk, author = row[0], row[1]
        keys = tuple(touched.get(pk, ()))
        readers = {names[each]: each for each in reviewers.get(pk, ()) if names[each] != names[author]}
        if keys or readers:
            named = tuple(map(str, readers.values()))
            change = Change(landed(row), str(author), named, tuple(paths[key] for key in keys))
            yield Learned(change, row[4], keys)


def _reviewers(viewer: Member, repository: Repository, first: int, last: int) -> dict[int, list[int]]:
    rows = Credit.objects.visible_to(viewer).filter(repository=repository, commit__gte=first, commit__lte=last)
    found: dict[int, list[int]] = {}
    for commit, person in rows.filter(role__in=REVIEWS).order_by("pk").values_list("commit_id", "person_id"):
        found.setdefault(commit, []).append(person)
    return found


def _paths(viewer: Member, repository: Repository, keys: Iterable[int]) -> dict[int, str]:
    rows = Path.objects.visible_to(viewer).filter(repository=repository)
    found: dict[int, str] = {}
    for chunk in batched(sorted(keys), _CHUNK):
        found.update(rows.filter(pk__in=chunk).values_list("pk", "path"))
    return found


def _names(viewer: Member, repository: Repository) -> dict[int, str]:
    """Under whatever name and address, who is the same as .mailmap has it."""
    rows = Author.objects.visible_to(viewer).filter(repository=repository)
    return {key: (email or name).casefold() for key, name, email in rows.values_list("pk", "name", "email")}
