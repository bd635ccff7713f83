from typing import Annotated, Any

import typer

from alongside.cli.output import Json, answer
from alongside.cli.pairs import With, pair_with
from alongside.client.choosing import client

ADD = Annotated[list[str] | None, typer.Option("--add", metavar="TEXT", help="Put a talking point on it.")]


def agenda(*, person: With, add: ADD = None, as_json: Json = False) -> None:
    """The running agenda of a pair: open talking points with their age, and the promises of both."""
    with client() as door:
        pair = pair_with(door, person)
        for line in add or ():
            door.post(f"pairs/{pair['id']}/points", {"line": line})
        found = door.get(f"pairs/{pair['id']}/agenda")
    answer(found, as_json=as_json, told=lambda: _told(found))


def _told(found: dict[str, Any]) -> str:
    lines = [f"One-on-one with {found['pair']['with']}, {found['pair']['rhythm']}", ""]
    lines += [_point(point) for point in found["points"]] or ["  Nothing is on the agenda: --add TEXT"]
    promises = [each for each in found["promises"] if not each["kept_at"] and not each["dropped_at"]]
    if promises:
        lines += ["", "Promises", *(_promise(each) for each in promises)]
    if found["mix"]["nudge"]:
        lines += ["", found["mix"]["nudge"]]
    return "\n".join(lines)


def _point(point: dict[str, Any]) -> str:
    details = " · ".join(part for part in (point["kind"], point["by"], point["age"]) if part)
    return f"  - {point['text']}  ({details})"


def _promise(promise: dict[str, Any]) -> str:
    due = f", by {promise['due_on']}" if promise["due_on"] else ""
    return f"  - {promise['by']}: {promise['text']}{due}"
