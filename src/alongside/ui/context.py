from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from alongside.ui.commands import COMMANDS
from alongside.ui.toasts import waiting

_ROOMS = {
    "/log/": ("/log/", "/work/", "/stories/", "/timeline/"),
    "/one-on-ones/": ("/one-on-ones/",),
    "/people/": ("/people/", "/expectations/", "/ask/", "/areas/"),
    "/growth/": ("/growth/", "/steps/"),
}
_SCRIPTS = Path(__file__).parent / "static" / "ui" / "js"


def house(request: HttpRequest) -> dict[str, Any]:
    """What the frame around every page needs."""
    return {
        "member": getattr(request, "member", None),
        "demo": settings.DEMO,
        "here": _here(request),
        "room": _room(_here(request)),
        "toasts": waiting(request),
        "scripts": scripts(),
        "commands": COMMANDS,
    }


def _here(request: HttpRequest) -> str:
    """The page that is read: a part that htmx asks for has an address of its own."""
    htmx = getattr(request, "htmx", None)
    return (htmx.current_url_abs_path if htmx else None) or request.path


def _room(here: str) -> str:
    """Where the room begins to which the page belongs; Today has no page but its own."""
    return next((room for room, starts in _ROOMS.items() if here.startswith(starts)), here)


@cache
def scripts() -> tuple[str, ...]:
    """Every custom element: a new file in ui/js/ is loaded without being listed anywhere."""
    return tuple(sorted(f"ui/js/{path.name}" for path in _SCRIPTS.glob("*.js")))
