"""What `log` and `touch` have in common: what was typed is on the disk at once, and the rest is said.

No Django, no Typer and no HTTP here."""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple, NoReturn

from alongside.cli.saying import note, print_json
from alongside.client import outbox, token
from alongside.project.home import home


class Typed(NamedTuple):
    words: list[str]
    options: dict[str, str]
    as_json: bool


class Stop(Exception):
    """Said already: end with this code."""

    def __init__(self, code: int) -> None:
        self.code = code


class NotUnderstood(Exception):
    """The sentence says what to type instead."""


def ended(run: Callable[[Typed], None], arguments: list[str], *, usage: str, options: tuple[str, ...] = ()) -> int:
    """The exit code of a command: 0 done, 1 refused, 2 not understood."""
    as_json = "--json" in (arguments[: arguments.index("--")] if "--" in arguments else arguments)
    try:
        run(_typed(arguments, usage=usage, options=options, as_json=as_json))
    except Stop as stop:
        return stop.code
    except NotUnderstood as problem:
        note(f"{problem}\n\n{usage.splitlines()[0]}")
        if as_json:
            with suppress(OSError):
                print_json(_problem("Not understood", 400, str(problem)))
        return 2
    except OSError as error:
        note(f"It is kept, but could not be said: {error.strerror or error}.")
    return 0


def keep(line: str, *, today: str, as_json: bool, **more: str) -> str:
    """The key of what is on the disk now. `more` is what `outbox.put` takes."""
    try:
        return outbox.put(outbox.folder_of(home(), os.environ.get("ALONGSIDE_URL")), line, today=today, **more)
    except outbox.NotKept as error:
        refused("Not kept", 507, str(error), as_json=as_json)
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        sentence = f"The line was not kept: {error.strerror or error}{where}. Mend that, then run it again."
        refused("Not kept", 507, sentence, as_json=as_json)


def refused(title: str, status: int, sentence: str, *, as_json: bool) -> NoReturn:
    note(sentence)
    if as_json:
        with suppress(OSError):
            print_json(_problem(title, status, sentence))
    raise Stop(1)


def say_when_it_waits(sentence: str) -> None:
    """Before anything is set up here, nothing takes up what was kept."""
    with suppress(OSError, ValueError):
        if not os.environ.get("ALONGSIDE_URL") and token.read(home()) is None:
            note(sentence)


def _typed(arguments: list[str], *, usage: str, options: tuple[str, ...], as_json: bool) -> Typed:
    typed = Typed([], {}, as_json)
    rest = iter(arguments)
    for word in rest:
        name, equals, value = word.partition("=")
        if word == "--":
            typed.words.extend(rest)
        elif name in options:
            typed.options[name] = value if equals else next(rest, "")
        elif word in ("--help", "-h"):
            sys.stdout.write(usage)
            raise Stop(0)
        elif word != "--json" and word[:2] == "--" and word[2:3].isalpha():
            raise NotUnderstood(f"There is no option {word}. If it belongs to what you say, write -- before it.")
        elif word != "--json":
            typed.words.append(word)
    return typed


def _problem(title: str, status: int, sentence: str) -> dict[str, object]:
    return {"type": "about:blank", "title": title, "status": status, "detail": sentence, "kept": False}
