"""Merge requests and issues of the member, from lists that are in order of their last change."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from alongside.sources.collectors.contract import Checkpoint, Defect, Found, Gone, Item, Progress
from alongside.sources.collectors.fields import Record, Unusable, id_of, line, number
from alongside.sources.collectors.web import NoAnswer

from .api import Api, later
from .findings import Reading, issue, merge_request

_BOUNDARY = 1_000


@dataclass(slots=True)
class Run:
    """One run, and how far each list was read."""

    api: Api
    reading: Reading
    state: dict[str, Any]
    since: str
    without_approvals: bool = False
    """Once they were not to be had, they are not asked for again."""
    told: set[str] = field(default_factory=set)

    def mark(self, key: str) -> dict[str, Any]:
        found = self.state.get(key)
        return found if isinstance(found, dict) else {}


@dataclass(frozen=True, slots=True)
class Listing:
    key: str
    stage: str
    path: str
    params: dict[str, str]
    take: Callable[[Run, Record], Iterator[Item]]


def merge_requests(prefix: str, who: int, base: str = "") -> Listing:
    params: dict[str, str] = {"scope": "all", "state": "all", "author_id": str(who)}
    return Listing(f"{prefix}/merge_requests", "merge requests", f"{base}/merge_requests", params, _merge_request)


def issues(prefix: str, who: int, base: str = "") -> tuple[Listing, Listing]:
    opened: dict[str, str] = {"scope": "all", "state": "all", "author_id": str(who)}
    assigned: dict[str, str] = {"scope": "all", "state": "all", "assignee_id": str(who)}
    return (
        Listing(f"{prefix}/issues/opened", "issues opened", f"{base}/issues", opened, _issue),
        Listing(f"{prefix}/issues/assigned", "issues to do", f"{base}/issues", assigned, _issue),
    )


def read(listing: Listing, run: Run) -> Iterator[Item]:
    """A checkpoint after each page. What was read at the very moment where it went on from is not read again."""
    mark = run.mark(listing.key)
    after, seen, count = line(mark, "after"), set(mark.get("ids") or ()), 0
    for page in run.api.changed(listing.path, after or run.since, **listing.params):
        for record in page:
            changed, own = line(record, "updated_at"), number(record, "id")
            if own and changed and changed == after and own in seen:
                continue
            yield from _taken(listing, run, record)
            if changed == after:
                seen.add(own)
            elif later(changed, after):
                after, seen = changed, {own}
        count += len(page)
        yield Progress(listing.stage, count)
        if after:
            run.state[listing.key] = {"after": after, "ids": sorted(seen)[:_BOUNDARY]}
        yield Checkpoint(dict(run.state))


def _taken(listing: Listing, run: Run, record: Record) -> Iterator[Item]:
    try:
        yield from listing.take(run, record)
    except Unusable as problem:
        yield Defect(where(listing.stage, record), f"It {problem}, so it is left out.")


def where(stage: str, record: Record) -> str:
    return line(record, "references", "full") or line(record, "web_url") or f"{stage}, number {number(record, 'id')}"


def _merge_request(run: Run, record: Record) -> Iterator[Item]:
    place = run.api.place(record)
    if run.reading.myself.is_(record.get("author")):
        commits, approvals, defects = _more(run, record)
        yield from defects
        yield Found(merge_request(record, place, run.reading, commits=commits, approvals=approvals), place.path)


def _more(run: Run, record: Record) -> tuple[list[Record], Any, list[Defect]]:
    """What is asked for apart. A merge request that hides it is taken without."""
    commits: list[Record] = []
    approvals, defects = None, []
    try:
        commits = run.api.commits(record)
    except NoAnswer as problem:
        defects.append(_hidden(problem, "commits", record))
    try:
        approvals = None if run.without_approvals else run.api.approvals(record)
    except NoAnswer as problem:
        run.without_approvals = True
        defects.append(_hidden(problem, "approvals", record))
    return commits, approvals, defects


def _hidden(problem: NoAnswer, what: str, record: Record) -> Defect:
    if problem.status not in (403, 404):
        raise problem
    return Defect(
        where("merge requests", record), f"Its {what} are not to be had ({problem.status}); the rest is taken."
    )


def _issue(run: Run, record: Record) -> Iterator[Item]:
    place = run.api.place(record)
    if number(record, "moved_to_id"):
        # It goes on elsewhere, where the same list finds it.
        yield Gone((id_of(f"{place.path}#{number(record, 'iid')}"),), place.path)
    elif _is_mine(record, run):
        yield Found(issue(record, place, run.reading), place.path)


def _is_mine(record: Record, run: Run) -> bool:
    assignees = record.get("assignees") if isinstance(record.get("assignees"), list) else []
    people = [record.get("author"), record.get("assignee"), *(assignees or ())]
    return any(run.reading.myself.is_(person) for person in people)
