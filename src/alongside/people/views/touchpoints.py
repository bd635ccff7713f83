from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.dateparse import parse_date, parse_datetime
from django.views.decorators.http import require_GET, require_POST

from alongside.accounts.middleware import MemberRequest
from alongside.people import actions, queries
from alongside.people.actions.touching import at_some_time
from alongside.people.models import Touchpoint, TouchpointKind
from alongside.people.queries.person_page import touch_line
from alongside.people.views.found import the_person
from alongside.ui.http import back, page
from alongside.ui.toasts import toast

_AT_ONCE = 50


@require_GET
def touchpoints(request: MemberRequest, pk: int) -> HttpResponse:
    """All contacts with one person, with where each is from."""
    person = the_person(request, pk)
    rows = Paginator(queries.touchpoints_of(request.member, person), _AT_ONCE).get_page(request.GET.get("page"))
    context = {"person": person, "rows": rows, "lines": [(touch.pk, touch_line(touch)) for touch in rows]}
    return page(request, "people/touchpoints.html", context)


@require_POST
def touch(request: MemberRequest, pk: int) -> HttpResponse:
    person = the_person(request, pk)
    given = request.POST
    try:
        touched = actions.touch(
            request.member,
            person=person,
            kind=given.get("kind") or TouchpointKind.TALK,
            text=given.get("text", ""),
            at=_moment(request),
        )
    except ValidationError as problem:
        toast(request, " ".join(problem.messages))
    else:
        undo = reverse("people:untouch", args=[touched.pk])
        toast(request, f"Noted: you talked with {person.name}.", undo=undo)
    return back(request, "people:person", pk)


@require_POST
def untouch(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Touchpoint.objects.visible_to(request.member).select_related("person"), pk=pk)
    person, kept = found.person, {"kind": found.kind, "text": found.text, "at": found.at.isoformat()}
    try:
        actions.untouch(request.member, touchpoint=found)
    except ValidationError as problem:
        toast(request, " ".join(problem.messages))
    else:
        undo = reverse("people:touch", args=[person.pk])
        toast(request, f"Taken back: a {found.get_kind_display()} with {person.name}.", undo=undo, fields=kept)
    return back(request, "people:person", person.pk)


def _moment(request: MemberRequest) -> datetime | None:
    """`at` is a moment, as an undo sends it; `on` a day, as a form does. Neither is now."""
    at, on = request.POST.get("at", ""), request.POST.get("on", "")
    try:
        moment, day = parse_datetime(at), parse_date(on)
    except ValueError:
        moment = day = None
    if (at and not moment) or (on and not day):
        raise ValidationError("Write the day like 2026-11-20.")
    if moment and moment.tzinfo is None:
        return moment.replace(tzinfo=request.member.zone)
    return moment or at_some_time(request.member, day)
