"""Who is named in trailers, of everybody's commits: beside the author's and the committer's there is other work."""

from collections.abc import Iterable, Sequence
from itertools import batched

from alongside.lib.bulk import insert_missing
from alongside.sharing.door import SharedQuerySet
from alongside.sources.collecting.authors import Authors
from alongside.sources.collectors.git.history import Identity
from alongside.sources.collectors.git.listing import Listed, raw_identity
from alongside.sources.collectors.git.trailers import credits_in
from alongside.sources.models import Commit, Credit, Repository

_CHUNK = 500
_MOST = 100
_NOT_TOLD = "signer"
type Named = dict[bytes, list[tuple[str, bytes]]]
"""Hash of a commit → role and raw identity of each who is named in it."""


def named_in(batch: Sequence[Listed]) -> Named:
    told = {each.hash: list(_named(each.body)) for each in batch if each.body}
    return {hash_: named for hash_, named in told.items() if named}


def _named(body: str) -> Iterable[tuple[str, bytes]]:
    for credit in credits_in(body)[:_MOST]:
        if credit.role != _NOT_TOLD:
            yield credit.role, raw_identity(Identity(credit.name, credit.email))


def keep_credits(repository: Repository, commits: SharedQuerySet[Commit], authors: Authors, named: Named) -> None:
    authors.keep(who for all_ in named.values() for _, who in all_)
    for chunk in batched(named, _CHUNK):
        keys = {bytes(raw): pk for raw, pk in commits.filter(hash__in=chunk).values_list("hash", "pk")}
        rows = [
            (repository.workspace_id, repository.pk, keys[hash_], authors.key(who), role)
            for hash_ in chunk
            for role, who in named[hash_]
        ]
        insert_missing(Credit, ("workspace", "repository", "commit", "person", "role"), rows)
