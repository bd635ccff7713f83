"""What a command says: one document on standard output with --json, sentences for people otherwise. Notes go to
standard error, so that a pipe gets the answer and nothing else."""

import json
from collections.abc import Callable
from typing import Annotated, Any

import typer

from alongside.cli.saying import note, say

__all__ = ["Json", "answer", "day", "note", "say"]

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]


def answer(document: Any, *, as_json: bool, told: Callable[[], str]) -> None:
    """The document, or what a person reads instead of it."""
    say(json.dumps(document, ensure_ascii=False, indent=2, default=str) if as_json else told())


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
