"""One run over a GitLab."""

from collections.abc import Generator, Iterator
from datetime import date
from urllib.parse import quote

from alongside.sources.collectors.contract import Checkpoint, Defect, Found, Given, Item, Refused
from alongside.sources.collectors.fields import Record, Unusable, line
from alongside.sources.collectors.web import NoAnswer

from .api import Api, later, opened
from .findings import Reading, release
from .lists import Listing, Run, issues, merge_requests, read, where
from .references import Place
from .reviews import reviews


def collect(given: Given) -> Iterator[Item]:
    api = opened(given)
    since = _since(given.settings.get("since", ""))
    myself = api.myself(given.me)
    # Another day to begin with: what was passed over before may be wanted now.
    state = dict(given.state) if given.state.get("since", "") == since else {}
    run = Run(api, Reading(myself, given.zone), state | {"since": since}, since)
    wanted = [path for row in given.settings.get("projects", "").splitlines() if (path := row.strip().strip("/"))]
    projects = yield from _projects(api, wanted)
    for who in sorted(myself.ids):
        for listing in _listings(who, projects):
            yield from read(listing, run)
        yield from reviews(run, who, frozenset(projects))
    for place in projects.values():
        yield from _releases(run, place)
    yield Checkpoint(dict(run.state))


def _projects(api: Api, wanted: list[str]) -> Generator[Item, None, dict[int, Place]]:
    """Those that are there. Raises Refused when none is."""
    found: dict[int, Place] = {}
    problem: NoAnswer | None = None
    for path in wanted:
        try:
            number, place = api.project(path)
            found[number] = place
        except NoAnswer as refused:
            if refused.status not in (403, 404):
                raise
            problem = refused
            yield Defect(path, "There is no such project, or the token may not read it. Check how it is written.")
    if problem and not found:
        raise problem
    return found


def _listings(who: int, projects: dict[int, Place]) -> Iterator[Listing]:
    bases = [f"/projects/{number}" for number in projects] or [""]
    for base in bases:
        prefix = f"{who}{base}"
        yield merge_requests(prefix, who, base)
        yield from issues(prefix, who, base)


def _releases(run: Run, place: Place) -> Iterator[Item]:
    """Those that the member made; newest first, down to those that were read before."""
    key = f"{place.path}/releases"
    known, newest = line(run.mark(key), "after") or run.since, ""
    for record in _newer(run, place, known):
        newest = newest or line(record, "released_at")
        if run.reading.myself.is_(record.get("author")):
            try:
                yield Found(release(record, place, run.reading), place.path)
            except Unusable as problem:
                yield Defect(where("releases", record), f"It {problem}, so it is left out.")
    run.state[key] = {"after": newest or known}
    yield Checkpoint(dict(run.state))


def _newer(run: Run, place: Place, known: str) -> Iterator[Record]:
    for page in run.api.pages(f"/projects/{quote(place.path, safe='')}/releases", order_by="released_at", sort="desc"):
        for record in page:
            if known and not later(line(record, "released_at"), known):
                return
            if not record.get("upcoming_release"):
                yield record


def _since(day: str) -> str:
    """Raises Refused."""
    try:
        return f"{date.fromisoformat(day.strip()).isoformat()}T00:00:00Z" if day.strip() else ""
    except ValueError:
        raise Refused(f"“{day.strip()[:40]}” is not a day. Write it like 2025-01-31, or leave it empty.") from None
