from enum import StrEnum
from typing import Annotated, Any

import typer

from alongside.cli.output import Json, answer, day
from alongside.client.choosing import client
from alongside.lib.wording import counted

_AT_ONCE = 200


class Kind(StrEnum):
    WIN = "win"
    CHALLENGE = "challenge"
    BLOCKER = "blocker"
    LEARNING = "learning"
    FEEDBACK = "feedback"
    THANKS = "thanks"
    NOTE = "note"


SINCE = Annotated[str | None, typer.Option(metavar="DAY", help="From this day on: 2026-11-20, or in words.")]
UNTIL = Annotated[str | None, typer.Option(metavar="DAY", help="Up to this day, itself included.")]
KIND = Annotated[Kind | None, typer.Option(help="Only of this kind.")]
TOPIC = Annotated[str | None, typer.Option(help="Only with this #topic.")]
PERSON = Annotated[str | None, typer.Option(help="Only about this @person.")]
WORDS = Annotated[list[str] | None, typer.Argument(metavar="[WORD]...", help="Only with all of these words.")]
LIMIT = Annotated[int, typer.Option(min=1, max=10_000, help="At most so many, the latest first.")]
ARCHIVED = Annotated[bool, typer.Option("--archived", help="Those that were archived instead.")]


def entries(
    words: WORDS = None,
    *,
    since: SINCE = None,
    until: UNTIL = None,
    kind: KIND = None,
    topic: TOPIC = None,
    person: PERSON = None,
    limit: LIMIT = 50,
    archived: ARCHIVED = False,
    as_json: Json = False,
) -> None:
    """Your log, the latest first."""
    asked = {
        "since": day(since),
        "until": day(until),
        "kind": kind.value if kind else None,
        "topic": topic.removeprefix("#") if topic else None,
        "person": person.removeprefix("@") if person else None,
        "q": " ".join(words) if words else None,
        "archived": archived or None,
    }
    document = _entries(asked, limit)
    answer(document, as_json=as_json, told=lambda: _told(document))


def _entries(asked: dict[str, Any], limit: int) -> dict[str, Any]:
    items: list[Any] = []
    with client() as door:
        while True:
            page = door.get("entries", **asked, limit=min(_AT_ONCE, limit - len(items)), offset=len(items))
            items += page["items"]
            if not page["items"] or len(items) >= min(limit, page["total"]):
                return {"items": items, "total": page["total"]}


def _told(document: dict[str, Any]) -> str:
    if not document["items"]:
        return 'No entries. Write one: alongside log "win: what you did"'
    lines = [_line(entry) for entry in document["items"]]
    if document["total"] > len(lines):
        lines.append(f"… {counted(document['total'] - len(lines))} more: --limit {document['total']}")
    return "\n".join(lines)


def _line(entry: dict[str, Any]) -> str:
    chips = [f"#{topic}" for topic in entry["topics"]] + [f"@{person['handle']}" for person in entry["people"]]
    chips += [f"!{goal}" for goal in entry["goals"]]
    return f"{entry['id']:>4}  {entry['happened_on']}  {entry['kind']:<9}  {entry['text']}  {' '.join(chips)}".rstrip()
