import re
from collections.abc import Iterator
from datetime import datetime

from alongside.evidence.findings import Finding
from alongside.sources.collectors.contract import Found, Gone, Item
from alongside.sources.collectors.git.tickets import tickets_in
from alongside.sources.collectors.plain import one_line, plain
from alongside.sources.collectors.ticket_table import Layout, Line, number, person

_COLUMNS = {
    "key": ("id",),
    "uuid": ("uuid",),
    "team": ("team",),
    "title": ("title",),
    "description": ("description",),
    "status": ("status",),
    "estimate": ("estimate",),
    "priority": ("priority",),
    "project": ("project",),
    "creator": ("creator",),
    "assignee": ("assignee",),
    "labels": ("labels",),
    "cycle": ("cycle name", "cycle number"),
    "created": ("created",),
    "updated": ("updated",),
    "started": ("started",),
    "completed": ("completed",),
    "parent": ("parent issue",),
    "milestone": ("project milestone",),
}
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_GUARD = re.compile(r"^'(?=[+\-=@])")


def _items(line: Line) -> Iterator[Item]:
    if line.is_mine("assignee"):
        yield from _mine(line)
    elif line.is_mine("creator"):
        yield _opened(line)


def _mine(line: Line) -> Iterator[Item]:
    completed = line.moment("completed")
    if completed:
        asked = () if line.is_mine("creator") else person("asked", one_line(line.one("creator"), 120))
        yield _found(line, "ticket", "", *completed, asked)
    elif line.is_again:
        yield Gone((_id(line),), _origin(line))


def _opened(line: Line) -> Found:
    created = line.moment("created")
    if created is None:
        raise ValueError(f"The file does not say when {line.key} was created. Export it again.")
    return _found(line, "issue", "/opened", *created, ())


def _found(
    line: Line, kind: str, part: str, at: datetime, doubt: str, asked: tuple[tuple[str, str, str], ...]
) -> Found:
    title, body = one_line(_text(line, "title")) or line.key, plain(_text(line, "description"))
    named = (ticket.name for ticket in tickets_in(f"{title}\n{body}"))
    finding = Finding(
        id=_id(line) + part,
        kind=kind,
        title=title,
        at=at,
        body=body,
        url=_url(line),
        tickets=tuple(dict.fromkeys([line.key, *named])),
        credits=asked,
        extra={name: text for name, text in {**_extra(line), "uncertain": doubt}.items() if text},
    )
    return Found(finding, _origin(line))


def _extra(line: Line) -> dict[str, str]:
    wanted = {"state": "status", "priority": "priority", "project": "project", "sprint": "cycle", "labels": "labels"}
    texts = {name: one_line(_text(line, word), 120) for name, word in wanted.items()}
    return {
        **texts,
        "points": number(line.one("estimate")),
        "parent": one_line(line.one("parent"), 60),
        "milestone": one_line(_text(line, "milestone"), 120),
    }


def _text(line: Line, word: str) -> str:
    """Linear puts an apostrophe before what a spreadsheet would take for a formula."""
    return _GUARD.sub("", line.one(word))


def _id(line: Line) -> str:
    """It stays when an issue moves to another team; its key does not."""
    uuid = line.one("uuid")
    return uuid.lower() if _UUID.fullmatch(uuid) else line.key


def _origin(line: Line) -> str:
    return one_line(line.one("team"), 120) or line.key.rpartition("-")[0]


def _url(line: Line) -> str:
    address = line.given.settings.get("address", "").strip().rstrip("/")
    return f"{address}/issue/{line.key}" if address.startswith(("https://", "http://")) else ""


LAYOUT = Layout(
    title="Linear",
    columns=_COLUMNS,
    needed=("key", "title", "status", "assignee", "completed"),
    dates=("completed", "created"),
    assignee=("assignee",),
    items=_items,
)
