"""`alongside collect SOURCE` for everything but git: the answers are kept, the next time the name is enough."""

import os
import sys
from functools import partial
from pathlib import Path
from typing import Any

import typer

from alongside.cli.following import followed
from alongside.cli.output import answer, note
from alongside.cli.several import each, refuse_together
from alongside.client.client import Client
from alongside.client.refused import Refused, refuse


def collect(door: Client, source: str, answers: list[str], *, dry_run: bool, as_json: bool) -> None:
    about = _about(door, source)
    if dry_run:
        results = _tries(door, about, answers)
    else:
        connections = [_sent(door, about, answers, to="connections")] if answers else _known(door, source)
        results, problems = each(partial(read, door), connections)
        if problems and answers and not connections[0]["collected_at"]:
            note(f"It stays connected; to try it no more: alongside sources --forget {connections[0]['id']}")
        refuse_together(problems, done=results, told="" if as_json else "\n".join(map(told, results)))
    document = results[0] if len(results) == 1 else results
    answer(document, as_json=as_json, told=lambda: "\n".join(map(_tried if dry_run else told, results)))
    if dry_run and any(result["refused"] for result in results):
        raise typer.Exit(1)


def _tries(door: Client, about: dict[str, Any], answers: list[str]) -> list[dict[str, Any]]:
    """With other answers than were kept, or what is connected."""
    if answers:
        return [_sent(door, about, answers, to=f"sources/{about['name']}/try") | {"name": about["title"]}]
    known = _known(door, about["name"])
    return [door.post(f"connections/{one['id']}/try") | {"name": one["name"]} for one in known]


def read(door: Client, connection: dict[str, Any]) -> dict[str, Any]:
    """Raises Refused."""
    run = followed(door, door.post(f"connections/{connection['id']}/collect"))
    return {name: run[name] for name in ("source", "name", "new", "kept", "vanished", "defects", "defects_count")}


def told(result: dict[str, Any]) -> str:
    said = "{kept:,} of yours, {new:,} of them new." if result["kept"] else "nothing new of yours."
    return "\n".join([f"{result['name']}: {said.format(**result)}", *_defects(result)])


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


def _sent(door: Client, about: dict[str, Any], answers: list[str], *, to: str) -> dict[str, Any]:
    try:
        return dict(door.post(to, {"collector": about["name"], "answers": _answers(about, answers)}))
    except Refused as refused:
        raise _with_names(refused, about) from refused


def _with_names(refused: Refused, about: dict[str, Any]) -> Refused:
    """On a page the problem stands beside its question; here the name of the answer has to stand before it."""
    errors = refused.problem.get("errors", [])
    if not errors:
        return refused
    told = " ".join(f"{each['at']}: {each['detail']}" for each in errors)
    return Refused({**refused.problem, "detail": f"{told} `alongside sources {about['name']}` says what is asked."})


def _answers(about: dict[str, Any], given: list[str]) -> dict[str, str]:
    settings = {each["name"]: each for each in about["settings"]}
    found: dict[str, str] = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not (equals and name in settings):
            _need_no_name(settings, name if equals else "", text)
            name, value = _place(settings, text), text
        found[name] = _read(settings[name], value)
    return found


def _need_no_name(settings: dict[str, dict[str, Any]], name: str, text: str) -> None:
    """A mistyped name of an answer is no file."""
    if name.isidentifier() and not Path(text).expanduser().exists():
        raise typer.BadParameter(f"There is no answer called “{name}”. What is asked: {', '.join(settings)}.")


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
        return _from_environment(value.removeprefix("env:"))
    return sys.stdin.readline().strip() if setting["kind"] == "secret" and value == "-" else value


def _from_environment(name: str) -> str:
    if not os.environ.get(name):
        raise typer.BadParameter(f"There is nothing in the environment under {name}: export it first.")
    return os.environ[name]


def _tried(result: dict[str, Any]) -> str:
    if result["refused"]:
        return f"{result['name']}: {result['refused']}"
    kinds = ", ".join(f"{kind}: {count:,}" for kind, count in result["kinds"].items())
    first = "" if result["whole"] else "in the first seconds "
    said = f"{result['name']}: {first}{result['found']:,} of yours{f' ({kinds})' if kinds else ''}. Nothing was kept."
    lines = [line for each in result["shown"][:10] for line in _shown(each)]
    return "\n".join([said, *lines, *_defects(result)])


def _shown(found: dict[str, Any]) -> list[str]:
    doubt = [f"              {found['uncertain']}"] if found["uncertain"] else []
    return [f"  {found['at'][:10]}  {found['title'][:100]}", *doubt]


def _defects(result: dict[str, Any]) -> list[str]:
    if not result["defects_count"]:
        return []
    shown = [f"  {each['place']}: {each['message']}" for each in result["defects"][:20]]
    return [f"Left out: {result['defects_count']:,}.", *shown]
