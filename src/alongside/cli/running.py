"""From arguments to an exit code: 0 done, 1 refused with a reason, 2 not understood."""

import errno
import json
import os

from alongside.cli.output import note, say
from alongside.client import outbox
from alongside.client.refused import Refused
from alongside.project.home import home


def main(arguments: list[str]) -> int:
    from alongside.cli.app import app

    try:
        app(args=arguments, prog_name="alongside")
    except SystemExit as stop:
        return _code(stop.code)
    except Refused as refused:
        return _refuse(refused, as_json="--json" in arguments)
    except KeyboardInterrupt:
        note("Stopped.")
        return 1
    except OSError as error:
        return _refuse(_not_possible(error), as_json="--json" in arguments)
    finally:
        _tell_what_was_refused()
    return 0


def _code(code: object) -> int:
    """Typer says 1 or 130 after Ctrl-C and 2 for what it did not understand."""
    return code if code in (0, 1, 2) and isinstance(code, int) else 0 if code is None else 1


def _refuse(refused: Refused, *, as_json: bool) -> int:
    note(str(refused))
    if as_json:
        say(json.dumps(refused.problem, ensure_ascii=False, indent=2))
    return 1


def _not_possible(error: OSError) -> Refused:
    reason = error.strerror or str(error)
    advice = "Make room, then run it again." if error.errno == errno.ENOSPC else "Run `alongside doctor`."
    where = f" ({error.filename})" if error.filename else ""
    return Refused({"title": "Not possible", "status": 507, "detail": f"{reason}{where}. {advice}"})


def _tell_what_was_refused() -> None:
    """Lines from the terminal that the log did not take are said once, whatever command runs next."""
    try:
        folder = outbox.folder_of(home(), os.environ.get("ALONGSIDE_URL"))
        for refusal in outbox.refused_in(folder):
            note(f"A line was not taken into your log: {refusal.reason}\n  {refusal.line[:200]}\n  See {refusal.path}")
            outbox.forget_telling(refusal)
    except OSError:
        pass
