"""What ties a deed to others by name: a ticket, a branch, a merge, a revert or fix-up."""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from alongside.evidence.work import tickets
from alongside.evidence.work.material import COMMIT, HEADINGS, MERGE, PATCH, RELEASE, Deed, days_between
from alongside.evidence.work.reading import branch_of

MOST_TICKETS = 3
DAYS_OPEN = 45.0
_LONGEST_WALK = 200
_SHORT = 7

type TieKey = tuple[str, str, str]
COMMIT_OF, COPY_OF = "commit", "copy"
_TELLS_APART = frozenset({"merge", "branch", "ticket"})
_HASH = re.compile(r"[0-9a-f]{7,64}")


class Tie(NamedTuple):
    """`leads` to what left the same key before; `is_left` for later deeds to be led by."""

    key: TieKey
    because: str
    leads: bool = True
    is_left: bool = True

    @property
    def tells_apart(self) -> bool:
        """Work with another one of this kind is other work. Every commit has a name of its own: that tells nothing."""
        return self.key[0] in _TELLS_APART and self.leads and self.is_left

    @property
    def holds_long(self) -> bool:
        """A pull request may be open for long, and a copy may be made late: they are the same thing all the same."""
        return self.key[0] in (COMMIT_OF, COPY_OF)


def ties_of(deed: Deed, at: float, merged_by: Deed | None) -> list[Tie]:
    """The strongest first. A deed that names many tickets is about none of them."""
    found = [
        *_meeting_ties(deed),
        *_commit_ties(deed),
        *_copy_ties(deed, at),
        *_merge_ties(deed, merged_by),
        *_branch_ties(deed, merged_by),
    ]
    if len(deed.tickets) <= MOST_TICKETS or deed.kind in HEADINGS:
        named = tickets.about(deed)
        found += [tie for ticket in named[:MOST_TICKETS] for tie in _ticket_ties(deed, ticket, alone=len(named) == 1)]
    return found


def _meeting_ties(deed: Deed) -> list[Tie]:
    """A series goes under one title."""
    is_again = deed.kind == "meeting"
    return [Tie(("meeting", deed.source, deed.title), "the same meeting again")] if is_again else []


def _commit_ties(deed: Deed) -> list[Tie]:
    """By the first characters of a hash, since some write it short."""
    own = (deed.id.lower(),) if deed.kind in (COMMIT, MERGE) else ()
    names = dict.fromkeys(name.lower() for name in (*own, *deed.parts)) if deed.parts else own
    return [Tie((COMMIT_OF, "", name), "commit and pull request of one change") for name in names if _is_hash(name)]


def _is_hash(name: str) -> bool:
    return _HASH.fullmatch(name) is not None


def _copy_ties(deed: Deed, at: float) -> list[Tie]:
    """Rebased and picked copies keep author, time of writing and subject."""
    if deed.kind not in (COMMIT, PATCH) or deed.is_merge:
        return []
    return [Tie((COPY_OF, deed.author, f"{at:.0f} {deed.title}"), "copies of one change")]


def merges_of(deeds: Sequence[Deed]) -> dict[str, Deed]:
    """Id of a deed → the merge that brought it in, read from parents; merges long after are left out."""
    by_id = {deed.id: deed for deed in deeds}
    brought: dict[str, Deed] = {}
    for merge in deeds:
        if len(merge.parents) > 1 and branch_of(merge.title):
            for deed in _brought_by(merge, by_id, brought):
                brought[deed.id] = merge
    return brought


def _merge_ties(deed: Deed, merged_by: Deed | None) -> list[Tie]:
    name = deed.merge or (merged_by.id if merged_by else None)
    ties = [Tie(("merge", "", name), "brought in by the same merge")] if name else []
    if deed.is_merge and branch_of(deed.title):
        ties.append(Tie(("merge", "", deed.id), "brought in by the same merge"))
    return ties


def _branch_ties(deed: Deed, merged_by: Deed | None) -> list[Tie]:
    branch = deed.branch or (branch_of(deed.title) if deed.is_merge else None)
    branch = branch or (branch_of(merged_by.title) if merged_by else None)
    return [Tie(("branch", deed.source, branch), f"same branch {branch}")] if branch else []


def _ticket_ties(deed: Deed, ticket: str, *, alone: bool) -> list[Tie]:
    """By full name; and between a clone that knows only its own short name and what knows the full one.

    A release is led to what it names alone, and draws nothing that it names among others.
    """
    read, because = tickets.read(ticket, deed.source), f"same ticket {ticket}"
    key = ("ticket", read.project, read.name)
    is_left = deed.kind != RELEASE or alone
    if not read.project:
        return [Tie(key, because, is_left=is_left)]
    short = read.project.rpartition("/")[2]
    from_full, from_short = ("ticket", f"known as {short}", read.name), ("ticket", f"only {short}", read.name)
    if read.is_whole:
        leaves, follows = from_full, from_short
    else:
        leaves, follows = from_short, from_full
    across = [Tie(leaves, because, leads=False, is_left=is_left), Tie(follows, because, is_left=False)]
    return [Tie(key, because, is_left=is_left), *across]


def _brought_by(merge: Deed, by_id: dict[str, Deed], taken: dict[str, Deed]) -> list[Deed]:
    main = _main_line(merge, by_id)
    found: list[Deed] = []
    waiting, met = list(merge.parents[1:]), set(main)
    while waiting and len(found) < _LONGEST_WALK:
        here = by_id.get(waiting.pop())
        if here is None or here.id in met or here.id in taken or days_between(here.on, merge.on) > DAYS_OPEN:
            continue
        met.add(here.id)
        if here.is_merge and branch_of(here.title):
            continue  # the work of another branch, on the main line: others' merges between may be missing here
        found.append(here)
        waiting += here.parents
    return found


def _main_line(merge: Deed, by_id: dict[str, Deed]) -> set[str]:
    """Ids along first parents before the merge, as far as it may still have been open."""
    line: set[str] = set()
    here = by_id.get(merge.parents[0])
    while here and len(line) < _LONGEST_WALK and here.id not in line:
        line.add(here.id)
        here = by_id.get(here.parents[0]) if here.parents else None
    return line


class Named:
    """Finds earlier deeds by the beginning of their id or by their title."""

    def __init__(self) -> None:
        self._by_id: defaultdict[str, list[Deed]] = defaultdict(list)
        self._by_title: dict[tuple[str, str], Deed] = {}

    def remember(self, deed: Deed) -> None:
        self._by_id[deed.id[:7]].append(deed)
        self._by_title[deed.source, deed.title] = deed

    def by_id(self, start: str) -> Deed | None:
        found = [deed for deed in self._by_id.get(start[:7], ()) if deed.id.startswith(start)]
        return found[0] if len(found) == 1 else None

    def by_title(self, source: str, title: str) -> Deed | None:
        return self._by_title.get((source, title))


class Tied[Place]:
    """Where a tie leads to. Hashes meet when one is the beginning of the other."""

    def __init__(self) -> None:
        self._places: dict[TieKey, Place] = {}
        self._hashes: defaultdict[str, dict[str, Place]] = defaultdict(dict)

    def leave(self, key: TieKey, place: Place) -> None:
        if key[0] == COMMIT_OF:
            self._hashes[key[2][:_SHORT]][key[2]] = place
        else:
            self._places[key] = place

    def led_to(self, key: TieKey) -> Place | None:
        if key[0] != COMMIT_OF:
            return self._places.get(key)
        name, alike = key[2], self._hashes.get(key[2][:_SHORT])
        if not alike:
            return None
        return next((place for left, place in alike.items() if left.startswith(name) or name.startswith(left)), None)
