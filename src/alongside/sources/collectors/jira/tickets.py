"""A ticket of Jira as what the member did."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from alongside.evidence.findings import Finding
from alongside.sources.collectors.contract import Defect, Found, Gone, Item
from alongside.sources.collectors.fields import Record, Unusable, at, line, moment, number
from alongside.sources.collectors.git.tickets import tickets_in
from alongside.sources.collectors.plain import one_line

from .documents import text_of
from .history import History
from .site import Account, Fields

_KEY = re.compile(r"[A-Z][A-Z0-9_]{0,30}-[1-9]\d{0,9}")
_ID = re.compile(r"[1-9]\d{0,18}")
_SPRINT = re.compile(r"[\[,]name=([^,\]]{1,200})")
_LATE = "Jira does not say when it was done: this is when it was last changed."


@dataclass(frozen=True, slots=True)
class Reading:
    account: Account
    fields: Fields
    ends: frozenset[str]
    address: str
    zone: tzinfo
    is_again: bool
    """Whether an earlier run may have found what is no longer so."""


@dataclass(frozen=True, slots=True)
class Ticket:
    record: Record
    history: History
    reading: Reading

    @property
    def id(self) -> str:
        """The number stays when a ticket moves to another project; its key does not."""
        return line(self.record, "id")

    @property
    def key(self) -> str:
        return line(self.record, "key")

    @property
    def origin(self) -> str:
        return line(self.record, "fields", "project", "key") or self.key.rpartition("-")[0]

    def field(self, name: str) -> Any:
        return at(self.record, "fields", name)

    def moment(self, name: str) -> datetime | None:
        return moment(self.record, "fields", name, zone=self.reading.zone)


def items(ticket: Ticket, place: str) -> Iterator[Item]:
    try:
        yield from _items(ticket)
    except Unusable as problem:
        yield Defect(ticket.key[:60] or place, f"The ticket {problem}, so it is left out.")


def _items(ticket: Ticket) -> Iterator[Item]:
    if not _ID.fullmatch(ticket.id) or not _KEY.fullmatch(ticket.key):
        raise Unusable("has no number or key")
    if _is_mine(ticket):
        yield from _mine(ticket)
    elif ticket.reading.account.is_(ticket.field("reporter")):
        yield _found(ticket, "issue", "/opened", _must(ticket, "created"), "", ())


def _must(ticket: Ticket, name: str) -> datetime:
    when = ticket.moment(name)
    if when is None:
        raise Unusable(f"does not say when it was {name}")
    return when


def _is_mine(ticket: Ticket) -> bool:
    """The member has it, or had it when it was done."""
    assignee, account = ticket.field("assignee"), ticket.reading.account
    now = frozenset(name for key in ("accountId", "key", "name") if (name := line(assignee, key)))
    ended, _ = _ended(ticket)
    return account.is_(assignee) or bool(ticket.history.assignee_at(ended, now) & account.ids)


def _mine(ticket: Ticket) -> Iterator[Item]:
    if line(ticket.field("status"), "statusCategory", "key") == "done":
        when, doubt = _ended(ticket)
        yield _found(ticket, "ticket", "", when, doubt, _asked(ticket))
    elif ticket.reading.is_again:
        yield Gone((ticket.id,), ticket.origin)


def _ended(ticket: Ticket) -> tuple[datetime, str]:
    said = ticket.history.ended_at or ticket.moment("resolutiondate") or ticket.moment("statuscategorychangedate")
    if said:
        return said, ""
    return _must(ticket, "updated"), _LATE


def _asked(ticket: Ticket) -> tuple[tuple[str, str, str], ...]:
    reporter = ticket.field("reporter")
    name, address = line(reporter, "displayName", most=120), line(reporter, "emailAddress", most=200)
    if ticket.reading.account.is_(reporter) or not (name or address):
        return ()
    return (("asked", name, address),)


def _found(
    ticket: Ticket, kind: str, part: str, when: datetime, doubt: str, asked: tuple[tuple[str, str, str], ...]
) -> Found:
    title = one_line(line(ticket.record, "fields", "summary", most=1_000)) or ticket.key
    body = text_of(ticket.field("description"))
    named = (each.name for each in tickets_in(f"{title}\n{body}"))
    finding = Finding(
        id=ticket.id + part,
        kind=kind,
        title=title,
        at=when,
        body=body,
        url=f"{ticket.reading.address}/browse/{ticket.key}",
        tickets=tuple(dict.fromkeys([ticket.key, *_old_keys(ticket), *named])),
        credits=asked,
        extra={name: text for name, text in {**_extra(ticket), "uncertain": doubt}.items() if text},
    )
    return Found(finding, ticket.origin)


def _old_keys(ticket: Ticket) -> list[str]:
    return [key for key in ticket.history.old_keys if _KEY.fullmatch(key)]


def _extra(ticket: Ticket) -> dict[str, str]:
    names = {"state": "status", "type": "issuetype", "priority": "priority", "resolution": "resolution"}
    return {
        "points": _points(ticket),
        "sprint": _sprint(ticket),
        "transitions": str(ticket.history.transitions or ""),
        "reopened": str(ticket.history.reopened or ""),
        "comments": str(number(ticket.field("comment"), "total") or ""),
        **{name: line(ticket.field(field), "name", most=60) for name, field in names.items()},
        **_epic(ticket),
    }


def _points(ticket: Ticket) -> str:
    values = (ticket.field(name) for name in ticket.reading.fields.points)
    said = (each for each in values if isinstance(each, int | float) and not isinstance(each, bool))
    return next((f"{each:g}" for each in said if 0 < each < 10_000), "")


def _sprint(ticket: Ticket) -> str:
    """The last one: Cloud sends records, Server what its program prints of one."""
    for name in ticket.reading.fields.sprint:
        sprints = ticket.field(name)
        last = sprints[-1] if isinstance(sprints, list) and sprints else None
        printed = _SPRINT.search(last[:2_000]) if isinstance(last, str) else None
        said = printed[1] if printed else line(last, "name")
        if said:
            return one_line(said, 100)
    return ""


def _epic(ticket: Ticket) -> dict[str, str]:
    parent = ticket.field("parent")
    links = (line({"key": ticket.field(name)}, "key", most=60) for name in ticket.reading.fields.epic)
    return {
        "epic": line(parent, "key", most=60) or next((link for link in links if link), ""),
        "epic name": line(parent, "fields", "summary", most=120),
    }
