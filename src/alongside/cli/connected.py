"""`alongside collect SOURCE` for everything but git: the answers are kept, the next time the name is enough."""

import os
import sys
from pathlib import Path
from typing import Any

import typer

from alongside.cli.following import followed
from alongside.cli.output import answer
from alongside.client.client import Client
from alongside.client.refused import refuse


def collect(door: Client, source: str, answers: list[str], *, dry_run: bool, as_json: bool) -> None:
    about = _about(door, source)
    connections = [_connected(door, about, answers)] if answers else _known(door, source)
    if dry_run:
        results = [door.post(f"connections/{each['id']}/try") | {"name": each["name"]} for each in connections]
    else:
        results = [read(door, each) for each in connections]
    document = results[0] if len(results) == 1 else results
    answer(document, as_json=as_json, told=lambda: "\n".join(map(_tried if dry_run else told, results)))


def read(door: Client, connection: dict[str, Any]) -> dict[str, Any]:
    """Raises Refused."""
    run = followed(door, door.post(f"connections/{connection['id']}/collect"))
    return {name: run[name] for name in ("source", "name", "new", "kept", "vanished", "defects", "defects_count")}


def told(result: dict[str, Any]) -> str:
    said = "{name}: {kept:,} of yours, {new:,} of them new.".format(**result)
    return "\n".join([said, *_defects(result)])


def _about(door: Client, source: str) -> dict[str, Any]:
    known = {each["name"]: each for each in door.get("sources")["items"]}
    if source not in known:
        raise typer.BadParameter(f"There is no source called {source}. There are: git, {', '.join(known)}.")
    return dict(known[source])


def _known(door: Client, source: str) -> list[dict[str, Any]]:
    """Those of this kind that were connected before."""
    found = [each for each in door.get("connections", limit=200)["items"] if each["collector"] == source]
    if not found:
        said = f"Nothing of {source} is connected yet. Say what it needs: `alongside sources {source}` lists it."
        raise refuse("Not connected", said, status=404)
    return found


def _connected(door: Client, about: dict[str, Any], answers: list[str]) -> dict[str, Any]:
    return dict(door.post("connections", {"collector": about["name"], "answers": _answers(about, answers)}))


def _answers(about: dict[str, Any], given: list[str]) -> dict[str, str]:
    settings = {each["name"]: each for each in about["settings"]}
    found: dict[str, str] = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not (equals and name in settings):
            name, value = _place(settings, text), text
        found[name] = _read(settings[name], value)
    return found


def _place(settings: dict[str, dict[str, Any]], text: str) -> str:
    """A bare word is the file that is to be read, or the first thing asked for."""
    files = [name for name, each in settings.items() if each["kind"] == "file"]
    if not (files or settings):
        raise typer.BadParameter(f"This source asks for nothing; what is “{text}”?")
    return (files or list(settings))[0]


def _read(setting: dict[str, Any], value: str) -> str:
    """Secrets come from the environment (env:NAME) or standard input (-): arguments can be read by others."""
    if setting["kind"] == "file":
        return str(Path(value).expanduser().absolute())
    if setting["kind"] == "lines":
        return "\n".join(part.strip() for part in value.split(","))
    if setting["kind"] == "secret" and value.startswith("env:"):
        return os.environ.get(value.removeprefix("env:"), "")
    return sys.stdin.readline().strip() if setting["kind"] == "secret" and value == "-" else value


def _tried(result: dict[str, Any]) -> str:
    if result["refused"]:
        return f"{result['name']}: {result['refused']}"
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in result["kinds"].items())
    said = f"{result['name']}: {result['found']:,} of yours{f' ({kinds})' if kinds else ''}. Nothing was kept."
    lines = [f"  {each['at'][:10]}  {each['title'][:100]}" for each in result["shown"][:10]]
    return "\n".join([said, *lines, *_defects(result)])


def _defects(result: dict[str, Any]) -> list[str]:
    if not result["defects_count"]:
        return []
    shown = [f"  {each['place']}: {each['message']}" for each in result["defects"][:20]]
    return [f"Could not be taken: {result['defects_count']:,}.", *shown]
