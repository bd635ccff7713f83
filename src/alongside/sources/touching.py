"""Who changed what lies under a path, and when: what asking somebody goes by."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import batched

from django.db.models import Q

from alongside.accounts.models import Member
from alongside.sharing.door import SharedQuerySet
from alongside.sources.collectors.git.touches import ADDED, Touch, unpacked
from alongside.sources.models import Author, Commit, Path, Repository, Touches

_CHUNK = 500
_EPOCH = date(1970, 1, 1)


@dataclass(slots=True)
class Toucher:
    """Somebody as .mailmap has them."""

    name: str
    email: str
    commits: int
    added: int
    """Paths that they brought in."""
    first_on: date
    last_on: date


def touchers(viewer: Member, repository: Repository, under: str = "", *, since: date | None = None) -> list[Toucher]:
    """Everybody who changed the file, or something in the folder, with most commits first. Vanished commits count
    for nothing, and a commit of hundreds of paths says nothing of each of them."""
    found: dict[int, list[Touch]] = {}
    for touch in touches(viewer, repository, under, since=since):
        found.setdefault(touch.author, []).append(touch)
    together: dict[tuple[str, str], list[Touch]] = {}
    authors = Author.objects.visible_to(viewer).filter(repository=repository)
    for key, name, email in authors.values_list("pk", "name", "email"):
        if key in found:
            together.setdefault((name, email.casefold()), []).extend(found[key])
    told = (_toucher(*who, some) for who, some in together.items())
    return sorted(told, key=lambda each: (-each.commits, each.name, each.email))


def touches(viewer: Member, repository: Repository, under: str = "", *, since: date | None = None) -> Iterator[Touch]:
    """One for each path of each commit."""
    gone = set(_vanished(viewer, repository))
    first = (since - _EPOCH).days if since else 0
    rows = Touches.objects.visible_to(viewer).filter(repository=repository)
    rows = rows.filter(year__gte=since.year) if since else rows
    for raw in _packed(rows, _paths(viewer, repository, under), everything=not under):
        yield from (touch for touch in unpacked(bytes(raw)) if touch.day >= first and touch.commit not in gone)


def _packed(rows: SharedQuerySet[Touches], paths: Iterable[int], *, everything: bool) -> Iterator[bytes | memoryview]:
    if everything:
        yield from rows.values_list("packed", flat=True).iterator()
    else:
        for chunk in batched(paths, _CHUNK):
            yield from rows.filter(path__in=chunk).values_list("packed", flat=True)


def _paths(viewer: Member, repository: Repository, under: str) -> Iterator[int]:
    folder = f"{under.rstrip('/')}/"
    rows = Path.objects.visible_to(viewer).filter(repository=repository)
    # SQLite does not tell capitals apart here.
    for key, path in rows.filter(Q(path=under) | Q(path__startswith=folder)).values_list("pk", "path"):
        if path == under or path.startswith(folder):
            yield key


def _vanished(viewer: Member, repository: Repository) -> Iterable[int]:
    rows = Commit.objects.visible_to(viewer).filter(repository=repository).exclude(vanished_at=None)
    return rows.values_list("pk", flat=True)


def _toucher(name: str, email: str, some: list[Touch]) -> Toucher:
    days = [touch.day for touch in some]
    return Toucher(
        name=name,
        email=email,
        commits=len({touch.commit for touch in some}),
        added=sum(touch.status == ADDED for touch in some),
        first_on=_EPOCH + timedelta(days=min(days)),
        last_on=_EPOCH + timedelta(days=max(days)),
    )
