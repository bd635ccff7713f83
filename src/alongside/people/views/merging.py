from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from alongside.accounts.middleware import MemberRequest
from alongside.people import actions, queries
from alongside.people.models import Merge
from alongside.people.views.found import chosen, the_person
from alongside.ui.http import back, page
from alongside.ui.toasts import toast

_AT_ONCE = 20


@require_POST
def merge_persons(request: MemberRequest, pk: int) -> HttpResponse:
    found = the_person(request, pk)
    name = found.name
    try:
        into = chosen(request, "into")
        merge = actions.merge_persons(request.member, person=found, into=into)
    except ValidationError as problem:
        toast(request, " ".join(problem.messages))
        return redirect("people:person", pk)
    undo = reverse("people:part_persons", args=[merge.pk])
    toast(request, f"{name} and {into.name} are one person now.", undo=undo)
    return redirect("people:person", into.pk)


@require_POST
def part_persons(request: MemberRequest, pk: int) -> HttpResponse:
    merge = get_object_or_404(Merge.objects.visible_to(request.member).select_related("into"), pk=pk)
    try:
        parted = actions.part_persons(request.member, merge=merge)
    except ValidationError as problem:
        toast(request, " ".join(problem.messages))
        return redirect("people:gone")
    gone = f" Deleted or changed since, and not brought back: {', '.join(parted.gone)}." if parted.gone else ""
    toast(request, f"{parted.person.name} and {merge.into.name} are two again.{gone}")
    return redirect("people:person", parted.person.pk)


@require_POST
def remove_person(request: MemberRequest, pk: int) -> HttpResponse:
    found = the_person(request, pk)
    actions.remove_person(request.member, person=found)
    undo = reverse("people:bring_back_person", args=[pk])
    toast(request, f"{found.name} is removed. What names them keeps their name.", undo=undo)
    return back(request, "people:people")


@require_POST
def bring_back_person(request: MemberRequest, pk: int) -> HttpResponse:
    found = the_person(request, pk)
    actions.bring_back_person(request.member, person=found)
    toast(request, f"{found.name} is back.")
    return back(request, "people:person", pk)


@require_GET
def gone(request: MemberRequest) -> HttpResponse:
    """Merged and removed, each with the way back."""
    merges = Paginator(queries.merges_of(request.member), _AT_ONCE).get_page(request.GET.get("merged"))
    removed = Paginator(queries.removed_persons(request.member), _AT_ONCE).get_page(request.GET.get("removed"))
    context = {"merges": merges, "removed": removed}
    return page(request, "people/gone.html", context)
