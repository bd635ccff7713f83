"""A line that was typed in a terminal is on the page that is asked for next."""

import logging
import time
from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse

from alongside.accounts.actions import member_for_token
from alongside.accounts.models import Member
from alongside.client import outbox, token
from alongside.evidence import actions as evidence
from alongside.people import actions as people

_log = logging.getLogger(__name__)
_PAUSE = 15  # seconds


def outbox_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    folder = outbox.folder_of(settings.HOME, None)
    not_before = 0.0

    def middleware(request: HttpRequest) -> HttpResponse:
        nonlocal not_before
        if outbox.waiting_in(folder) and time.monotonic() >= not_before:
            deliver()
            # What could not be delivered now is not tried with every request: each try may wait for a lock.
            not_before = time.monotonic() + (_PAUSE if outbox.waiting_in(folder) else 0)
        return get_response(request)

    return middleware


def deliver() -> int:
    """Put what waits into the log of the member whose data folder this is. What goes wrong here stops no page."""
    try:
        member = member_for_token(token.read(settings.HOME) or "")
        if member is None:
            return 0
        return outbox.deliver(outbox.folder_of(settings.HOME, None), lambda waiting: _log_it(member, waiting))
    except OperationalError as busy:
        _log.warning("The outbox was not delivered (%s); its lines wait for the next time", busy)
    except Exception:
        _log.exception("The outbox was not delivered; its lines wait for the next time")
    return 0


def _log_it(member: Member, waiting: outbox.Waiting) -> None:
    try:
        _keep(member, waiting)
    except (ValidationError, ValueError) as problem:
        raise outbox.Rejected(" ".join(getattr(problem, "messages", [str(problem)]))) from problem
    except OperationalError:
        raise
    except Exception as problem:
        _log.exception("A line of the outbox could not be logged; it waits for the next time")
        raise outbox.NotNow from problem


def _keep(member: Member, waiting: outbox.Waiting) -> None:
    if waiting.get("verb") == "touch":
        on = date.fromisoformat(waiting["on"])
        people.touch_named(member, to=waiting["to"], text=waiting["text"], on=on, key=waiting["key"])
    else:
        today = date.fromisoformat(waiting["today"])
        evidence.log(member, line=waiting["line"], key=waiting["key"], today=today)
