"""Stage 2: one's own commits become activities, with files and lines, newest first; and those in which one is named.

Nothing remembers how far it came: what is to do is what evidence lacks, compared with the commits that stand now.
So it can be cut off anywhere, and an identity that came or went is settled the same way.
"""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, nullcontext
from itertools import chain, groupby, islice
from operator import itemgetter

from django.db import transaction
from django.utils import timezone

from alongside.evidence import actions as evidence
from alongside.sources.collecting.backports import without_backports
from alongside.sources.collecting.differing import (
    Difference,
    activities,
    difference,
    is_settled,
    settled_by,
    tell_apart,
)
from alongside.sources.collecting.findings import finding
from alongside.sources.collecting.mine import AUTHOR, Mine, mine
from alongside.sources.collecting.run import Run
from alongside.sources.collecting.squashes import without_squashed
from alongside.sources.collectors.git.backports import originals_in
from alongside.sources.collectors.git.changes import FileChange, read_named, read_whole
from alongside.sources.collectors.git.history import Commit
from alongside.sources.collectors.git.repository import Repository as Described
from alongside.sources.collectors.git.walking import listing_aside
from alongside.sources.queries import me

type Read = tuple[Mine, Commit, tuple[FileChange, ...]]
type Reading = Generator[Read]

BATCH, FILES = 4_000, 50_000
FIRST = 200


def keep_mine(run: Run, described: Described) -> None:
    if not is_settled(run):
        with _listing_aside(run, described) as aside:
            found = difference(run)
            run.go_on(stage="yours", read=0, total=len(found.missing))
            with closing(_begun(_read(described, found.missing), len(found.missing))) as reading:
                tell_apart(run, described, found, aside() if found.standing else frozenset())
                waiting = _keep_those_of_main(run, described, found, reading)
        without_backports(run, found, ((each, commit.body) for each, commit, _ in waiting))
        again = without_squashed(run, found)
        _keep(run, described, found, [each for each in waiting if each[0].id not in found.left_out])
        _keep(run, described, found, _read(described, again))
        _settle(run, found)
    evidence.find_pieces(run.member)
    evidence.find_touchpoints(run.member)


def _listing_aside(run: Run, described: Described) -> AbstractContextManager[Callable[[], frozenset[str]]]:
    known = run.aside
    return listing_aside(described) if known is None else nullcontext(lambda: known)


def keep_first(run: Run, described: Described, hashes: frozenset[bytes]) -> None:
    """Pieces of work out of the newest commits, while the rest is still to be read: a page to begin with."""
    known = {each.hex() for each in hashes}
    alike: dict[tuple[str, int], list[Mine]] = {}
    for each in mine(run.member):
        alike.setdefault((each.author, each.authored_at), []).append(each)
    kept = set(activities(run).values_list("external_id", flat=True))
    once = (some[0] for some in alike.values() if len(some) == 1)
    first = islice((each for each in once if each.hash in known and each.id not in kept), FIRST)
    myself, now = me(run.member), timezone.now().timestamp()
    findings = [
        finding(commit, files, web_url=described.web_url, me=myself, mine=one, now=now)
        for one, commit, files in _read(described, list(first))
        if not originals_in(commit.body)
    ]
    if findings:
        with transaction.atomic():
            evidence.keep(run.member, source="git", origin=run.repository.name, findings=findings)
            evidence.find_pieces(run.member)
            run.go_on(kept=run.collection.kept + len(findings))


def _begun(reading: Reading, total: int) -> Reading:
    """Git is at work from now on, whatever its reader does before; and of many, some are read while that waits, too."""
    return _and_then(deque(next(_batches(reading), []) if total >= BATCH else islice(reading, 1)), reading)


def _and_then(first: deque[Read], reading: Reading) -> Reading:
    with closing(reading):
        while first:
            yield first.popleft()
        yield from reading


def _keep_those_of_main(run: Run, described: Described, found: Difference, reading: Reading) -> list[Read]:
    """The others wait until it is known what was squashed into these, and backports until it is known of what."""
    waiting: list[Read] = []
    _keep(run, described, found, _passing(reading, found, waiting))
    return waiting


def _passing(reading: Reading, found: Difference, waiting: list[Read]) -> Iterator[Read]:
    for each in reading:
        if each[0].hash in found.aside or originals_in(each[1].body):
            waiting.append(each)
        elif each[0].id not in found.left_out:
            yield each


def _keep(run: Run, described: Described, found: Difference, reading: Iterable[Read]) -> None:
    myself, now = me(run.member), timezone.now().timestamp()
    for batch in _batches(reading):
        findings = [
            finding(
                commit, files, web_url=described.web_url, me=myself, now=now, mine=one,
                copies=found.copies.get(one.id, ()),
            )
            for one, commit, files in batch
        ]  # fmt: skip
        read = min(run.collection.read + len(batch), run.collection.total)
        with transaction.atomic():
            evidence.keep(run.member, source="git", origin=run.repository.name, findings=findings)
            run.go_on(read=read, kept=run.collection.kept + len(batch))


def _batches(reading: Iterable[Read]) -> Iterator[list[Read]]:
    """So many that a batch is not worth losing, and that commits of thousands of files stay few at a time."""
    batch: list[Read] = []
    files = 0
    for each in reading:
        batch.append(each)
        files += len(each[2])
        if len(batch) >= BATCH or files >= FILES:
            yield batch
            batch, files = [], 0
    if batch:
        yield batch


def _read(described: Described, wanted: list[Mine]) -> Reading:
    """What one wrote comes first, out of gits that are all at work from the beginning. A partial clone has the names
    of files, and no lines to count."""
    written = {each.hash: each for each in wanted if each.role in (AUTHOR, "co-author")}
    named = {each.hash: each for each in wanted if each.role not in (AUTHOR, "co-author")}
    with ExitStack() as opened:
        lines = opened.enter_context(closing((read_named if described.partial else read_whole)(described, written)))
        names = opened.enter_context(closing(read_named(described, named)))
        begun = [(written, list(islice(lines, 1)), lines), (named, list(islice(names, 1)), names)]
        for mine_, first, rest in begun:
            for commit, files in chain(first, rest):
                yield mine_[commit.hash], commit, files


def _settle(run: Run, found: Difference) -> None:
    with transaction.atomic():
        run.go_on()
        for origin, ids in _by_origin(found.lost):
            evidence.mark_vanished(run.member, source="git", origin=origin, ids=ids)
        evidence.forget_activities(run.member, source="git", ids=found.strange)
        run.repository.mine, run.repository.settled = found.mine, settled_by(run)
        run.repository.save(update_fields=["mine", "settled"])


def _by_origin(lost: Iterable[tuple[str, str]]) -> Iterator[tuple[str, list[str]]]:
    for origin, found in groupby(sorted(lost), key=itemgetter(0)):
        yield origin, [id_ for _, id_ in found]
