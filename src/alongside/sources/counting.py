"""What a count of one's own commits is made of: what was counted, what was left out, and why.

A commit belongs to the day on which its author wrote it, where its author was (docs/sources.md).
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.evidence.models import Activity
from alongside.sharing.door import SharedQuerySet
from alongside.sources.collectors.contract import folded
from alongside.sources.models import Author, Commit
from alongside.sources.queries import Me, me

_DAY = 86_400
_EPOCH = date(1970, 1, 1)
_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class Example:
    hash: str
    subject: str
    repository: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    reason: str
    """copies, merges, vanished, clock, others, waiting."""
    sentence: str
    commits: int
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    since: date
    until: date
    commits: int
    """Changes that the person wrote, each once, merges not among them."""
    by_repository: dict[str, int]
    by_mailmap: int
    """Of these, commits that are the person's only by what .mailmap says."""
    credits: dict[str, int]
    """Commits of others in which the person is named, by role; not among the commits."""
    left_out: list[LeftOut] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Row:
    hash: str
    subject: str
    repository: str
    author: int
    stands: bool


def counted(viewer: Member, since: date, until: date) -> Counted:
    """Of both days and those between them. What is left out for several reasons is told with the first."""
    myself = me(viewer)
    authors = _authors(viewer, myself)
    rows = list(_rows(viewer, [key for key, how in authors.items() if how != "alike"], since, until))
    told = {id_: (kind, origin) for id_, kind, origin in _told(viewer, since, until)}
    commits = {id_: origin for id_, (kind, origin) in told.items() if kind == "commit" and "/" not in id_}
    wrote = {row.hash: row for row in rows}
    return Counted(
        since=since,
        until=until,
        commits=len(commits),
        by_repository=dict(Counter(commits.values())),
        by_mailmap=sum(id_ in wrote and authors[wrote[id_].author] == "mailmap" for id_ in commits),
        credits=_credits(viewer, since, until),
        left_out=[each for each in _left_out(viewer, rows, authors, told, since, until) if each.commits],
    )


def _left_out(
    viewer: Member,
    rows: list[_Row],
    authors: dict[int, str],
    told: dict[str, tuple[str, str]],
    since: date,
    until: date,
) -> Iterable[LeftOut]:
    standing = {row.hash: row for row in rows if row.stands}
    copies = {hash_: row for hash_, row in standing.items() if hash_ not in told}
    known = _copies(viewer) if copies else set()
    yield _because(
        "copies", "The same change stands more than once: rebased, cherry-picked, amended or squashed.",
        (row for hash_, row in copies.items() if hash_ in known),
    )  # fmt: skip
    yield _because(
        "merges", "Merges bring in what others count for already; they are kept, and not counted as changes.",
        (row for hash_, row in standing.items() if told.get(hash_, ("", ""))[0] == "merge"),
    )  # fmt: skip
    yield _because(
        "vanished", "No branch or tag leads to them any more, after a rebase, a force push or a deleted branch.",
        (row for row in {row.hash: row for row in rows if not row.stands}.values() if row.hash not in standing),
    )  # fmt: skip
    mine = [key for key, how in authors.items() if how != "alike"]
    yield _because(
        "clock", "A clock stood wrong: they are dated 1970, or later than today, and count on the day that they say.",
        (row for row in _of_wrong_clocks(viewer, mine) if row.hash not in standing),
    )  # fmt: skip
    alike = [key for key, how in authors.items() if how == "alike"]
    others = {row.hash: row for row in _rows(viewer, alike, since, until) if row.stands} if alike else {}
    yield _because(
        "others", "Their author has your name and an address that is not yours, also after .mailmap; say so if it is.",
        others.values(),
    )  # fmt: skip
    yield _because(
        "waiting", "They are known, and the next run makes evidence of them.",
        (row for hash_, row in copies.items() if hash_ not in known),
    )  # fmt: skip


def _because(reason: str, sentence: str, rows: Iterable[_Row]) -> LeftOut:
    some = list(rows)
    examples = tuple(Example(row.hash, row.subject, row.repository) for row in some[:_EXAMPLES])
    return LeftOut(reason, sentence, len(some), examples)


def _authors(viewer: Member, myself: Me) -> dict[int, str]:
    """Key → own, mailmap, or alike: the viewer as the commit has it, only by .mailmap, or only by a name."""
    found: dict[int, str] = {}
    names = {folded(viewer.name), *myself.names}
    rows = list(Author.objects.visible_to(viewer).values_list("pk", "raw_name", "raw_email", "name", "email"))
    for key, raw_name, raw_email, name, email in rows:
        if myself.wrote(names=[raw_name], emails=[raw_email]):
            found[key] = "own"
        elif myself.wrote(names=[name], emails=[email]):
            found[key] = "mailmap"
            names |= {folded(raw_name), folded(name)}
    own = {key for key, how in found.items() if how == "own"}
    names |= {folded(each) for key, raw_name, _, name, _ in rows if key in own for each in (raw_name, name)}
    names.discard("")
    alike = (key for key, raw_name, _, name, _ in rows if {folded(raw_name), folded(name)} & names)
    return {**dict.fromkeys(alike, "alike"), **found}


def _of_wrong_clocks(viewer: Member, authors: list[int]) -> Iterable[_Row]:
    """Each once, whatever the days asked for: nobody looks for them in the year that they name."""
    ahead = Q(authored_at__gt=int(timezone.now().timestamp()) + _DAY)
    wrong = Commit.objects.visible_to(viewer).filter(ahead | Q(authored_at__range=(0, _DAY - 1)), author__in=authors)
    return {row.hash: row for row, _ in _read(wrong) if row.stands}.values()


def _rows(viewer: Member, authors: list[int], since: date, until: date) -> Iterable[_Row]:
    first, last = (since - _EPOCH).days, (until - _EPOCH).days
    near = Commit.objects.visible_to(viewer).filter(author__in=authors)
    near = near.filter(authored_at__gte=(first - 1) * _DAY, authored_at__lt=(last + 2) * _DAY)
    return (row for row, day in _read(near) if first <= day <= last)


def _read(commits: SharedQuerySet[Commit]) -> Iterator[tuple[_Row, int]]:
    """Each with its author's own day, counted from 1970."""
    fields = ("hash", "subject", "repository__name", "author_id", "vanished_at", "authored_at", "author_offset")
    rows = commits.order_by("-authored_at", "hash").values_list(*fields).iterator()
    for raw, subject, repository, author, vanished_at, at, offset in rows:
        row = _Row(bytes(raw).hex(), subject, repository, author, stands=vanished_at is None)
        yield row, (at + offset * 60) // _DAY


def _activities(viewer: Member) -> SharedQuerySet[Activity]:
    return Activity.objects.visible_to(viewer).filter(source="git", vanished_at=None)


def _told(viewer: Member, since: date, until: date) -> Iterable[tuple[str, str, str]]:
    return _activities(viewer).filter(day__range=(since, until)).values_list("external_id", "kind", "origin")


def _credits(viewer: Member, since: date, until: date) -> dict[str, int]:
    named = _activities(viewer).filter(day__range=(since, until), external_id__contains="/")
    return dict(Counter(details["extra"]["role"] for details in named.values_list("details", flat=True)))


def _copies(viewer: Member) -> set[str]:
    """Hashes that some activity names as its copies."""
    rows = _activities(viewer).filter(details__extra__copies__isnull=False).values_list("details", flat=True)
    return {part for details in rows for part in details.get("parts", ())}
