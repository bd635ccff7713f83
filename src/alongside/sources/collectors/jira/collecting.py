"""One run over a Jira."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from alongside.sources.collectors.contract import Checkpoint, Given, Item, Progress, Refused
from alongside.sources.collectors.fields import Record, line, moment

from .history import history
from .site import Question, Site, opened
from .tickets import Reading, Ticket, items


def collect(given: Given) -> Iterator[Item]:
    since = _since(given)
    site = opened(given)
    account = site.account()
    mark = _Mark(given, f"{site.address} {' '.join(sorted(account.ids))} {given.settings.get('since', '').strip()}")
    reading = Reading(account, site.fields(), site.ends(), site.address, given.zone, mark.is_again)
    question, count = Question(account, mark.latest or since), 0
    for page in site.found(question, reading.fields.all()):
        for place, record in enumerate(page, 1):
            given.pause(0)
            if mark.is_new(record):
                yield from items(_ticket(site, record, reading), f"ticket {count + place}")
                mark.note(record)
        count += len(page)
        question.since = mark.latest or since
        yield Progress("tickets", count)
        yield Checkpoint(mark.state())


def _ticket(site: Site, record: Record, reading: Reading) -> Ticket:
    return Ticket(record, history(site.changes(record), reading.ends, reading.zone), reading)


def _since(given: Given) -> datetime | None:
    text = given.settings.get("since", "").strip()
    try:
        return datetime.combine(date.fromisoformat(text), time(), given.zone) if text else None
    except ValueError:
        raise Refused("“Since” is no day. Write it like 2026-01-01.") from None


class _Mark:
    """How far the reading has come. Searches know minutes only, so the tickets of the last one are remembered."""

    def __init__(self, given: Given, source: str) -> None:
        state = given.state if given.state.get("source") == source else {}
        self.is_again = bool(state)
        self._source = source
        self.latest = moment(state, "latest", zone=UTC)
        seen: Any = state.get("seen")
        self._seen: dict[str, str] = dict(seen) if isinstance(seen, dict) else {}

    def is_new(self, record: Record) -> bool:
        updated = line(record, "fields", "updated")
        return not updated or self._seen.get(line(record, "id")) != updated

    def note(self, record: Record) -> None:
        updated = moment(record, "fields", "updated", zone=UTC)
        if updated:
            self.latest = max(self.latest or updated, updated)
            self._seen[line(record, "id")] = line(record, "fields", "updated")

    def state(self) -> dict[str, Any]:
        if self.latest:
            first = self.latest.replace(second=0, microsecond=0) - timedelta(minutes=1)
            self._seen = {name: text for name, text in self._seen.items() if _is_after(text, first)}
        return {
            "source": self._source,
            "latest": self.latest.isoformat() if self.latest else "",
            "seen": dict(self._seen),
        }


def _is_after(text: str, first: datetime) -> bool:
    when = moment({"at": text}, "at", zone=UTC)
    return when is not None and when >= first
