"""Issues and projects of Linear as what the member did."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from alongside.evidence.findings import Finding
from alongside.sources.collectors.contract import Found, Gone, Item
from alongside.sources.collectors.fields import Record, Unusable, at, line, moment, records, text
from alongside.sources.collectors.git.tickets import tickets_in
from alongside.sources.collectors.plain import one_line, plain

_KEY = re.compile(r"[A-Z][A-Z0-9_]{0,30}-[1-9]\d{0,9}")
_ID = re.compile(r"[\w-]{1,100}", re.ASCII)
_PULL = re.compile(r"https?://[^/\s]{1,100}/([\w.-]{1,100}/[\w.-]{1,100})/pull/([1-9]\d{0,8})(?:[/?#].*)?", re.ASCII)
_MERGE = re.compile(
    r"https?://[^/\s]{1,100}/([\w.-]{1,100}(?:/[\w.-]{1,100}){1,10})/-/merge_requests/([1-9]\d{0,8})(?:[/?#].*)?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Reading:
    me: str
    zone: tzinfo
    is_again: bool
    """Whether an earlier run may have found what is no longer so."""


def of_issue(record: Record, reading: Reading) -> Iterator[Item]:
    """Raises Unusable."""
    name, origin = _checked_id(record), line(record, "team", "name") or line(record, "team", "key") or "Linear"
    if not _KEY.fullmatch(line(record, "identifier")):
        raise Unusable("has no key such as ENG-12")
    if line(record, "assignee", "id") == reading.me:
        ended = moment(record, "completedAt", zone=reading.zone)
        if ended:
            yield Found(_issue(record, name, "ticket", ended, _asked(record, reading)), origin)
        elif reading.is_again:
            yield Gone((name,), origin)
    elif line(record, "creator", "id") == reading.me:
        yield Found(_issue(record, f"{name}/opened", "issue", _created(record, reading), ()), origin)


def of_project(record: Record, reading: Reading) -> Iterator[Item]:
    """Raises Unusable. Those that the member leads, when they are completed."""
    name, ended = f"project/{_checked_id(record)}", moment(record, "completedAt", zone=reading.zone)
    title = one_line(line(record, "name"))
    if line(record, "lead", "id") != reading.me:
        return
    if not title:
        raise Unusable("has no name")
    if ended:
        body = plain(text(record, "description"))
        finding = Finding(name, "project", title, ended, body, url=_url(record), extra={"state": "completed"})
        yield Found(finding, title)
    elif reading.is_again:
        yield Gone((name,), title)


def _issue(record: Record, name: str, kind: str, when: datetime, asked: tuple[tuple[str, str, str], ...]) -> Finding:
    title = one_line(line(record, "title", most=1_000)) or line(record, "identifier")
    body = plain(text(record, "description"))
    return Finding(
        id=name,
        kind=kind,
        title=title,
        at=when,
        body=body,
        url=_url(record),
        tickets=tuple(dict.fromkeys(_tickets(record, f"{title}\n{body}"))),
        credits=asked,
        extra={key: said for key, said in _extra(record).items() if said},
    )


def _tickets(record: Record, written: str) -> Iterator[str]:
    """Its key, the keys it had in other teams, its pull requests, and what its text names."""
    yield line(record, "identifier")
    before = at(record, "previousIdentifiers")
    for key in before if isinstance(before, list) else []:
        if isinstance(key, str) and _KEY.fullmatch(key):
            yield key
    for attachment in records(record, "attachments", "nodes"):
        yield from _request(line(attachment, "url"))
    yield from (ticket.name for ticket in tickets_in(written))


def _request(url: str) -> Iterator[str]:
    if pull := _PULL.fullmatch(url):
        yield f"{pull[1]}#{pull[2]}"
    elif merge := _MERGE.fullmatch(url):
        yield f"{merge[1]}!{merge[2]}"


def _extra(record: Record) -> dict[str, str]:
    comments, labels = records(record, "comments", "nodes"), records(record, "labels", "nodes")
    return {
        "points": _points(at(record, "estimate")),
        "comments": str(len(comments) or ""),
        "state": line(record, "state", "name", most=60),
        "priority": line(record, "priorityLabel", most=60),
        "project": line(record, "project", "name", most=120),
        "milestone": line(record, "projectMilestone", "name", most=120),
        "sprint": line(record, "cycle", "name", most=100) or line(record, "cycle", "number"),
        "labels": one_line(", ".join(line(label, "name", most=60) for label in labels), 120),
        "parent": line(record, "parent", "identifier", most=60),
        "parent title": line(record, "parent", "title", most=120),
    }


def _points(value: Any) -> str:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return f"{value:g}" if is_number and 0 < value < 10_000 else ""


def _asked(record: Record, reading: Reading) -> tuple[tuple[str, str, str], ...]:
    creator = at(record, "creator")
    name, address = line(creator, "name", most=120), line(creator, "email", most=200)
    if line(creator, "id") == reading.me or not (name or address):
        return ()
    return (("asked", name, address),)


def _created(record: Record, reading: Reading) -> datetime:
    created = moment(record, "createdAt", zone=reading.zone)
    if created is None:
        raise Unusable("does not say when it was created")
    return created


def _checked_id(record: Record) -> str:
    name = line(record, "id")
    if not _ID.fullmatch(name):
        raise Unusable("has no id")
    return name


def _url(record: Record) -> str:
    url = line(record, "url", most=500)
    return url if url.startswith(("https://", "http://")) else ""
