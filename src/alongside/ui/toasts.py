"""A word after an action, with the way back: undo instead of "are you sure"."""

from collections.abc import Callable, Mapping
from typing import TypedDict

from django.http import HttpRequest

_KEY = "toasts"


class Toast(TypedDict):
    text: str
    undo: str
    fields: dict[str, str]


def toast(request: HttpRequest, text: str, *, undo: str = "", fields: Mapping[str, object] | None = None) -> None:
    """Say it on the next page or part. `undo` is where a POST of `fields` takes it back."""
    kept = {name: str(value) for name, value in (fields or {}).items()}
    request.session[_KEY] = [*request.session.get(_KEY, []), Toast(text=text, undo=undo, fields=kept)]


def waiting(request: HttpRequest) -> Callable[[], list[Toast]]:
    """For templates: gives what waits to be said, once, and only when a template asks."""

    def take() -> list[Toast]:
        session = getattr(request, "session", None)
        return session.pop(_KEY, []) if session is not None else []

    return take
