"""Which commits are whose, and what could be the viewer's too."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery

from alongside.accounts.models import Member
from alongside.evidence.queries import Going, going_of
from alongside.people.models import IdentityKind
from alongside.people.queries import my_identities
from alongside.sharing.door import SharedQuerySet
from alongside.sources.brought import brought_alone
from alongside.sources.collecting.connected import given, secrets_of
from alongside.sources.collecting.identities import reads_files
from alongside.sources.collecting.trying import Tried, try_out
from alongside.sources.collectors.contract import Refused, folded
from alongside.sources.collectors.registry import collectors
from alongside.sources.models import Author, Collection, Commit, Connection, NotMine, Repository

PATIENCE = 8.0
"""Seconds that somebody waits for a dry run on a page."""


@dataclass(frozen=True, slots=True)
class Me:
    """The names and addresses of one member; compared whole, never by a part."""

    emails: frozenset[str]
    names: frozenset[str]

    def wrote(self, *, names: Iterable[str], emails: Iterable[str]) -> bool:
        return any(folded(email) in self.emails for email in emails) or any(
            folded(name) in self.names for name in names
        )


def me(viewer: Member) -> Me:
    known = list(my_identities(viewer))
    return Me(
        emails=frozenset(folded(each.value) for each in known if each.kind == IdentityKind.EMAIL),
        names=frozenset(folded(each.value) for each in known if each.kind == IdentityKind.NAME),
    )


def repositories(viewer: Member) -> SharedQuerySet[Repository]:
    return Repository.objects.visible_to(viewer).filter(forgotten_at=None).order_by("name", "pk")


def my_authors(viewer: Member, authors: SharedQuerySet[Author]) -> list[int]:
    """The keys of those who are the viewer."""
    myself = me(viewer)
    rows = authors.values_list("pk", "raw_name", "raw_email", "name", "email").iterator()
    return [key for key, *names in rows if myself.wrote(names=names[::2], emails=names[1::2])]


def my_commits(
    viewer: Member, *, at: Repository | None = None, beside: Repository | None = None
) -> SharedQuerySet[Commit]:
    """In one repository, or in all but one. An author belongs to one repository, so authors say all: a further
    condition on the repository leads SQLite through its whole history."""
    authors = Author.objects.visible_to(viewer)
    authors = authors.filter(repository=at) if at else authors.exclude(repository=beside) if beside else authors
    return Commit.objects.visible_to(viewer).filter(author__in=my_authors(viewer, authors))


def refused(viewer: Member) -> SharedQuerySet[NotMine]:
    """What the viewer said is somebody else's."""
    return NotMine.objects.visible_to(viewer).order_by("kind", "value")


def connections(viewer: Member, *, forgotten: bool = False) -> SharedQuerySet[Connection]:
    mine = Connection.objects.visible_to(viewer).filter(forgotten_at__isnull=not forgotten)
    return mine.order_by("name", "pk")


def brought_by(viewer: Member, connection: Connection) -> Going:
    """What would be taken back with it."""
    return going_of(viewer, brought_alone(viewer, connection))


def read_services(viewer: Member) -> list[Connection]:
    """Connections that were read and ask others for what they bring."""
    return [each for each in connections(viewer).exclude(collected_at=None) if not reads_files(each)]


def tried(viewer: Member, connection: Connection, *, seconds: float) -> Tried:
    """A dry run over it, from the beginning."""
    try:
        about = given(viewer, connection, state={})
    except Refused as problem:
        return Tried(refused=str(problem))
    return try_out(collectors()[connection.collector], about, seconds=seconds)


def columns_of(viewer: Member, connection: Connection) -> tuple[list[str], Mapping[str, str]]:
    """The columns of its file, and what they suggest; nothing when it cannot be read or has none."""
    collector = collectors()[connection.collector]
    try:
        about = given(viewer, connection, state={})
        columns = collector.columns(about) if collector.columns else []
        return columns, collector.guess(about) if collector.guess else {}
    except Refused:
        return [], {}


def secrets_kept(connection: Connection) -> set[str]:
    return secrets_of(collectors()[connection.collector]) if connection.sealed else set()


def last_runs(viewer: Member) -> list[Collection]:
    """The last run of each repository and of each connection that is not forgotten; without their defects."""
    runs = Collection.objects.visible_to(viewer)
    of_repository = repositories(viewer).order_by().annotate(last=_newest(runs, repository=OuterRef("pk")))
    of_connection = connections(viewer).order_by().annotate(last=_newest(runs, connection=OuterRef("pk")))
    last = runs.filter(Q(pk__in=of_repository.values("last")) | Q(pk__in=of_connection.values("last")))
    return list(last.select_related("repository", "connection").defer("defects"))


def _newest(runs: SharedQuerySet[Collection], **of: OuterRef) -> Subquery:
    return Subquery(runs.filter(**of).order_by("-pk").values("pk")[:1])


def last_run(viewer: Member, over: Repository | Connection) -> Collection | None:
    of = {"repository": over} if isinstance(over, Repository) else {"connection": over}
    return Collection.objects.visible_to(viewer).filter(**of).order_by("-pk").first()
