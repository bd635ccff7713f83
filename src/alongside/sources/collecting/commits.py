"""Stage 1: who committed what when, and who is credited, of everybody, in batches that each stand by themselves.

A run that was cut off begins again at the newest commit: what is there already costs a look at an index.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import batched

from django.db import transaction
from django.utils import timezone

from alongside.lib.bulk import insert_missing
from alongside.sharing.door import SharedQuerySet
from alongside.sources.collecting.authors import Authors, map_again
from alongside.sources.collecting.credits import keep_credits, named_in
from alongside.sources.collecting.run import Run
from alongside.sources.collectors.git.beside import Beside
from alongside.sources.collectors.git.listing import Listed, listing
from alongside.sources.collectors.git.repository import Repository as Described
from alongside.sources.collectors.git.vanishing import vanished
from alongside.sources.collectors.git.walking import count_new, reachable
from alongside.sources.models import SUBJECT, Commit

BATCH = 8_000
_CHUNK = 500
_PATIENCE = 3.0
"""Seconds of reading after which it is worth counting how much there will be."""
_FIELDS = (
    *("workspace", "repository", "hash", "author", "committer"),
    *("authored_at", "author_offset", "committed_at", "subject"),
)


def read_everybody(
    run: Run, described: Described, *, after_first: Callable[[frozenset[bytes]], None] = lambda _: None
) -> None:
    """Nothing when nothing has moved since the last run that ended. `after_first` is called when the newest commits
    of a repository that was never read are kept."""
    repository = run.repository
    if described.fingerprint == repository.fingerprint:
        return
    known_tips = repository.tips if set(repository.horizon) == described.horizon else []
    _read(run, described, known_tips, after_first if not repository.fingerprint else lambda _: None)
    with transaction.atomic():
        run.go_on(vanished=run.collection.vanished + _mark_vanished(run, described))
        repository.fingerprint, repository.tips = described.fingerprint, list(described.tips)
        repository.horizon = sorted(described.horizon)
        repository.commits = _kept(run).filter(vanished_at=None).count()
        repository.save(update_fields=["fingerprint", "tips", "horizon", "commits"])


def _read(
    run: Run, described: Described, known_tips: list[str], after_first: Callable[[frozenset[bytes]], None]
) -> None:
    read, beside = 0, Beside(described)
    run.go_on(stage="commits", read=0, total=0)
    with _counted(described, known_tips) as total, listing(described, known_tips=known_tips) as commits:
        map_again(run.member, run.repository, described)
        authors = Authors(run.member, run.repository, described)
        gone = {bytes(each) for each in _kept(run).exclude(vanished_at=None).values_list("hash", flat=True)}
        for batch in batched(commits, BATCH):
            with transaction.atomic():
                new = _keep(run, authors, batch)
                _bring_back(run, gone, batch)
                run.go_on(stage="commits", read=read + len(batch), total=total(), new=run.collection.new + new)
            beside.take_all(batch if not known_tips else ())
            if not read:
                after_first(frozenset(each.hash for each in batch))
            read += len(batch)
    run.aside = None if known_tips else beside.hashes()


@contextmanager
def _counted(described: Described, known_tips: list[str]) -> Iterator[Callable[[], int]]:
    """How many there will be, 0 while it is not known: counted beside the reading, when that takes long."""
    began = time.monotonic()
    counting: list[Future[int]] = []
    with ThreadPoolExecutor(max_workers=1) as beside:

        def total() -> int:
            if not counting and time.monotonic() - began > _PATIENCE:
                counting.append(beside.submit(count_new, described, known_tips=known_tips))
            return counting[0].result() if counting and counting[0].done() else 0

        yield total


def _kept(run: Run) -> SharedQuerySet[Commit]:
    return Commit.objects.visible_to(run.member).filter(repository=run.repository)


def _keep(run: Run, authors: Authors, batch: Sequence[Listed]) -> int:
    named = named_in(batch)
    authors.keep({each.author for each in batch} | {each.committer for each in batch})
    key, workspace, repository = authors.key, run.repository.workspace_id, run.repository.pk
    rows = [
        (
            *(workspace, repository, each.hash, key(each.author), key(each.committer)),
            *(each.authored_at, each.author_offset, each.committed_at, each.subject[:SUBJECT]),
        )
        for each in batch
    ]
    new = insert_missing(Commit, _FIELDS, rows)
    keep_credits(run.repository, _kept(run), authors, named)
    return new


def _bring_back(run: Run, gone: set[bytes], batch: Sequence[Listed]) -> None:
    back = [each.hash for each in batch if each.hash in gone] if gone else []
    for chunk in batched(back, _CHUNK):
        _kept(run).filter(hash__in=chunk).update(vanished_at=None)


def _mark_vanished(run: Run, described: Described) -> int:
    """A shallow clone is no witness: what it does not show may be there all the same."""
    if described.shallow or not run.repository.tips:
        return 0
    listed = vanished(described, known_tips=run.repository.tips)
    lost = map(bytes.fromhex, listed) if listed is not None else iter(_not_reachable(run, described))
    standing, now = _kept(run).filter(vanished_at=None), timezone.now()
    return sum(standing.filter(hash__in=chunk).update(vanished_at=now) for chunk in batched(lost, _CHUNK))


def _not_reachable(run: Run, described: Described) -> set[bytes]:
    kept = {bytes(each) for each in _kept(run).filter(vanished_at=None).values_list("hash", flat=True).iterator()}
    for each in reachable(described):
        kept.discard(bytes.fromhex(each))
    return kept
