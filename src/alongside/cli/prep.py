from typing import Annotated, Any

import typer

from alongside.cli.output import Json, answer, day, say
from alongside.cli.pairs import With, pair_with
from alongside.client.choosing import client

SINCE = Annotated[str | None, typer.Option(metavar="DAY", help="Instead of the last meeting: 2026-11-20, or in words.")]
UNTIL = Annotated[str | None, typer.Option(metavar="DAY", help="Up to this day, itself included.")]
MARKDOWN = Annotated[bool, typer.Option("--markdown", help="As a Markdown document.")]


def prep(
    *, person: With, since: SINCE = None, until: UNTIL = None, markdown: MARKDOWN = False, as_json: Json = False
) -> None:
    """What is worth raising in the next one-on-one: everything since the last one, ranked and short."""
    if markdown and as_json:
        raise typer.BadParameter("Choose one of --markdown and --json.")
    asked = {"since": day(since), "until": day(until)}
    with client() as door:
        pair = pair_with(door, person)
        if markdown:
            say(door.text(f"pairs/{pair['id']}/preparation.md", **asked).rstrip("\n"))
        else:
            found = door.get(f"pairs/{pair['id']}/preparation", **asked)
            answer(found, as_json=as_json, told=lambda: _told(found))


def _told(found: dict[str, Any]) -> str:
    lines = [f"For your one-on-one with {found['with']}, {found['since']} to {found['until']}"]
    for section in found["sections"]:
        if section["items"]:
            lines += ["", section["name"], *(_line(item) for item in section["items"])]
    if len(lines) == 1:
        lines.append("Nothing yet: collect from git, or log a line.")
    return "\n".join(lines)


def _line(item: dict[str, Any]) -> str:
    sources = ", ".join(_source(source) for source in item["sources"][:3])
    return f"  - {item['text']}" + "".join(f"\n      {part}" for part in (item["why"], sources) if part)


def _source(source: dict[str, Any]) -> str:
    return str(source.get("label") or source["id"][:12])
