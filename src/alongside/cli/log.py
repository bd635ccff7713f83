"""`alongside log`: the line is safe on the disk before anything else, and shown as it was understood.

It loads no Django, no Typer and no HTTP, and waits for no server: `bench/capture` holds it to 150 ms."""

import sys
from datetime import datetime
from typing import TYPE_CHECKING

from alongside.cli.at_once import NotUnderstood, Typed, ended, keep, refused, say_when_it_waits
from alongside.cli.saying import print_json, say
from alongside.evidence.capture import LONGEST_LINE, NothingTyped, parse
from alongside.lib.decoding import decoded

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


def main(arguments: list[str]) -> int:
    return ended(_log, arguments, usage=USAGE)


def _log(typed: Typed) -> None:
    if not typed.words:
        raise NotUnderstood("Write what happened.")
    line = _piped() if typed.words == ["-"] else " ".join(typed.words)
    captured, key = _keep(line, as_json=typed.as_json)
    say_when_it_waits(_LATER)
    if typed.as_json:
        print_json({"kept": True, "key": key, **(_told(captured) if captured else {"text": line})})
    else:
        _print_line(captured, line)


def _piped() -> str:
    # One more than fits: enough to say that it is too long, whatever is piped in here.
    raw = sys.stdin.buffer.read(4 * LONGEST_LINE + 4)
    return decoded(raw)[0].strip("\ufeff").rstrip("\r\n")


def _keep(line: str, *, as_json: bool) -> tuple["Captured | None", str]:
    today = datetime.now().astimezone().date()
    if len(line) > LONGEST_LINE:
        sentence = f"A line holds up to {LONGEST_LINE:,} characters, this one has more. It is not kept: log its gist."
        refused("Too long", 422, sentence, as_json=as_json)
    try:
        captured = parse(line, today=today)
    except NothingTyped as nothing:
        refused("Nothing is typed", 422, str(nothing), as_json=as_json)
    except Exception:  # a line that trips the grammar is kept all the same; the server reads it again
        captured = None
    return captured, keep(line, today=today.isoformat(), as_json=as_json)


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
