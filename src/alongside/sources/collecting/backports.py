"""Commits whose message names the commit that they are a copy of."""

from collections.abc import Iterable

from django.db.models import Q

from alongside.sources.collecting.differing import Difference, activities, elsewhere, leave_out
from alongside.sources.collecting.mine import Mine
from alongside.sources.collecting.run import Run
from alongside.sources.collectors.git.backports import backports_among, originals_in
from alongside.sources.collectors.git.copies import Candidate

_MAY_NAME_ONE = Q(body__icontains="from commit") | Q(body__icontains="master") | Q(body__icontains="upstream")


def without_backports(run: Run, found: Difference, waiting: Iterable[tuple[Mine, str]]) -> None:
    """Leaves out backports as copies of what they name. To be asked when all but those that wait (each with its
    message) have an activity, since the messages tell it."""
    originals = {one.hash: named for one, body in waiting if (named := originals_in(body))}
    originals |= _told(run)
    if not originals:
        return
    others = elsewhere(run, found)
    there = {each.id for each in found.standing}
    told = {each.id for each in others}
    known = [*found.standing, *(each for each in others if each.id not in there)]
    candidates = [
        Candidate(
            each.id, each.hash, each.author, each.authored_at, each.subject, each.committed_at,
            aside=each.hash in found.aside, told=each.id in told,
        )
        for each in known
    ]  # fmt: skip
    copies = {id_.partition("/")[0]: hashes for id_, hashes in found.copies.items()}
    backports = backports_among(candidates, originals, copies)
    for kept, left in backports.items():
        theirs = (hash_ for each in left for hash_ in (each.hash, *found.copies.pop(each.id, ())))
        found.copies[kept] = sorted({*found.copies.get(kept, ()), *theirs})
    leave_out(found, {each.id for left in backports.values() for each in left})


def _told(run: Run) -> dict[str, tuple[str, ...]]:
    rows = activities(run).filter(_MAY_NAME_ONE, vanished_at=None).values_list("external_id", "body")
    named = ((id_.partition("/")[0], originals_in(body)) for id_, body in rows.iterator())
    return {hash_: originals for hash_, originals in named if originals}
