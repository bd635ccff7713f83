from typing import Annotated

import typer

from alongside.cli import log as logging
from alongside.cli import touch as touching
from alongside.cli.output import Json


def log(line: Annotated[list[str], typer.Argument(help="- reads standard input.")], *, as_json: Json = False) -> None:
    """Keep a line in your log: a kind before the colon, @person, #topic, !goal, a date in words, numbers."""
    # Only for the list of commands: __main__ takes the short way to the same function before this is loaded.
    raise typer.Exit(logging.main([*(["--json"] if as_json else []), "--", *line]))


def touch(
    who: Annotated[list[str], typer.Argument(metavar="PERSON... [WORD]...", help="@handle, then what about.")],
    *,
    on: Annotated[str, typer.Option(metavar="DAY", help="The day: 2026-11-20, or in words.")] = "today",
    as_json: Json = False,
) -> None:
    """Note that you talked with somebody: alongside touch @manager "coffee, spoke about billing"."""
    raise typer.Exit(touching.main([*(["--json"] if as_json else []), "--on", on, "--", *who]))
