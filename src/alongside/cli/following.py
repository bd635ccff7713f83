"""A run, looked at until it has ended, with its counts told on the way."""

import sys
import time
from typing import Any

from alongside.cli.output import note
from alongside.client.client import Client
from alongside.client.refused import Refused, refuse

_BETWEEN = 0.2  # seconds


class Stopped(Refused):
    """By Ctrl-C: nothing that would come after it is done."""


def followed(door: Client, run: dict[str, Any]) -> dict[str, Any]:
    """The run when it is done. Raises Refused when it failed or was cancelled, Stopped after Ctrl-C."""
    try:
        run = _until_it_ends(door, run)
    except KeyboardInterrupt:
        run = _cancelled(door, run)
        said = run["message"] or "It was read to its end."
        raise Stopped({"title": "Stopped", "detail": f"{run['name']}: {said}", "status": 409}) from None
    if run["state"] != "done":
        raise refuse(f"The collection {run['state']}", f"{run['name']}: {run['message']}", status=409)
    if run["message"]:
        note(f"{run['name']}: {run['message']}")
    return run


def _until_it_ends(door: Client, run: dict[str, Any]) -> dict[str, Any]:
    told = Progress()
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


class Progress:
    """One line that is written over in a terminal; in a file, one line when the stage changes."""

    def __init__(self) -> None:
        self.stage = ""
        self.live = sys.stderr.isatty()
        self.shown = False

    def tell(self, run: dict[str, Any]) -> None:
        text = f"{run['name']}: {run['stage'] or run['state']} {_counts(run)}".rstrip()
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
