"""One run over a Linear."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from alongside.sources.collectors.contract import Checkpoint, Defect, Given, Item, Progress, Refused
from alongside.sources.collectors.fields import Record, Unusable, at, line, moment, records

from .api import Api, NotAnswered
from .findings import Reading, of_issue, of_project
from .questions import ISSUES, PROJECTS, VIEWER

_MINE: dict[str, Any] = {"isMe": {"eq": True}}


@dataclass(frozen=True, slots=True)
class _Listing:
    name: str
    question: str
    filter: dict[str, Any]
    items: Callable[[Record, Reading], Iterator[Item]]


_LISTINGS = (
    _Listing("issues", ISSUES, {"or": [{"assignee": _MINE}, {"creator": _MINE}]}, of_issue),
    _Listing("projects", PROJECTS, {"lead": _MINE}, of_project),
)


def collect(given: Given) -> Iterator[Item]:
    since = _since(given)
    api = Api(given)
    viewer = at(api.ask(VIEWER), "viewer")
    me = line(viewer, "id")
    if not me:
        raise Refused("Linear does not say whose key this is. Enter a new API key.")
    source = f"{line(viewer, 'organization', 'urlKey')} {me} {since}"
    again = dict(given.state) if given.state.get("source") == source else {}
    state = {**again, "source": source}
    for listing in _LISTINGS:
        reading = Reading(me, given.zone, is_again=bool(at(again, listing.name, "since")))
        yield from _Pass(api, listing, reading, state, since).read(given)


def _since(given: Given) -> str:
    text = given.settings.get("since", "").strip()
    try:
        return datetime.combine(date.fromisoformat(text), time(), given.zone).isoformat() if text else ""
    except ValueError:
        raise Refused("“Since” is no day. Write it like 2026-01-01.") from None


class _Pass:
    """One reading of what has changed since the last, newest first: only its end moves the beginning of the next."""

    def __init__(self, api: Api, listing: _Listing, reading: Reading, state: dict[str, Any], since: str) -> None:
        known = state.get(listing.name)
        mark: dict[str, Any] = known if isinstance(known, dict) else {}
        self._api, self._listing, self._reading, self._state = api, listing, reading, state
        self._since = line(mark, "since") or since
        self._after, self._newest = line(mark, "after", most=1_000), line(mark, "newest")

    def read(self, given: Given) -> Iterator[Item]:
        count, before = 0, set[str]()
        while True:
            page = self._page()
            if self._api.complaint:
                yield Defect(self._listing.name, f"Linear did not answer in full. It said: {self._api.complaint}.")
            for place, record in enumerate(records(page, "nodes"), 1):
                given.pause(0)
                self._note(record)
                yield from self._items(record, count + place)
            count += len(records(page, "nodes"))
            before.add(self._after)
            self._after = _next(page)
            has_more = bool(self._after) and self._after not in before
            yield Progress(self._listing.name, count)
            yield Checkpoint(self._mark(has_more=has_more))
            if not has_more:
                return

    def _page(self) -> Any:
        """The page after the last; a place that is too old to be known is given up, and the pass begins anew."""
        try:
            return self._ask()
        except NotAnswered:
            if not self._after:
                raise
            self._after = ""
            return self._ask()

    def _ask(self) -> Any:
        changed = {"updatedAt": {"gt": self._since}} if self._since else {}
        wanted = {"and": [self._listing.filter, changed]} if changed else self._listing.filter
        return at(self._api.ask(self._listing.question, filter=wanted, after=self._after or None), "page")

    def _items(self, record: Record, place: int) -> Iterator[Item]:
        try:
            yield from self._listing.items(record, self._reading)
        except Unusable as problem:
            where = line(record, "identifier", most=60) or f"{self._listing.name}, record {place}"
            yield Defect(where, f"It {problem}, so it is left out.")

    def _note(self, record: Record) -> None:
        updated, newest = moment(record, "updatedAt", zone=UTC), moment({"at": self._newest}, "at", zone=UTC)
        if updated and (newest is None or updated > newest):
            self._newest = line(record, "updatedAt")

    def _mark(self, *, has_more: bool) -> dict[str, Any]:
        unfinished = {"since": self._since, "after": self._after, "newest": self._newest}
        self._state[self._listing.name] = unfinished if has_more else {"since": self._newest or self._since}
        return dict(self._state)


def _next(page: Any) -> str:
    info = at(page, "pageInfo")
    return line(info, "endCursor", most=1_000) if at(info, "hasNextPage") is True else ""
