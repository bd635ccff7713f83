"""What ties a deed to others by name: a ticket, a branch, a merge, a revert or fix-up."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from alongside.evidence.work.material import Deed, days_between
from alongside.evidence.work.reading import branch_of

MOST_TICKETS = 3
DAYS_OPEN = 45.0
_LONGEST_WALK = 200

type TieKey = tuple[str, str, str]


class Tie(NamedTuple):
    key: TieKey
    because: str


def ties_of(deed: Deed, merged_by: Deed | None) -> list[Tie]:
    """The strongest first. A deed that names many tickets is about none of them."""
    found = [*_merge_ties(deed, merged_by), *_branch_ties(deed, merged_by)]
    if len(deed.tickets) <= MOST_TICKETS:
        found += [_ticket_tie(deed, ticket) for ticket in deed.tickets]
    return found


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


def _ticket_tie(deed: Deed, ticket: str) -> Tie:
    """`#12` means another thing in every repository, `PAY-12` the same everywhere."""
    return Tie(("ticket", deed.source if ticket.startswith("#") else "", ticket), f"same ticket {ticket}")


def _brought_by(merge: Deed, by_id: dict[str, Deed], taken: dict[str, Deed]) -> list[Deed]:
    main = _main_line(merge, by_id)
    found: list[Deed] = []
    waiting, met = list(merge.parents[1:]), set(main)
    while waiting and len(found) < _LONGEST_WALK:
        here = by_id.get(waiting.pop())
        if here is None or here.id in met or here.id in taken or days_between(here.on, merge.on) > DAYS_OPEN:
            continue
        met.add(here.id)
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
