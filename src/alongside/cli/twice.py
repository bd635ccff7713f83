"""Two of one's persons who could be one: shown with why, and made one."""

from typing import Annotated, Any

import typer

from alongside.cli.output import Json, answer
from alongside.client.choosing import client
from alongside.client.client import Client
from alongside.lib.wording import counted

WHO = Annotated[str, typer.Argument(help="Who goes into the other: @handle, a name or an address.")]
INTO = Annotated[str, typer.Argument(help="Who stays.")]


def show_twice(*, as_json: Json = False) -> None:
    """Which two could be one person, why, and the command that makes them one."""
    with client() as door:
        items = door.all("same-persons")
    answer({"items": items, "total": len(items)}, as_json=as_json, told=lambda: _told(items))


def merge(who: WHO, into: INTO, *, as_json: Json = False) -> None:
    """Make two one: all that is linked with the first goes to the second. The page People › Merged and removed parts
    them again."""
    with client() as door:
        gone, stays = (door.get("persons/find", text=name) for name in (who, into))
        done = door.post(f"persons/{gone['id']}/merge", {"into": stays["id"]})
    said = f"{gone['name']} (@{gone['handle']}) is {done['name']} (@{done['handle']}) now."
    answer(done, as_json=as_json, told=lambda: f"{said} To part them again: People › Merged and removed")


def how_many(door: Client) -> str:
    """A line for below the list; empty without any."""
    number = door.get("same-persons", limit=1)["total"]
    return f"{counted(number, 'pair')} could be one person: alongside people twice" if number else ""


def _told(items: list[dict[str, Any]]) -> str:
    lines = [line for each in items for line in _lines(each["person"], each["into"], each["why"])]
    return "\n".join(lines) or "Nobody here seems to be there twice."


def _lines(person: dict[str, Any], into: dict[str, Any], why: str) -> list[str]:
    both = f"{person['name']} (@{person['handle']}) and {into['name']} (@{into['handle']})"
    return [f"{both}: {why}", f"  alongside people merge @{person['handle']} @{into['handle']}"]
