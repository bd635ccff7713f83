"""What a command says: one document on standard output with --json, sentences for people otherwise. Notes go to
standard error, so that a pipe gets the answer and nothing else."""

import json
import os
import sys
from collections.abc import Callable
from typing import Annotated, Any

import typer

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]


def answer(document: Any, *, as_json: bool, told: Callable[[], str]) -> None:
    """The document, or what a person reads instead of it."""
    say(json.dumps(document, ensure_ascii=False, indent=2, default=str) if as_json else told())


def say(text: str) -> None:
    _write(sys.stdout, text)


def note(text: str) -> None:
    _write(sys.stderr, text)


def day(text: str | None) -> str | None:
    """A date as somebody typed it (2026-11-20, yesterday, last monday), in ISO form."""
    if text is None:
        return None
    from datetime import datetime

    from alongside.lib.spoken_dates import find

    found = find(text.strip(), today=datetime.now().astimezone().date())
    if found is None or (found.start, found.end) != (0, len(text.strip())):
        raise typer.BadParameter(f"“{text}” is no date. Write it like 2026-11-20, or yesterday.")
    return found.day.isoformat()


def _write(stream: Any, text: str) -> None:
    encoding = stream.encoding or "utf-8"
    try:
        stream.write((text + "\n").encode(encoding, "replace").decode(encoding))
        stream.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # nobody reads on
