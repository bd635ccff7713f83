"""Saying something at once: for commands that load neither Typer nor Django."""

import os
import sys


def print_json(document: dict[str, object]) -> None:
    import json

    say(json.dumps(document, ensure_ascii=False, indent=2))


def say(text: str) -> None:
    _write(sys.stdout, text)


def note(text: str) -> None:
    _write(sys.stderr, text)


def _write(stream: object, text: str) -> None:
    """Whatever the terminal's encoding: what was typed may hold bytes that it has no letters for."""
    buffer = getattr(stream, "buffer", None)
    encoding = getattr(stream, "encoding", None) or "utf-8"
    data = (text + "\n").encode(encoding, "replace")
    try:
        if buffer is None:
            stream.write(data.decode(encoding))  # type: ignore[attr-defined]
        else:
            stream.flush()  # type: ignore[attr-defined]
            buffer.write(data)
            buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # nobody reads on; the line is kept
