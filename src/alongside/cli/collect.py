from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from alongside.cli import connected
from alongside.cli.following import Stopped, followed
from alongside.cli.output import Json, answer
from alongside.cli.reading_on import read_on
from alongside.cli.several import each, refuse_together, stopped
from alongside.client.choosing import client
from alongside.client.client import Client
from alongside.client.refused import Refused

_SOURCE = Annotated[
    str | None,
    typer.Argument(metavar="[SOURCE]", help="git, or another of `alongside sources`; without one, all of them."),
]
_ANSWERS = Annotated[
    list[str] | None,
    typer.Argument(metavar="[PATH|NAME=VALUE]...", help="Folders for git; a file, or answers to what the source asks."),
]
_DRY = Annotated[bool, typer.Option("--dry-run", help="Say what it would bring, and keep nothing.")]


def collect(source: _SOURCE = None, answers: _ANSWERS = None, *, dry_run: _DRY = False, as_json: Json = False) -> None:
    """Read what you did from a source: all of it the first time, then what is new.

    alongside collect git ~/code/shop · alongside collect jira-csv export.csv ·
    alongside collect github repositories=example/shop token=env:GH_TOKEN
    """
    with client() as door:
        try:
            _collect(door, source, answers or [], dry_run=dry_run, as_json=as_json)
        except Refused as refused:
            if "done" in refused.problem and not isinstance(refused, Stopped):
                read_on(door)
            raise
        read_on(door)


def _collect(door: Client, source: str | None, answers: list[str], *, dry_run: bool, as_json: bool) -> None:
    if source is None and not dry_run:
        _everything(door, as_json=as_json)
    elif source is None:
        raise typer.BadParameter("Say which source is to be tried: `alongside sources` lists them.")
    elif source != "git":
        connected.collect(door, source, answers, dry_run=dry_run, as_json=as_json)
    elif dry_run:
        raise typer.BadParameter("A repository has no dry run: nothing in it is changed, and it can be forgotten.")
    else:
        _git(door, answers, as_json=as_json)


def _everything(door: Client, *, as_json: bool) -> None:
    """All that was connected before. What fails does not keep the rest from being read."""
    git, problems = each(partial(_one, door), [known["path"] for known in door.all("repositories")])
    others, more = each(partial(connected.read, door), [] if stopped(problems) else door.all("connections"))
    lines = [*map(_told, git), *map(connected.told, others)] or ["Nothing is connected yet: `alongside sources`."]
    told = "\n".join(lines)
    refuse_together(problems + more, done=git + others, told="" if as_json else told)
    answer(git + others, as_json=as_json, told=lambda: told)


def _git(door: Client, paths: list[str], *, as_json: bool) -> None:
    if not paths:
        raise typer.BadParameter("Name the folder of a repository: alongside collect git ~/code/shop")
    results, problems = each(partial(_one, door), paths)
    told = "\n".join(map(_told, results))
    refuse_together(problems, done=results, told="" if as_json else told)
    document = results[0] if len(paths) == 1 else results
    answer(document, as_json=as_json, told=lambda: told)


def _one(door: Client, path: str) -> dict[str, Any]:
    run = door.post("collections", {"source": "git", "path": str(Path(path).expanduser().absolute())})
    run = followed(door, run)
    return {name: run[name] for name in ("repository", "commits", "new", "mine")}


def _told(result: dict[str, Any]) -> str:
    return "{repository}: {commits:,} commits, {new:,} of them new; {mine:,} are yours.".format(**result)
