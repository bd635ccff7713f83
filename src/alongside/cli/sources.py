from typing import Annotated, Any

import typer

from alongside.cli.output import Json, answer
from alongside.client.choosing import client
from alongside.client.client import Client

_NAME = Annotated[str | None, typer.Argument(metavar="[SOURCE]", help="Say what this one asks for.")]


def sources(name: _NAME = None, *, as_json: Json = False) -> None:
    """What is connected and what can be, or what one source asks for."""
    with client() as door:
        document = _one(door, name) if name else _all(door)
    answer(document, as_json=as_json, told=lambda: _told_one(document) if name else _told_all(document))


def _all(door: Client) -> dict[str, Any]:
    return {
        "repositories": door.get("repositories", limit=200)["items"],
        "connections": door.get("connections", limit=200)["items"],
        "sources": [{part: each[part] for part in ("name", "title", "about")} for each in door.get("sources")["items"]],
    }


def _one(door: Client, name: str) -> dict[str, Any]:
    known = {each["name"]: each for each in door.get("sources")["items"]}
    if name not in known:
        raise typer.BadParameter(f"There is no source called {name}. There are: git, {', '.join(known)}.")
    return dict(known[name])


def _told_all(document: dict[str, Any]) -> str:
    connected = [f"  {each['name']}  {_last(each)}" for each in document["repositories"] + document["connections"]]
    offered = [f"  {each['name']:<14} {each['about']}" for each in document["sources"]]
    git = "  git            Repositories on this machine: alongside collect git PATH"
    return "\n".join(["Connected:", *(connected or ["  nothing yet"]), "", "Can be connected:", git, *offered])


def _last(each: dict[str, Any]) -> str:
    return f"read {each['collected_at'][:10]}" if each["collected_at"] else "not read yet"


def _told_one(source: dict[str, Any]) -> str:
    asked = [f"  {each['name']:<14} {each['label']}{_needed(each)}" for each in source["settings"]]
    return "\n".join([f"{source['title']}: {source['about']}", *asked, "", source["guide"]]).rstrip()


def _needed(setting: dict[str, Any]) -> str:
    return " (needed)" if setting["required"] and not setting["default"] else ""
