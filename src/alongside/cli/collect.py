import sys
import time
from pathlib import Path
from typing import Annotated, Any

import typer

from alongside.cli.output import Json, answer, note
from alongside.client.choosing import client
from alongside.client.client import Client
from alongside.client.refused import Refused, refuse

collect = typer.Typer(help="Read what you did from its sources.", no_args_is_help=True)
_PATHS = Annotated[list[str], typer.Argument(metavar="PATH...", help="Folders of git repositories.")]
_BETWEEN = 0.2  # seconds


@collect.callback()
def _collect() -> None:
    pass


@collect.command()
def git(paths: _PATHS, *, as_json: Json = False) -> None:
    """Read the whole history of repositories, or what is new since the last time. Nothing in them is changed."""
    with client() as door:
        results, problems = _each(door, paths)
    document = results[0] if len(paths) == 1 and results else results
    if problems:
        sentence = " ".join(str(problem) for problem in problems)
        raise Refused({**problems[0].problem, "detail": sentence, **({"done": results} if results else {})})
    answer(document, as_json=as_json, told=lambda: "\n".join(map(_told, results)))


def _each(door: Client, paths: list[str]) -> tuple[list[dict[str, Any]], list[Refused]]:
    results, problems = [], []
    for path in paths:
        try:
            results.append(_one(door, path))
        except Refused as refused:
            problems.append(refused)
    return results, problems


def _one(door: Client, path: str) -> dict[str, Any]:
    run = door.post("collections", {"source": "git", "path": str(Path(path).expanduser().absolute())})
    try:
        run = _followed(door, run)
    except KeyboardInterrupt:
        run = _cancelled(door, run)
    if run["state"] != "done":
        raise refuse(f"The collection {run['state']}", f"{run['repository']}: {run['message']}", status=409)
    if run["message"]:
        note(f"{run['repository']}: {run['message']}")
    return {name: run[name] for name in ("repository", "commits", "new", "mine")}


def _followed(door: Client, run: dict[str, Any]) -> dict[str, Any]:
    """The run when it has ended, with its counts told on the way."""
    told = _Progress()
    while run["state"] in ("waiting", "running"):
        told.tell(run)
        time.sleep(_BETWEEN)
        run = door.get(f"collections/{run['id']}")
    told.end()
    return run


def _cancelled(door: Client, run: dict[str, Any]) -> dict[str, Any]:
    note("\nStopping after what is being read …")
    door.post(f"collections/{run['id']}/cancel")
    while run["state"] in ("waiting", "running"):
        time.sleep(_BETWEEN)
        run = door.get(f"collections/{run['id']}")
    return run


class _Progress:
    """One line that is written over in a terminal; in a file, one line when the stage changes."""

    def __init__(self) -> None:
        self.stage = ""
        self.live = sys.stderr.isatty()
        self.shown = False

    def tell(self, run: dict[str, Any]) -> None:
        text = f"{run['repository']}: {run['stage'] or run['state']} {_counts(run)}".rstrip()
        if self.live:
            sys.stderr.write(f"\r\x1b[2K{text}")
            sys.stderr.flush()
            self.shown = True
        elif run["stage"] != self.stage:
            note(text)
        self.stage = run["stage"]

    def end(self) -> None:
        if self.shown:
            sys.stderr.write("\r\x1b[2K")
            sys.stderr.flush()


def _counts(run: dict[str, Any]) -> str:
    if run["total"]:
        return f"{run['read']:,} of {run['total']:,}"
    return f"{run['read']:,}" if run["read"] else ""


def _told(result: dict[str, Any]) -> str:
    return "{repository}: {commits:,} commits, {new:,} of them new; {mine:,} are yours.".format(**result)
