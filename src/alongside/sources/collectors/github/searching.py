"""Threads of one search, page by page, the one that was changed longest ago first."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from .asking import GitHub, Told, TooMuch
from .queries import page, rest, search_words
from .state import Progressed, reached, written
from .values import inside, listed, number, text

_SIZE = 20
_MOST_PAGES_OF_A_LIST = 20


@dataclass(frozen=True, slots=True)
class Page:
    records: list[dict[str, Any]]
    """Those that are new or have changed."""
    total: int
    told: Told


@dataclass(frozen=True, slots=True)
class _At:
    """Where the search stands. It goes on by time, so that nothing is passed over when something changes meanwhile,
    and by the cursor only where a whole page has the same time."""

    since: str
    cursor: str | None = None
    size: int = _SIZE


def pages(github: GitHub, strand: str, login: str, repository: str, progressed: Progressed) -> Iterator[Page]:
    """The caller reads a page before it asks for the next: only then is it passed by."""
    at: _At | None = _At(progressed.since)
    while at:
        told, at = _ask(github, strand, login, repository, at)
        records = listed(told.data, "search")
        fresh = [_whole(github, strand, login, each) for each in records if progressed.is_new(each)]
        progressed.pass_by(records)
        yield Page(fresh, number(told.data, "search", "issueCount"), told)
        at = _next(at, told, records)


def _ask(github: GitHub, strand: str, login: str, repository: str, at: _At) -> tuple[Told, _At]:
    """Smaller pages when these are too much for the server."""
    words, query = search_words(strand, login, repository, at.since), page(strand)
    whose: dict[str, str | int | None] = {"login": login} if "$login" in query else {}
    while True:
        try:
            return github.ask(query, words=words, size=at.size, **{"from": at.cursor}, **whose), at
        except TooMuch:
            if at.size == 1:
                raise
            at = replace(at, size=max(1, at.size // 3))


def _next(at: _At, told: Told, records: list[dict[str, Any]]) -> _At | None:
    information = inside(told.data, "search", "pageInfo")
    if inside(information, "hasNextPage") is not True:
        return None
    last = reached(records)
    since = written(last) if last else at.since
    if since > at.since:
        return replace(at, since=since, cursor=None)
    cursor = text(information, "endCursor")
    return replace(at, cursor=cursor) if cursor and cursor != at.cursor else None


def _whole(github: GitHub, strand: str, login: str, record: dict[str, Any]) -> dict[str, Any]:
    """With the rest of lists that are longer than one page."""
    for name, query in rest(strand).items():
        whose: dict[str, str | int | None] = {"login": login} if "$login" in query else {}
        nodes, more = listed(record, name), inside(record, name, "pageInfo")
        for _ in range(_MOST_PAGES_OF_A_LIST):
            if inside(more, "hasNextPage") is not True:
                break
            told = github.ask(query, id=text(record, "id"), after=text(more, "endCursor"), **whose)
            nodes = [*nodes, *listed(told.data, "node", name)]
            more = inside(told.data, "node", name, "pageInfo")
        if isinstance(record.get(name), dict):
            record = {**record, name: {**record[name], "nodes": nodes}}
    return record
