from collections.abc import Iterator
from datetime import datetime

from alongside.evidence.findings import Finding
from alongside.sources.collectors.contract import Found, Gone, Item
from alongside.sources.collectors.git.tickets import tickets_in
from alongside.sources.collectors.plain import one_line, plain
from alongside.sources.collectors.ticket_table import Layout, Line, number, person

_DONE = {"done", "fertig", "erledigt", "terminé", "terminé(e)", "listo", "finalizado", "concluído", "itens concluídos"}
_ENDED = {"done", "closed", "resolved", "fertig", "erledigt", "geschlossen", "gelöst"}
_COLUMNS = {
    "key": ("issue key", "work item key", "key", "schlüssel", "vorgangsschlüssel"),
    "id": ("issue id", "work item id", "vorgangs-id"),
    "summary": ("summary", "zusammenfassung"),
    "description": ("description", "beschreibung"),
    "type": ("issue type", "work type", "vorgangstyp", "typ"),
    "status": ("status",),
    "category": ("status category", "statuskategorie"),
    "category changed": ("status category changed", "statuskategorie geändert"),
    "resolution": ("resolution", "lösung"),
    "resolved": ("resolved", "erledigt", "gelöst"),
    "created": ("created", "erstellt"),
    "updated": ("updated", "aktualisiert"),
    "assignee": ("assignee", "bearbeiter", "zugewiesene person"),
    "assignee id": ("assignee id",),
    "reporter": ("reporter", "autor"),
    "reporter id": ("reporter id",),
    "priority": ("priority", "priorität"),
    "project": ("project name", "projektname"),
    "points": (
        "custom field (story points)",
        "custom field (story point estimate)",
        "story points",
        "story point estimate",
        "benutzerdefinierte felder (story points)",
    ),
    "sprint": ("sprint", "custom field (sprint)"),
    "epic": ("parent key", "custom field (epic link)", "epic link"),
    "epic name": ("parent summary",),
    "comment": ("comment", "kommentar", "kommentare"),
}


def _items(line: Line) -> Iterator[Item]:
    if line.is_mine("assignee", "assignee id"):
        yield from _mine(line)
    elif line.is_mine("reporter", "reporter id"):
        yield _opened(line)


def _mine(line: Line) -> Iterator[Item]:
    if _is_done(line):
        moment, doubt = _ended(line)
        yield _found(line, "ticket", "", moment, doubt, _asked(line))
    elif line.is_again:
        yield Gone((_id(line),), _origin(line))


def _opened(line: Line) -> Found:
    created = line.moment("created")
    if created is None:
        raise ValueError(f"The file does not say when {line.key} was created. Export it with all fields.")
    return _found(line, "issue", "/opened", *created, ())


def _is_done(line: Line) -> bool:
    if line.one("category"):
        return line.one("category").casefold() in _DONE
    return bool(line.one("resolved")) or (not line.has("resolved") and line.one("status").casefold() in _ENDED)


def _ended(line: Line) -> tuple[datetime, str]:
    said = line.moment("resolved") or line.moment("category changed")
    if said:
        return said
    changed = line.moment("updated")
    if changed is None:
        raise ValueError(f"The file does not say when {line.key} was done. Export it with all fields.")
    return changed[0], changed[1] or "The file does not say when it was done: this is when it was last changed."


def _found(
    line: Line, kind: str, part: str, at: datetime, doubt: str, asked: tuple[tuple[str, str, str], ...]
) -> Found:
    title, body = one_line(line.one("summary")) or line.key, plain(line.one("description"))
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
    return {
        "points": next((points for text in line.all("points") if (points := number(text))), ""),
        "sprint": one_line((line.all("sprint") or [""])[-1], 100),
        "comments": str(len(line.all("comment")) or ""),
        "state": one_line(line.one("status"), 60),
        "type": one_line(line.one("type"), 60),
        "priority": one_line(line.one("priority"), 60),
        "resolution": one_line(line.one("resolution"), 60),
        "epic": one_line(line.one("epic"), 60),
        "epic name": one_line(line.one("epic name"), 120),
    }


def _id(line: Line) -> str:
    """The number stays when a ticket moves to another project; its key does not."""
    number_of_ticket = line.one("id")
    return number_of_ticket if number_of_ticket.isascii() and number_of_ticket.isdigit() else line.key


def _origin(line: Line) -> str:
    return line.key.rpartition("-")[0]


def _url(line: Line) -> str:
    address = line.given.settings.get("address", "").strip().rstrip("/")
    return f"{address}/browse/{line.key}" if address.startswith(("https://", "http://")) else ""


def _asked(line: Line) -> tuple[tuple[str, str, str], ...]:
    return () if line.is_mine("reporter", "reporter id") else person("asked", one_line(line.one("reporter"), 120))


LAYOUT = Layout(
    title="Jira",
    columns=_COLUMNS,
    needed=("key", "summary", "status", "assignee"),
    dates=("resolved", "category changed", "created", "updated"),
    assignee=("assignee", "assignee id"),
    items=_items,
)
