"""How an error reads: problem details (RFC 9457), with a sentence that says what to do."""

import json
import logging
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, ValidationError
from django.db import DatabaseError, DataError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError
from ninja.errors import ValidationError as WrongShape

_log = logging.getLogger(__name__)


def problem(status: int, title: str, detail: str, **more: Any) -> HttpResponse:
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    answer = HttpResponse(json.dumps(body), status=status, content_type="application/problem+json")
    answer._has_been_logged = True  # type: ignore[attr-defined]  # Django would say each a second time
    return answer


def not_found() -> HttpResponse:
    return problem(404, "Not found", "Nothing is here, or nothing that you may see.")


def not_allowed(request: HttpRequest, allow: str) -> HttpResponse:
    answer = problem(405, "Not this way", f"{request.method} is not possible here. Possible: {allow}.")
    answer.headers["Allow"] = allow
    return answer


def translate(door: NinjaAPI) -> None:
    """Every error that rises out of a room becomes a problem, once and here."""
    for kind, answer in {
        AuthenticationError: _no_token,
        WrongShape: _wrong_shape,
        ValidationError: _invalid,
        PermissionDenied: _denied,
        Http404: _missing,
        RequestDataTooBig: _too_big,
        HttpError: _http,
        UnicodeEncodeError: _no_such_text,
        OverflowError: _no_such_number,
        DataError: _no_such_number,
        OperationalError: _not_stored,
        DatabaseError: _not_stored,
        Exception: _broken,
    }.items():
        door.add_exception_handler(kind, answer)


def _no_token(request: HttpRequest, error: Any) -> HttpResponse:  # noqa: ARG001
    detail = "Send `Authorization: Bearer TOKEN` with a token of yours that is not revoked."
    answer = problem(401, "A token is needed", detail)
    answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def _wrong_shape(request: HttpRequest, error: Any) -> HttpResponse:  # noqa: ARG001
    errors = [{"at": ".".join(map(str, each["loc"])), "detail": _said(each)} for each in error.errors]
    detail = "; ".join(f"{each['at']}: {each['detail']}" for each in errors)
    return problem(422, "That does not fit", detail, errors=errors)


def _said(wrong: dict[str, Any]) -> str:
    return "There is no such field here. Is it misspelt?" if wrong["type"] == "extra_forbidden" else str(wrong["msg"])


def _invalid(request: HttpRequest, error: Any) -> HttpResponse:  # noqa: ARG001
    by_field = {"errors": _by_field(error)} if hasattr(error, "error_dict") else {}
    return problem(422, "That does not fit", " ".join(error.messages), **by_field)


def _by_field(error: ValidationError) -> list[dict[str, str]]:
    return [{"at": field, "detail": text} for field, texts in error.message_dict.items() for text in texts]


def _denied(request: HttpRequest, error: Any) -> HttpResponse:  # noqa: ARG001
    return problem(403, "Not yours to change", str(error) or "You may see this, but not change it.")


def _missing(request: HttpRequest, error: Any) -> HttpResponse:  # noqa: ARG001
    return not_found()


def _too_big(request: HttpRequest, error: Any) -> HttpResponse:  # noqa: ARG001
    return problem(413, "Too large", "Send less than 6 MB at once.")


def _http(request: HttpRequest, error: Any) -> HttpResponse:  # noqa: ARG001
    return problem(error.status_code, "Refused", str(error))


def _no_such_number(request: HttpRequest, error: Any) -> HttpResponse:  # noqa: ARG001
    return problem(422, "That does not fit", "A number in it is larger than any that is kept here.")


def _no_such_text(request: HttpRequest, error: Any) -> HttpResponse:  # noqa: ARG001
    return problem(422, "That does not fit", "A text in it holds half a character. Send it as whole ones, in UTF-8.")


def _not_stored(request: HttpRequest, error: Any) -> HttpResponse:
    _log.info("%s %s was not stored: %s", request.method, request.path, error)
    if "full" in str(error):
        return problem(
            507, "The disk is full", "The disk is full: nothing of this was saved. Make room, then send it again."
        )
    if "locked" in str(error):
        detail = "Another process has been writing for too long. Nothing of this was saved; send it again in a moment."
        return problem(503, "The database is busy", detail)
    detail = f"The database answered: {error}. Nothing of this was saved. Run `alongside doctor`."
    return problem(503, "It could not be stored", detail)


def _broken(request: HttpRequest, error: Any) -> HttpResponse:
    _log.exception("%s %s failed", request.method, request.path, exc_info=error)
    detail = "What was saved before is kept. The server's log has the details."
    return problem(500, "Something broke on our side", detail)
