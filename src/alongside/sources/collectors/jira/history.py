"""What happened to a ticket: how often it changed its status, when it was done, and what it was called before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo

from alongside.sources.collectors.fields import Record, line, moment, records


@dataclass(frozen=True, slots=True)
class Change:
    at: datetime
    field: str
    before: str
    after: str
    text_before: str


@dataclass(frozen=True, slots=True)
class History:
    changes: tuple[Change, ...]
    """Oldest first."""
    ends: frozenset[str]
    """Ids of the statuses that mean done."""

    @property
    def transitions(self) -> int:
        return len(self._of("status"))

    @property
    def reopened(self) -> int:
        return sum(each.before in self.ends and each.after not in self.ends for each in self._of("status"))

    @property
    def ended_at(self) -> datetime | None:
        """When it was done the last time, not when it moved from one such status to another."""
        entries = [each.at for each in self._of("status") if each.after in self.ends and each.before not in self.ends]
        return entries[-1] if entries else None

    @property
    def old_keys(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each.text_before for each in reversed(self._of("key")) if each.text_before))

    def assignee_at(self, when: datetime, now: frozenset[str]) -> frozenset[str]:
        """Who had it then, by any id, if these have it now."""
        later = next((each for each in self._of("assignee") if each.at > when), None)
        return frozenset({later.before}) if later else now

    def _of(self, field: str) -> list[Change]:
        return [each for each in self.changes if each.field == field]


def history(sent: Iterable[Record], ends: frozenset[str], zone: tzinfo) -> History:
    changes = [
        Change(when, line(item, "field").casefold(), line(item, "from"), line(item, "to"), line(item, "fromString"))
        for entry in sent
        if (when := moment(entry, "created", zone=zone))
        for item in records(entry, "items")
    ]
    return History(tuple(sorted(changes, key=lambda change: change.at)), ends)
