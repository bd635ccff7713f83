"""How the activities of a member differ from the commits that are theirs, and what is the same change twice."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import batched

from alongside.evidence.models import Activity
from alongside.sharing.door import SharedQuerySet
from alongside.sources.collecting.mine import AUTHOR, Mine, mine
from alongside.sources.collecting.run import Run
from alongside.sources.collectors.git.changes import FileChange, read_lines, read_paths
from alongside.sources.collectors.git.copies import Candidate, copies_among
from alongside.sources.collectors.git.repository import Repository as Described
from alongside.sources.collectors.git.walking import parents_of
from alongside.sources.models import Commit, Repository
from alongside.sources.queries import me

_CHUNK = 500
_RULES = 2
"""To be raised when other commits than before are copies: then they are told apart once more."""


@dataclass(slots=True)
class Difference:
    every: list[Mine]
    """In all repositories, newest first."""
    standing: list[Mine]
    """Here; without copies when these are told apart."""
    told: dict[str, str]
    """Id → origin of the activities that stand."""
    strange: list[str]
    """Activities whose commit is not the member's any more: an identity was taken back, or .mailmap changed."""
    aside: frozenset[str] = frozenset()
    """Hashes of commits that are not on the default branch."""
    copies: dict[str, list[str]] = field(default_factory=dict)
    """Id of what is kept → hashes of its copies."""
    left_out: set[str] = field(default_factory=set)
    """Ids of copies."""

    @property
    def missing(self) -> list[Mine]:
        """Standing and without an activity that stands."""
        return [each for each in self.standing if each.id not in self.told]

    @property
    def lost(self) -> list[tuple[str, str]]:
        """Origin and id of activities whose commit stands nowhere any more, or is a copy of another."""
        standing = {each.id for each in self.every if each.stands and each.id not in self.left_out}
        gone = {each.id for each in self.every if each.id in self.told} - standing
        return [(self.told[id_], id_) for id_ in sorted(gone)]

    @property
    def mine(self) -> int:
        """Commits here that the member wrote, each change once."""
        return sum(each.role == AUTHOR for each in self.standing)


def activities(run: Run) -> SharedQuerySet[Activity]:
    return Activity.objects.visible_to(run.member).filter(source="git")


def is_settled(run: Run) -> bool:
    """Nothing has moved since one's own commits were last told apart: no commit, no identity, no activity."""
    return run.repository.settled == settled_by(run)


def settled_by(run: Run) -> str:
    read = Repository.objects.visible_to(run.member).order_by("pk").values_list("pk", "fingerprint")
    myself = me(run.member)
    kept = activities(run).filter(vanished_at=None).count()
    told = [_RULES, list(map(list, read)), sorted(myself.emails), sorted(myself.names), kept]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def difference(run: Run) -> Difference:
    """Without asking git: copies are not told apart yet."""
    every, here = mine(run.member), run.repository.pk
    rows = activities(run).values_list("external_id", "vanished_at", "origin")
    kept = {id_: (vanished_at is None, origin) for id_, vanished_at, origin in rows.iterator()}
    return Difference(
        every=every,
        standing=[each for each in every if each.repository == here and each.stands],
        told={id_: origin for id_, (stands, origin) in kept.items() if stands},
        strange=_strange(run, every, kept),
    )


def tell_apart(run: Run, described: Described, found: Difference, aside: frozenset[str]) -> None:
    found.aside = aside
    copies = _copies(described, found, elsewhere(run, found))
    found.copies = {id_: sorted({copy.hash for copy in some}) for id_, some in copies.items()}
    leave_out(found, {copy.id for some in copies.values() for copy in some})


def leave_out(found: Difference, ids: Iterable[str]) -> None:
    found.left_out |= set(ids)
    found.standing = [each for each in found.standing if each.id not in found.left_out]


def knowing_less(run: Run, found: Difference) -> list[Mine]:
    """Those that have an activity which does not name all of their copies."""
    less: set[str] = set()
    for chunk in batched(found.copies, _CHUNK):
        rows = activities(run).filter(external_id__in=chunk).values_list("external_id", "details")
        less |= {id_ for id_, details in rows if not set(found.copies[id_]) <= set(details.get("parts", ()))}
    return [each for each in found.standing if each.id in less]


def elsewhere(run: Run, found: Difference) -> list[Mine]:
    """What stands in another repository, and was told from there."""
    here = run.repository.pk
    others = (each for each in found.every if each.repository != here and each.stands)
    return [each for each in others if each.id in found.told]


def _copies(described: Described, found: Difference, elsewhere: list[Mine]) -> dict[str, list[Candidate]]:
    told, ids = {each.id for each in elsewhere}, {each.id for each in found.standing}
    known = [*found.standing, *(one for one in elsewhere if one.id not in ids)]
    moments = Counter((each.author, each.authored_at) for each in known)
    candidates = [
        Candidate(
            each.id, each.hash, each.author, each.authored_at, each.subject, each.committed_at,
            aside=each.hash in found.aside, told=each.id in told,
        )
        for each in known
        if moments[each.author, each.authored_at] > 1
    ]  # fmt: skip
    return copies_among(
        candidates,
        parents=lambda hashes: parents_of(described, hashes),
        lines=lambda hashes: _lines(described, hashes),
    )


def _lines(described: Described, hashes: list[str]) -> Mapping[str, tuple[FileChange, ...] | tuple[str, ...]]:
    return dict(read_paths(described, hashes)) if described.partial else dict(read_lines(described, hashes))


def _strange(run: Run, every: list[Mine], kept: Mapping[str, tuple[bool, str]]) -> list[str]:
    """Those of this repository that nobody calls the member's: another one of the same name has its own."""
    mine_somewhere, name = {each.id for each in every}, run.repository.name
    odd = [id_ for id_, (_, origin) in kept.items() if origin == name and id_ not in mine_somewhere]
    there = _among(Commit.objects.visible_to(run.member).filter(repository=run.repository), map(_hash, odd))
    return [id_ for id_ in odd if _hash(id_) in there]


def _hash(id_: str) -> str:
    return id_.partition("/")[0]


def _among(rows: SharedQuerySet[Commit], hashes: Iterable[str]) -> set[str]:
    chunks = batched((bytes.fromhex(each) for each in hashes), _CHUNK)
    return {bytes(raw).hex() for chunk in chunks for raw in rows.filter(hash__in=chunk).values_list("hash", flat=True)}
