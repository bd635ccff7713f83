"""Names with addresses of one repository, each kept once."""

from collections.abc import Iterable, Sequence

from alongside.accounts.models import Member
from alongside.sources.collectors.git.history import Commit as ReadCommit
from alongside.sources.collectors.git.history import Identity
from alongside.sources.collectors.git.mailmap import mapped
from alongside.sources.collectors.git.repository import Repository as Described
from alongside.sources.models import ADDRESS, NAME, Author, Repository


class Authors:
    """Gives the key of an author, and keeps those that are not there yet."""

    def __init__(self, member: Member, repository: Repository) -> None:
        self._repository = repository
        rows = Author.objects.visible_to(member).filter(repository=repository)
        known = rows.values_list("raw_name", "raw_email", "pk").iterator()
        self._keys = {Identity(name, email): key for name, email, key in known}

    def keep(self, commits: Sequence[ReadCommit]) -> None:
        seen = {commit.author_raw: commit.author for commit in commits}
        seen |= {commit.committer_raw: commit.committer for commit in commits}
        unknown = {raw: seen[raw] for raw in seen if raw not in self._keys}
        by_row: dict[Identity, Author] = {}
        for raw, there in unknown.items():
            short = _short(raw)
            if short not in self._keys:
                by_row.setdefault(short, self._row(short, _short(there)))
        for author in Author.objects.bulk_create(by_row.values()):
            self._keys[Identity(author.raw_name, author.raw_email)] = author.pk
        for raw in unknown:
            self._keys[raw] = self._keys[_short(raw)]

    def key(self, raw: Identity) -> int:
        return self._keys[raw]

    def _row(self, raw: Identity, there: Identity) -> Author:
        return Author(
            workspace_id=self._repository.workspace_id, repository=self._repository,
            raw_name=raw.name, raw_email=raw.email, name=there.name, email=there.email,
        )  # fmt: skip


def map_again(member: Member, repository: Repository, described: Described) -> None:
    """.mailmap may have changed since these were read."""
    authors = list(Author.objects.visible_to(member).filter(repository=repository))
    now = mapped(described, [Identity(author.raw_name, author.raw_email) for author in authors])
    changed = list(_changed(authors, now))
    Author.objects.visible_to(member).bulk_update(changed, ["name", "email"], batch_size=500)


def _changed(authors: Iterable[Author], now: Iterable[Identity]) -> Iterable[Author]:
    for author, there in zip(authors, map(_short, now), strict=True):
        if (author.name, author.email) != (there.name, there.email):
            author.name, author.email = there.name, there.email
            yield author


def _short(identity: Identity) -> Identity:
    if len(identity.name) <= NAME and len(identity.email) <= ADDRESS:
        return identity
    return Identity(identity.name[:NAME], identity.email[:ADDRESS])
