"""Reviews that the member gave: approvals, notes and merges of somebody else's merge requests, a day at a time.

They come from the list of the member's own events, which GitLab keeps for three years.
"""

from collections import OrderedDict
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from alongside.sources.collectors.contract import Checkpoint, Defect, Found, Item, Progress
from alongside.sources.collectors.fields import Record, Unusable, at, line, moment, number, text
from alongside.sources.collectors.web import NoAnswer

from .findings import Reviewing, review
from .lists import Run, where

_REMEMBERED = 500
_ALL_ZONES = timedelta(days=2)

type _Key = tuple[int, int]


def reviews(run: Run, who: int, projects: frozenset[int]) -> Iterator[Item]:
    """Of these projects; of all when there are none."""
    key = "/".join((str(who), "reviews", *map(str, sorted(projects))))
    mark = run.mark(key)
    begun, last = _day(line(mark, "day")), number(mark, "last")
    day, done, known, count = begun, dict[_Key, Reviewing](), _Known(run), 0
    for page in run.api.pages(f"/users/{who}/events", sort="asc", **_after(begun, run.since)):
        for event in page:
            found = _read(event, run)
            if found is None or (begun and found[1].at.date() < begun) or (projects and found[0][0] not in projects):
                continue
            if day is None or found[1].at.date() > day:
                yield from _told(done, known, last)
                day, done = found[1].at.date(), {}
            _add(done, *found)
        count += len(page)
        yield Progress("reviews", count)
        if day and day != begun:
            run.state[key] = {"day": day.isoformat(), "last": 0}
            yield Checkpoint(dict(run.state))
    yield from _told(done, known, last)
    if day:
        run.state[key] = {"day": day.isoformat(), "last": max([last, *(each.last for each in done.values())])}
    yield Checkpoint(dict(run.state))


def _told(done: dict[_Key, Reviewing], known: "_Known", last: int) -> Iterator[Item]:
    """What of a day has something newer than the last number that was read."""
    for key, each in done.items():
        if not 0 < each.last <= last:
            yield from known.told(key, each)


def _read(event: Record, run: Run) -> tuple[_Key, Reviewing] | None:
    """Which merge request, and what was done for it then."""
    when = moment(event, "created_at", zone=run.reading.zone)
    project, action = number(event, "project_id"), line(event, "action_name")
    if when is None or not project:
        return None
    done = Reviewing(when, last=number(event, "id"))
    if at(event, "note", "noteable_type") == "MergeRequest" and not at(event, "note", "system"):
        done.notes, done.first_note = [text(event, "note", "body")], number(event, "note", "id")
        return ((project, number(event, "note", "noteable_iid")), done) if done.notes[0] else None
    done.approved, done.merged = action == "approved", action in {"accepted", "merged"}
    if line(event, "target_type") != "MergeRequest" or not (done.approved or done.merged):
        return None
    return (project, number(event, "target_iid")), done


def _add(done: dict[_Key, Reviewing], key: _Key, more: Reviewing) -> None:
    so_far = done.setdefault(key, more)
    if so_far is not more:
        so_far.add(more)


class _Known:
    """The merge requests that were reviewed, as many as are worth remembering."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._records: OrderedDict[_Key, Record] = OrderedDict()

    def told(self, key: _Key, done: Reviewing) -> Iterator[Item]:
        project, iid = key
        try:
            record = self._record(key)
            place = self._run.api.place(record)
            if not self._run.reading.myself.is_(record.get("author")):
                yield Found(review(record, done, place, self._run.reading), place.path)
        except NoAnswer as problem:
            if problem.status not in (403, 404):
                raise
            yield Defect(
                f"merge request {iid} of project {project}", "It is gone or hidden, and so is your review of it."
            )
        except Unusable as problem:
            yield Defect(where("reviews", record), f"It {problem}, so your review of it is left out.")

    def _record(self, key: _Key) -> Record:
        if key not in self._records:
            found = self._run.api.get(f"/projects/{key[0]}/merge_requests/{key[1]}")
            self._records[key] = found if isinstance(found, dict) else {}
            if len(self._records) > _REMEMBERED:
                self._records.popitem(last=False)
        self._records.move_to_end(key)
        return self._records[key]


def _after(begun: date | None, since: str) -> dict[str, str]:
    """GitLab counts days in its own zone, and leaves out the one that is named."""
    start = begun or _day(since[:10])
    return {"after": (start - _ALL_ZONES).isoformat()} if start else {}


def _day(found: str) -> date | None:
    try:
        return datetime.strptime(found, "%Y-%m-%d").date() if found else None  # noqa: DTZ007
    except ValueError:
        return None
