"""Who changed what is read behind a run, in the background. Without a server that ends with the command: it stays."""

from collections.abc import Callable

from alongside.cli.following import Progress
from alongside.cli.output import note
from alongside.client.client import Client

_AT_ONCE, _BETWEEN = 0.3, 0.5  # seconds


def read_on(door: Client) -> None:
    """Until nothing is left, with its progress; Ctrl-C ends it, and what was read is kept."""
    if door.is_inside:
        from alongside.lib.background import rests

        try:
            if not rests(_AT_ONCE):
                _until_done(door, rests)
        except KeyboardInterrupt:
            note("\nStopped. What was read is kept; the next `alongside collect` goes on from there.")


def _until_done(door: Client, rests: Callable[[float], bool]) -> None:
    told = Progress()
    while not rests(_BETWEEN):
        known = door.all("repositories")
        read, commits = (sum(each[name] for each in known) for name in ("paths_read", "commits"))
        stage = "reading who changed what" if read < commits else "learning who knows what"
        told.tell(
            {
                "name": "Whom to ask",
                "stage": stage,
                "read": read if read < commits else 0,
                "total": commits if read < commits else 0,
            }
        )
    told.end()
