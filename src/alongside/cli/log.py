"""`alongside log`: the line is safe on the disk before anything else, and shown as it was understood.

It loads no Django, no Typer and no HTTP, and waits for no server: `bench/capture` holds it to 150 ms."""

import os
import sys
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from alongside.cli.saying import note, print_json, say
from alongside.client import outbox, token
from alongside.evidence.capture import LONGEST_LINE, NothingTyped, parse
from alongside.project.home import home

if TYPE_CHECKING:
    from alongside.evidence.capture import Captured

USAGE = """\
Usage: alongside log [--json] LINE...

Keep a line in your log. Several words join to one line; - reads it from standard input.

  alongside log "win: cut checkout p95 from 900 ms to 300 ms #checkout @mina !latency yesterday"

A kind before the colon (win, challenge, blocker, learning, feedback, thanks; none means note), @person, #topic, !goal,
a date in words, numbers with units. What is not understood stays text. -- ends the options.
"""
_LATER = "Nothing is set up here yet: it is kept and joins your log as soon as `alongside init` has run."


class _Asked(NamedTuple):
    line: str
    as_json: bool


class _Stop(Exception):
    """Said already: end with this code."""

    def __init__(self, code: int) -> None:
        self.code = code


def main(arguments: list[str]) -> int:
    try:
        asked = _asked(arguments)
        captured, key = _keep(asked)
        _show(asked, captured, key)
    except _Stop as stop:
        return stop.code
    return 0


def _asked(arguments: list[str]) -> _Asked:
    words: list[str] = []
    as_json = False
    rest = iter(arguments)
    for word in rest:
        if word == "--":
            words += rest
        elif word == "--json":
            as_json = True
        elif word in ("--help", "-h"):
            sys.stdout.write(USAGE)
            raise _Stop(0)
        elif word[:2] == "--" and word[2:3].isalpha():
            _misused(f"There is no option {word}. If it belongs to the line, write -- before the line.")
        else:
            words.append(word)
    if not words:
        _misused("Write what happened.")
    return _Asked(_typed() if words == ["-"] else " ".join(words), as_json)


def _typed() -> str:
    # One more than fits: enough to say that it is too long, whatever is piped in here.
    raw = sys.stdin.buffer.read(4 * LONGEST_LINE + 4)
    return raw.decode("utf-8", "replace").strip("\ufeff").rstrip("\r\n")


def _keep(asked: _Asked) -> tuple["Captured | None", str]:
    today = datetime.now().astimezone().date()
    if len(asked.line) > LONGEST_LINE:
        sentence = f"A line holds up to {LONGEST_LINE:,} characters, this one has more. It is not kept: log its gist."
        _refused(asked, "Too long", 422, sentence)
    try:
        captured = parse(asked.line, today=today)
    except NothingTyped as nothing:
        _refused(asked, "Nothing is typed", 422, str(nothing))
    except Exception:  # a line that trips the grammar is kept all the same; the server reads it again
        captured = None
    try:
        folder = outbox.folder_of(home(), os.environ.get("ALONGSIDE_URL"))
        return captured, outbox.put(folder, asked.line, today=today.isoformat())
    except outbox.NotKept as error:
        _refused(asked, "Not kept", 507, str(error))
    except OSError as error:
        sentence = f"The line was not kept: {error.strerror or error} ({error.filename}). Mend that, then run it again."
        _refused(asked, "Not kept", 507, sentence)


def _show(asked: _Asked, captured: "Captured | None", key: str) -> None:
    if not os.environ.get("ALONGSIDE_URL") and token.read(home()) is None:
        note(_LATER)
    if asked.as_json:
        print_json({"kept": True, "key": key, **(_told(captured) if captured else {"text": asked.line})})
    else:
        _print_line(captured, asked.line)


def _told(captured: "Captured") -> dict[str, object]:
    return {
        "kind": captured.kind,
        "text": captured.text,
        "details": captured.details,
        "on": (captured.date or datetime.now().astimezone().date()).isoformat(),
        "topics": list(captured.topics),
        "people": list(captured.people),
        "goals": list(captured.goals),
        "metrics": _metrics(captured),
    }


def _metrics(captured: "Captured") -> list[object]:
    if not captured.metrics:
        return []
    from alongside.evidence.metrics import as_json, describe

    return [{**as_json(metric), "told": describe(metric)} for metric in captured.metrics]


def _print_line(captured: "Captured | None", line: str) -> None:
    say(f"Kept: {captured.text if captured else line}")
    if captured:
        signs = {"person": "@", "topic": "#", "goal": "!"}
        chips = [f"{signs.get(chip.kind, '')}{chip.value}" for chip in captured.chips if chip.kind != "kind"]
        say("  " + " · ".join([captured.kind, *chips]))


def _misused(sentence: str) -> NoReturn:
    note(f"{sentence}\n\n{USAGE.splitlines()[0]}")
    raise _Stop(2)


def _refused(asked: _Asked, title: str, status: int, sentence: str) -> NoReturn:
    note(sentence)
    if asked.as_json:
        print_json({"type": "about:blank", "title": title, "status": status, "detail": sentence, "kept": False})
    raise _Stop(1)
