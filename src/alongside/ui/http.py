"""Answers: a whole page, or the part of it that htmx asked for."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


def page(request: HttpRequest, template: str, context: Mapping[str, Any] | None = None) -> HttpResponse:
    """`room/log.html#entries`: the whole page, or the part after # when htmx asks for a part.
    A form with errors in the context answers 422, so that what was typed comes back with them."""
    whole, _, part = template.partition("#")
    htmx = request.htmx  # type: ignore[attr-defined]
    wants_part = part and htmx and not htmx.boosted and not htmx.history_restore_request
    form = (context or {}).get("form")
    status = 422 if form is not None and form.errors else 200
    answer = render(request, template if wants_part else whole, dict(context or {}), status=status)
    if wants_part:
        answer.write(render_to_string("ui/_toasts_more.html", request=request))
    answer.headers["Vary"] = "HX-Request, Cookie"
    answer.headers["Cache-Control"] = "no-store" if wants_part else "private, no-cache"
    return answer


def back(request: HttpRequest, to: str, *args: object) -> HttpResponse:
    """To the page that the form came from, as far as it says so and that is a page of ours; else to this URL name."""
    asked = request.POST.get("next", "")
    safe = asked and url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return redirect(asked if safe else reverse(to, args=args))
