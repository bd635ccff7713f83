"""Stage 2: one's own commits become activities, with files and lines, newest first.

Nothing remembers how far it came: what is to do is what evidence lacks, compared with the commits that stand now.
So it can be cut off anywhere, and an identity that came or went is settled the same way.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import batched, groupby
from operator import itemgetter

from django.db import transaction

from alongside.evidence import actions as evidence
from alongside.evidence.findings import Finding
from alongside.evidence.models import Activity
from alongside.sharing.door import SharedQuerySet
from alongside.sources.collecting.findings import finding
from alongside.sources.collecting.run import Run
from alongside.sources.collectors.git.changes import FileChange, read_lines, read_paths
from alongside.sources.collectors.git.history import read_these
from alongside.sources.collectors.git.repository import Repository as Described
from alongside.sources.models import Commit
from alongside.sources.queries import Me, me, my_commits

BATCH = 200
_CHUNK = 500


@dataclass(slots=True)
class _Difference:
    missing: list[str]
    """Standing commits without an activity, or with one that had vanished; newest first."""
    lost: list[tuple[str, str]]
    """Origin and id of activities whose commit stands nowhere any more."""
    strange: list[str]
    """Activities whose commit is not the member's any more: an identity was taken back, or .mailmap changed."""
    mine: int


def keep_mine(run: Run, described: Described) -> None:
    difference = _difference(run)
    run.go_on(stage="yours", read=0, total=len(difference.missing))
    myself, read = me(run.member), 0
    for findings in _ahead(partial(_findings, described, myself), batched(difference.missing, BATCH)):
        read += BATCH
        with transaction.atomic():
            evidence.keep(run.member, source="git", origin=run.repository.name, findings=findings)
            run.go_on(read=min(read, len(difference.missing)), kept=run.collection.kept + len(findings))
    _settle(run, difference)
    evidence.find_pieces(run.member)


def _difference(run: Run) -> _Difference:
    standing, gone = _mine_here(run)
    rows = _activities(run).values_list("external_id", "vanished_at", "origin")
    kept = {id_: (vanished_at is not None, origin) for id_, vanished_at, origin in rows.iterator()}
    known = {*standing, *gone}
    odd = [id_ for id_, (_, origin) in kept.items() if origin == run.repository.name and id_ not in known]
    lost = _nowhere_else(run, [id_ for id_ in gone if id_ in kept and not kept[id_][0]], standing_only=True)
    return _Difference(
        missing=[id_ for id_ in standing if id_ not in kept or kept[id_][0]],
        lost=[(kept[id_][1], id_) for id_ in lost],
        strange=_nowhere_else(run, _of_others(run, odd), standing_only=False),
        mine=len(standing),
    )


def _mine_here(run: Run) -> tuple[list[str], list[str]]:
    """Those that stand and those that vanished, newest first."""
    here = my_commits(run.member, at=run.repository).order_by("-committed_at", "-pk").values_list("hash", "vanished_at")
    standing: list[str] = []
    gone: list[str] = []
    for raw, vanished_at in here.iterator():
        (gone if vanished_at else standing).append(bytes(raw).hex())
    return standing, gone


def _activities(run: Run) -> SharedQuerySet[Activity]:
    return Activity.objects.visible_to(run.member).filter(source="git")


def _of_others(run: Run, hashes: list[str]) -> list[str]:
    """Those of the hashes that are commits of this repository: another one of the same name has its own."""
    rows = Commit.objects.visible_to(run.member).filter(repository=run.repository)
    there = _among(rows, hashes)
    return [id_ for id_ in hashes if id_ in there]


def _nowhere_else(run: Run, hashes: list[str], *, standing_only: bool) -> list[str]:
    """Those of the hashes that no other repository has as the member's own."""
    if not hashes:
        return []
    others = my_commits(run.member, beside=run.repository)
    elsewhere = _among(others.filter(vanished_at=None) if standing_only else others, hashes)
    return [id_ for id_ in hashes if id_ not in elsewhere]


def _among(rows: SharedQuerySet[Commit], hashes: list[str]) -> set[str]:
    chunks = batched(map(bytes.fromhex, hashes), _CHUNK)
    return {bytes(raw).hex() for chunk in chunks for raw in rows.filter(hash__in=chunk).values_list("hash", flat=True)}


def _ahead[Given, Made](make: Callable[[Given], Made], batches: Iterable[Given]) -> Iterator[Made]:
    """What is made of each batch; the next one is made while this one is stored."""
    with ThreadPoolExecutor(max_workers=1) as beside:
        making: Future[Made] | None = None
        for batch in batches:
            following = beside.submit(make, batch)
            if making:
                yield making.result()
            making = following
        if making:
            yield making.result()


def _findings(described: Described, myself: Me, hashes: tuple[str, ...]) -> list[Finding]:
    files = dict(_changes(described, hashes))
    return [
        finding(commit, files.get(commit.hash, ()), web_url=described.web_url, me=myself)
        for commit in read_these(described, hashes)
    ]


def _changes(described: Described, hashes: Iterable[str]) -> Iterator[tuple[str, tuple[FileChange, ...]]]:
    """A partial clone has the names of files, and no lines to count."""
    if described.partial:
        for id_, paths in read_paths(described, hashes):
            yield id_, tuple(FileChange(path, None, 0, 0, binary=False) for path in paths)
    else:
        yield from read_lines(described, hashes)


def _settle(run: Run, difference: _Difference) -> None:
    with transaction.atomic():
        run.go_on()
        for origin, ids in _by_origin(difference.lost):
            evidence.mark_vanished(run.member, source="git", origin=origin, ids=ids)
        evidence.forget_activities(run.member, source="git", ids=difference.strange)
        run.repository.mine = difference.mine
        run.repository.save(update_fields=["mine"])


def _by_origin(lost: list[tuple[str, str]]) -> Iterator[tuple[str, list[str]]]:
    for origin, found in groupby(sorted(lost), key=itemgetter(0)):
        yield origin, [id_ for _, id_ in found]
