"""Stage 3: which paths everybody changed, in the background, newest first, in slices that each stand by themselves.

Commits get their keys as a run lists them. So one key says how far this came, and moving it together with a slice
makes sure that nothing is counted twice, whoever else reads the same and wherever it is cut off.
"""

from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing
from itertools import batched

from django.db import transaction
from django.db.models import F

from alongside.accounts.models import Member
from alongside.lib.bulk import insert_missing, set_each
from alongside.sources.collectors.git.changes import read_touched
from alongside.sources.collectors.git.repository import Repository as Described
from alongside.sources.collectors.git.text import decoded
from alongside.sources.collectors.git.touches import ADDED, CHANGED, REMOVED, Touch, packed
from alongside.sources.models import PATH, Commit, Path, Repository, Touches

SLICE = 4_000
MOST = 500
"""Paths of one commit. Who moves a whole tree, or brings one in, says nothing of knowing each file in it."""
_AT_ONCE = 50_000
_CHUNK = 500
_REMEMBERED = 200_000
_DAY = 86_400
_FIRST_YEAR = 1970
_STATUS = {b"A": ADDED, b"D": REMOVED}

type Row = tuple[int, bytes, int, int, int]
"""Key and hash of a commit, its author, when, and how far east."""


def unread(member: Member) -> list[Repository]:
    """Those with commits whose paths are still to be read, and whose owner did not stop that."""
    rows = Repository.objects.visible_to(member).filter(forgotten_at=None, paths_stopped_at=None).order_by("pk")
    return [each for each in rows if _rows(member, each, 1)]


def read_paths(member: Member, repository: Repository, described: Described, *, go_on: Callable[[], bool]) -> None:
    """Until all is read, somebody stops it, or it is not to go on after a slice. Raises GitProblem."""
    keys: dict[str, int] = {}
    while rows := _rows(member, repository, _AT_ONCE):
        with closing(_slices(described, rows)) as slices:
            for some in slices:
                if not _kept(member, repository, some, keys) or not go_on():
                    return


def _rows(member: Member, repository: Repository, most: int) -> list[Row]:
    rows = Commit.objects.visible_to(member).filter(repository=repository, pk__gt=repository.paths_through)
    fields = ("pk", "hash", "author_id", "authored_at", "author_offset")
    return list(rows.order_by("pk").values_list(*fields)[:most])


type _Slice = tuple[Sequence[Row], dict[bytes, list[tuple[bytes, bytes]]]]


def _slices(described: Described, rows: list[Row]) -> Generator[_Slice]:
    """What git says of the rows, some thousands at a time; git goes on meanwhile."""
    names = [bytes(row[1]).hex() for row in rows]
    with closing(read_touched(described, names)) as touched:
        following = next(touched, None)
        for some in batched(zip(names, rows, strict=True), SLICE):
            there: dict[bytes, list[tuple[bytes, bytes]]] = {}
            for name, _ in some:
                if following and following[0] == name.encode():
                    there[following[0]] = following[1]
                    following = next(touched, None)
            yield [row for _, row in some], there


def _kept(member: Member, repository: Repository, some: _Slice, keys: dict[str, int]) -> bool:
    """False when its owner stopped it, or somebody else has kept this slice."""
    rows, touched = some
    touches = _by_path_and_year(rows, touched)
    before, after = repository.paths_through, rows[-1][0]
    with transaction.atomic():
        here = Repository.objects.visible_to(member).filter(
            pk=repository.pk, paths_through=before, paths_stopped_at=None
        )
        if not here.update(paths_through=after, paths_read=F("paths_read") + len(rows)):
            return False
        _learn_keys(member, repository, {path for path, _ in touches}, keys)
        _add(member, repository, {(keys[path], year): packed(some) for (path, year), some in touches.items()})
    repository.paths_through = after
    return True


def _by_path_and_year(
    rows: Iterable[Row], touched: dict[bytes, list[tuple[bytes, bytes]]]
) -> dict[tuple[str, int], list[Touch]]:
    found: dict[tuple[bytes, int], list[Touch]] = {}
    for commit, raw, author, at, offset in rows:
        changes = touched.get(bytes(raw).hex().encode(), ())
        day = max((at + offset * 60) // _DAY, 0)
        year = _year(day)
        for status, path in changes if len(changes) <= MOST else ():
            found.setdefault((path, year), []).append(Touch(commit, author, day, _STATUS.get(status, CHANGED)))
    texts = {path: decoded(path) for path, _ in found}
    together: dict[tuple[str, int], list[Touch]] = {}
    for (path, year), some in found.items():
        if len(texts[path]) <= PATH:
            together.setdefault((texts[path], year), []).extend(some)
    return together


def _year(day: int) -> int:
    """The year of the calendar, without asking it: days are many."""
    year = _FIRST_YEAR + int(day / 365.2425)
    return year + (day >= _first_day(year + 1)) - (day < _first_day(year))


def _first_day(year: int) -> int:
    before = year - 1
    return 365 * (year - _FIRST_YEAR) + before // 4 - before // 100 + before // 400 - 477


def _learn_keys(member: Member, repository: Repository, paths: set[str], keys: dict[str, int]) -> None:
    if len(keys) > _REMEMBERED:
        keys.clear()
    unknown = sorted(paths.difference(keys))
    insert_missing(
        Path, ("workspace", "repository", "path"), [(repository.workspace_id, repository.pk, path) for path in unknown]
    )
    rows = Path.objects.visible_to(member).filter(repository=repository)
    for chunk in batched(unknown, _CHUNK):
        keys.update(rows.filter(path__in=chunk).values_list("path", "pk"))


def _add(member: Member, repository: Repository, new: dict[tuple[int, int], bytes]) -> None:
    rows = Touches.objects.visible_to(member).filter(year__in={year for _, year in new})
    known: dict[tuple[int, int], tuple[int, bytes]] = {}
    for chunk in batched({path for path, _ in new}, _CHUNK):
        there = rows.filter(path__in=chunk).values_list("path_id", "year", "pk", "packed")
        known.update({(path, year): (pk, bytes(raw)) for path, year, pk, raw in there})
    set_each(Touches, "packed", [(known[key][0], known[key][1] + raw) for key, raw in new.items() if key in known])
    insert_missing(
        Touches,
        ("workspace", "repository", "path", "year", "packed"),
        [(repository.workspace_id, repository.pk, *key, raw) for key, raw in new.items() if key not in known],
    )
