from typing import Annotated, Any

import typer

from alongside.cli.output import Json, answer, day
from alongside.client.choosing import client
from alongside.lib.wording import counted

_SINCE = Annotated[str, typer.Option(help="The first day: 2026-10-01, or last monday.")]
_UNTIL = Annotated[str | None, typer.Option(help="The last day; today unless said.")]
_AUTHOR = Annotated[str, typer.Option(metavar="EMAIL", help="Of the commits under this address instead of your own.")]
_LIMIT = Annotated[int, typer.Option(help="At most so many.", min=1, max=100)]


def highlights(
    *, since: _SINCE, until: _UNTIL = None, author: _AUTHOR = "", limit: _LIMIT = 10, as_json: Json = False
) -> None:
    """What of some days is worth telling first, and why."""
    with client() as door:
        found = door.get("highlights", since=day(since), until=day(until), author=author or None, limit=limit)
    answer(found, as_json=as_json, told=lambda: _told(found))


def _told(found: dict[str, Any]) -> str:
    who = f" of {found['author']}" if found["author"] else ""
    head = f"{found['since']} to {found['until']}{who}: {counted(found['considered'], 'piece')} of work"
    lines = [f"{head}, {counted(found['trivial'])} of them upkeep." if found["trivial"] else f"{head}."]
    if not found["activities"]:
        lines.append("Nothing of these days is known: an earlier --since, or more to read with `alongside collect`.")
    for place, item in enumerate(found["items"], start=1):
        number = [f"piece {item['piece_id']}"] if item["piece_id"] else []
        why = "; ".join([*number, item["kind"], *item["why"]])
        lines += ["", f"{place:>2}. {item['title']}", f"    {why}"]
        lines += [f"    {each['label']:<10}  {each['on'][:10]}  {each['title'][:90]}" for each in item["sources"][:3]]
        lines += [f"    and {counted(len(item['sources']) - 3)} more"] if len(item["sources"]) > 3 else []
    return "\n".join(lines)
