from typing import Annotated, Any

import typer

from alongside.cli.output import Json, answer, day
from alongside.client.choosing import client

_SINCE = Annotated[str, typer.Option(help="The first day: 2026-01-01.")]
_UNTIL = Annotated[str | None, typer.Option(help="The last day; today unless said.")]


def count(*, since: _SINCE, until: _UNTIL = None, as_json: Json = False) -> None:
    """What was counted as your commits, what was left out, and why."""
    with client() as door:
        found = door.get("counted", since=day(since), until=day(until))
    answer(found, as_json=as_json, told=lambda: _told(found))


def _told(found: dict[str, Any]) -> str:
    lines = [f"{found['since']} to {found['until']}: {found['commits']:,} commits of yours, each counted once."]
    lines += [f"  {number:>6,}  in {name}" for name, number in found["by_repository"].items()]
    lines += [f"  {found['by_mailmap']:>6,}  of them by .mailmap"] if found["by_mailmap"] else []
    lines += [f"  {number:>6,}  of others, that name you as {role}" for role, number in found["credits"].items()]
    if found["left_out"]:
        lines += ["Left out:", *(f"  {each['commits']:>6,}  {each['sentence']}" for each in found["left_out"])]
    return "\n".join(lines)
