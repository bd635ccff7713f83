"""From arguments to an exit code: 0 done, 1 refused with a reason, 2 not understood."""

import errno
import os
from contextlib import suppress
from typing import Any

import typer

from alongside.cli.saying import note, print_json
from alongside.client import outbox
from alongside.client.refused import Refused
from alongside.project.home import NoHome, home

_CTRL_C = 130


def main(arguments: list[str]) -> int:
    from alongside.cli.app import app

    as_json = "--json" in arguments
    try:
        return _code(app(args=arguments, prog_name="alongside", standalone_mode=False))
    except typer.TyperException as problem:
        return _not_understood(problem, as_json=as_json)
    except Refused as refused:
        return _refuse(refused, as_json=as_json)
    except (KeyboardInterrupt, typer.Abort):
        return _stopped()
    except OSError as error:
        return _refuse(_not_possible(error), as_json=as_json)
    finally:
        _tell_what_was_refused()


def _code(code: object) -> int:
    """Typer says 130 after Ctrl-C, and what the command returned when it ended by itself."""
    if code == _CTRL_C:
        return _stopped()
    return code if isinstance(code, int) and code in (0, 1, 2) else 0


def _stopped() -> int:
    note("Stopped.")
    return 1


def _not_understood(problem: typer.TyperException, *, as_json: bool) -> int:
    sentence = str(getattr(problem, "format_message", lambda: problem)()).replace("Value error, ", "")
    if sentence:  # without one it was the help that was printed
        context = getattr(problem, "ctx", None)
        note(f"{sentence}\n\n{context.get_usage()}" if context else sentence)
        if as_json:
            _say_at_last({"type": "about:blank", "title": "Not understood", "status": 400, "detail": sentence})
    return 2


def _refuse(refused: Refused, *, as_json: bool) -> int:
    note(str(refused))
    if as_json:
        _say_at_last(refused.problem)
    return 1


def _say_at_last(problem: dict[str, Any]) -> None:
    with suppress(OSError):
        print_json(problem)


def _not_possible(error: OSError) -> Refused:
    reason = error.strerror or str(error)
    advice = " Make room, then run it again." if error.errno == errno.ENOSPC else " Run `alongside doctor`."
    where = f" ({error.filename})" if error.filename else ""
    detail = f"{reason}{where}.{'' if isinstance(error, NoHome) else advice}"
    return Refused({"title": "Not possible", "status": 507, "detail": detail})


def _tell_what_was_refused() -> None:
    """Lines from the terminal that the log did not take are said once, whatever command runs next."""
    try:
        folders = outbox.folders_of(home(), os.environ.get("ALONGSIDE_URL"))
        for refusal in (refusal for folder in folders for refusal in outbox.refused_in(folder)):
            note(f"A line was not taken into your log: {refusal.reason}\n  {refusal.line[:200]}\n  See {refusal.path}")
            outbox.forget_telling(refusal)
    except OSError:
        pass
