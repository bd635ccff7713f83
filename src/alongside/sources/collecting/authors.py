"""Names with addresses of one repository, each kept once."""

from collections.abc import Iterable

from alongside.accounts.models import Member
from alongside.sources.collectors.git.history import Identity
from alongside.sources.collectors.git.listing import identity, raw_identity
from alongside.sources.collectors.git.mailmap import mapped
from alongside.sources.collectors.git.repository import Repository as Described
from alongside.sources.models import ADDRESS, NAME, Author, Repository


class Authors:
    """Gives the key of an author, and keeps those that are not there yet."""

    def __init__(self, member: Member, repository: Repository, described: Described) -> None:
        self._repository, self._described = repository, described
        rows = Author.objects.visible_to(member).filter(repository=repository)
        known = rows.values_list("raw_name", "raw_email", "pk").iterator()
        self._keys = {raw_identity(Identity(name, email)): key for name, email, key in known}

    def keep(self, raw: Iterable[bytes]) -> None:
        unknown = {each: _short(identity(each)) for each in set(raw).difference(self._keys)}
        if not unknown:
            return
        new = {short for short in unknown.values() if raw_identity(short) not in self._keys}
        for author in Author.objects.bulk_create(self._rows(sorted(new, key=raw_identity))):
            self._keys[raw_identity(Identity(author.raw_name, author.raw_email))] = author.pk
        for each, short in unknown.items():
            self._keys[each] = self._keys[raw_identity(short)]

    def key(self, raw: bytes) -> int:
        return self._keys[raw]

    def _rows(self, new: list[Identity]) -> Iterable[Author]:
        for raw, there in zip(new, mapped(self._described, new) if new else (), strict=True):
            short = _short(there)
            yield Author(
                workspace_id=self._repository.workspace_id, repository=self._repository,
                raw_name=raw.name, raw_email=raw.email, name=short.name, email=short.email,
            )  # fmt: skip


def map_again(member: Member, repository: Repository, described: Described) -> None:
    """.mailmap may have changed since these were read."""
    authors = list(Author.objects.visible_to(member).filter(repository=repository))
    if authors:
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
