from typing import Annotated

import typer

from alongside.cli.log import main
from alongside.cli.output import Json


def log(line: Annotated[list[str], typer.Argument(help="- reads standard input.")], *, as_json: Json = False) -> None:
    """Keep a line in your log: a kind before the colon, @person, #topic, !goal, a date in words, numbers."""
    # Only for the list of commands: __main__ takes the short way to the same function before this is loaded.
    raise typer.Exit(main([*(["--json"] if as_json else []), "--", *line]))
