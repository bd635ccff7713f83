"""One run over a Gerrit."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from alongside.sources.collectors.contract import Checkpoint, Defect, Found, Given, Item, Progress
from alongside.sources.collectors.fields import Record, Unusable, line, number

from .api import Api, opened
from .findings import Reading, change, reviews

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,9})?")
_MILLISECONDS = len("2026-11-20 10:00:00.000")


@dataclass(slots=True)
class _Run:
    api: Api
    reading: Reading
    state: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Question:
    key: str
    stage: str
    query: str
    take: Callable[[Record, Reading], Iterator[Found]]


def collect(given: Given) -> Iterator[Item]:
    api = opened(given)
    ids = api.myself(given.me)
    run = _Run(api, Reading(given.me, ids, given.zone, api.address), dict(given.state))
    for who in sorted(ids):
        for question in _questions(who):
            if run.state.get(question.key, {}).get("before"):
                yield from _sweep(run, question)
            yield from _sweep(run, question)
    yield Checkpoint(dict(run.state))


def _questions(who: int) -> tuple[_Question, _Question]:
    given = f"-owner:{who} (reviewer:{who} OR commentby:{who})"
    return (
        _Question(f"{who}/changes", "changes", f"owner:{who}", _change),
        _Question(f"{who}/reviews", "reviews", given, _reviews),
    )


def _sweep(run: _Run, question: _Question) -> Iterator[Item]:
    """From the latest change down to where the last run began. A run that was cut off goes on below where it was, and
    what came on top meanwhile is for the next.
    """
    mark = dict(run.state.get(question.key) or {})
    known, seen, count = mark.get("after", ""), set(mark.get("ids") or ()), 0
    for page in run.api.changes(_between(question.query, known, mark.get("before", ""))):
        for record in page:
            if not (_updated(record) == known and number(record, "_number") in seen):
                yield from _taken(run, question, record)
        mark = _further(mark, page)
        count += len(page)
        yield Progress(question.stage, count)
        run.state[question.key] = mark
        yield Checkpoint(dict(run.state))
    top = mark.get("top", "")
    run.state[question.key] = {"after": top, "ids": mark["top_ids"]} if top else {"after": known, "ids": sorted(seen)}
    yield Checkpoint(dict(run.state))


def _further(mark: dict[str, Any], page: list[Record]) -> dict[str, Any]:
    moments = [each for record in page if (each := _updated(record))]
    if not moments:
        return mark
    top = mark.get("top") or moments[0]
    ids = [number(record, "_number") for record in page if _updated(record) == top]
    return mark | {"top": top, "top_ids": [*mark.get("top_ids", ()), *ids], "before": moments[-1]}


def _between(query: str, after: str, before: str) -> str:
    bounds = [f'{word}:"{when[:_MILLISECONDS]}"' for word, when in (("after", after), ("before", before)) if when]
    return " ".join((query, *bounds))


def _updated(record: Record) -> str:
    found = line(record, "updated")
    return found if _MOMENT.fullmatch(found) else ""


def _taken(run: _Run, question: _Question, record: Record) -> Iterator[Item]:
    try:
        yield from question.take(record, run.reading)
    except Unusable as problem:
        yield Defect(f"{question.stage}, change {number(record, '_number')}", f"It {problem}, so it is left out.")


def _change(record: Record, reading: Reading) -> Iterator[Found]:
    if reading.is_mine(record.get("owner")):
        yield Found(change(record, reading), line(record, "project"))


def _reviews(record: Record, reading: Reading) -> Iterator[Found]:
    if not reading.is_mine(record.get("owner")):
        for finding in reviews(record, reading):
            yield Found(finding, line(record, "project"))
