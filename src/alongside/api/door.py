"""The JSON door: who is asking, and which rooms answer."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, re_path
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.security import HttpBearer

import alongside
from alongside.accounts.actions import member_for_token
from alongside.accounts.models import Member
from alongside.api.account import router as account
from alongside.api.problems import not_allowed, not_found, translate
from alongside.desk.api import router as desk
from alongside.evidence.api import router as evidence
from alongside.growth.api import router as growth
from alongside.knowledge.api import router as knowledge
from alongside.one_on_ones.api import router as one_on_ones
from alongside.people.api import router as people
from alongside.sources.api import router as sources

type View = Callable[..., HttpResponse]


class Bearer(HttpBearer):
    """A token, and only a token: no cookie opens this door, so no other page in the browser can."""

    def authenticate(self, request: HttpRequest, token: str) -> Member | None:  # noqa: ARG002
        member = member_for_token(token)
        if member is not None:
            timezone.activate(member.zone)
        return member


door = NinjaAPI(
    title="Alongside",
    version=alongside.__version__,
    description="Everything that the pages can do. Errors are problem details (RFC 9457).",
    auth=Bearer(),
    docs_url=None,
    urls_namespace="api",
)
translate(door)
for _router in (account, people, evidence, sources, knowledge, growth, one_on_ones, desk):
    door.add_router("", _router)


def paths() -> tuple[list[URLPattern | URLResolver], str, str]:
    """The door's URLs for `project/urls.py`. Its views check the token themselves, so no session is asked for."""
    patterns, app, space = door.urls
    for pattern in patterns:
        if isinstance(pattern, URLPattern) and pattern.callback is not None:
            pattern.callback = _entered(pattern.callback)
    return [*patterns, re_path(".*", _entered(_nothing), name="nothing")], app, space


def _entered(view: View) -> View:
    @login_not_required
    @csrf_exempt
    @wraps(view)
    def entered(request: HttpRequest, **given: Any) -> HttpResponse:
        # The thread serves somebody else next: the zone that the token brought goes with this request.
        with timezone.override(None):
            answer = view(request, **given)
        return not_allowed(request, answer.headers["Allow"]) if answer.status_code == 405 else answer

    return entered


def _nothing(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    return not_found()
