"""Sentences and documents for whoever listens. Loads nothing that is slow: `log` and `touch` say theirs so, too."""

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import TextIO

_CONTROLS = {code: f"\\u{code:04x}" for code in (*range(9), *range(11, 32), *range(127, 160))}
"""Titles of others may hold what moves a terminal's cursor or gives it orders; JSON reads the same so written."""


def print_json(document: Mapping[str, object]) -> None:
    import json

    say(json.dumps(document, ensure_ascii=False, indent=2))


def say(text: str) -> None:
    _write(sys.stdout, text)


def note(text: str) -> None:
    """To whoever listens; nobody has to."""
    with suppress(OSError):
        _write(sys.stderr, text)


def _write(stream: TextIO | None, text: str) -> None:
    """Whatever the terminal's encoding: what was typed may hold bytes that it has no letters for."""
    if stream is None:  # closed from the beginning
        return
    try:
        stream.flush()
        stream.buffer.write((text.translate(_CONTROLS) + "\n").encode(stream.encoding or "utf-8", "replace"))
        stream.buffer.flush()
    except OSError as error:
        # What is left in the buffer would fail again at the end of the process.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if not isinstance(error, BrokenPipeError):  # nobody reads on: that is no failure
            raise
