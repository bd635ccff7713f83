"""Stage 1: who committed what when, of everybody, in batches that each stand by themselves."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import batched

from django.db import transaction
from django.utils import timezone

from alongside.lib.bulk import insert_missing
from alongside.sharing.door import SharedQuerySet
from alongside.sources.collecting.authors import Authors, map_again
from alongside.sources.collecting.run import Run
from alongside.sources.collectors.git.history import Commit as ReadCommit
from alongside.sources.collectors.git.history import count_new, reachable, read_commits
from alongside.sources.collectors.git.repository import Repository as Described
from alongside.sources.collectors.git.vanishing import vanished
from alongside.sources.models import SUBJECT, Commit

BATCH = 4_000
_CHUNK = 500
_FIELDS = (
    *("workspace", "repository", "hash", "author", "committer"),
    *("authored_at", "author_offset", "committed_at", "subject"),
)


def read_everybody(run: Run, described: Described) -> None:
    """Nothing when nothing has moved since the last run that ended."""
    repository = run.repository
    if described.fingerprint == repository.fingerprint:
        return
    known_tips = repository.tips if set(repository.horizon) == described.horizon else []
    map_again(run.member, repository, described)
    _read(run, described, known_tips)
    with transaction.atomic():
        run.go_on(vanished=run.collection.vanished + _mark_vanished(run, described))
        repository.fingerprint, repository.tips = described.fingerprint, list(described.tips)
        repository.horizon = sorted(described.horizon)
        repository.commits = _kept(run).filter(vanished_at=None).count()
        repository.save(update_fields=["fingerprint", "tips", "horizon", "commits"])


def _read(run: Run, described: Described, known_tips: list[str]) -> None:
    authors = Authors(run.member, run.repository)
    gone = {bytes(each) for each in _kept(run).exclude(vanished_at=None).values_list("hash", flat=True)}
    skip = _read_since(run, gone)
    read = len(skip)
    run.go_on(stage="commits", read=read, total=0)
    with _counted(described, known_tips) as total:
        for batch in batched(read_commits(described, known_tips=known_tips, skip=skip), BATCH):
            read += len(batch)
            with transaction.atomic():
                new = _keep(run, authors, batch)
                _bring_back(run, gone, batch)
                run.go_on(read=read, total=total.result() if total.done() else 0, new=run.collection.new + new)


@contextmanager
def _counted(described: Described, known_tips: list[str]) -> Iterator[Future[int]]:
    """How many there will be, counted beside the reading, which does not wait for it."""
    with ThreadPoolExecutor(max_workers=1) as beside:
        yield beside.submit(count_new, described, known_tips=known_tips)


def _kept(run: Run) -> SharedQuerySet[Commit]:
    return Commit.objects.visible_to(run.member).filter(repository=run.repository)


def _read_since(run: Run, gone: set[bytes]) -> set[str]:
    """What a run that was cut off has kept already; nothing to skip when the last one ended."""
    if _kept(run).filter(vanished_at=None).count() == run.repository.commits:
        return set()
    return {bytes(each).hex() for each in _kept(run).values_list("hash", flat=True).iterator()} - {
        each.hex() for each in gone
    }


def _keep(run: Run, authors: Authors, batch: tuple[ReadCommit, ...]) -> int:
    authors.keep(batch)
    key, workspace, repository = authors.key, run.repository.workspace_id, run.repository.pk
    rows = (
        (
            *(workspace, repository, bytes.fromhex(each.hash), key(each.author_raw), key(each.committer_raw)),
            *(each.authored_at, each.author_offset, each.committed_at, each.subject[:SUBJECT]),
        )
        for each in batch
    )
    return insert_missing(Commit, _FIELDS, rows)


def _bring_back(run: Run, gone: set[bytes], batch: tuple[ReadCommit, ...]) -> None:
    back = [each for each in map(bytes.fromhex, (each.hash for each in batch)) if each in gone] if gone else []
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
