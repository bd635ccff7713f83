from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from alongside.accounts.middleware import MemberRequest
from alongside.people import actions
from alongside.people.forms import IdentityForm
from alongside.people.models import Identity
from alongside.people.views.found import chosen, the_person
from alongside.ui.forms import show
from alongside.ui.http import back, page
from alongside.ui.toasts import toast


@require_POST
def add_identity(request: MemberRequest, pk: int) -> HttpResponse:
    found = the_person(request, pk)
    form = IdentityForm(request.POST)
    if form.is_valid():
        try:
            actions.add_identity(request.member, person=found, **form.cleaned_data)
        except ValidationError as problem:
            show(form, problem)
        else:
            return back(request, "people:person", pk)
    context = {"form": form, "title": f"How {found.name} is known", "person": found}
    return page(request, "people/identity_form.html", context)


@require_POST
def move_identity(request: MemberRequest, pk: int) -> HttpResponse:
    found = _identity(request, pk)
    before = found.person_id
    try:
        to = chosen(request, "to")
        actions.move_identity(request.member, identity=found, person=to)
    except ValidationError as problem:
        toast(request, " ".join(problem.messages))
        return back(request, "people:person", before)
    undo = reverse("people:move_identity", args=[pk])
    toast(request, f"“{found.value}” stands for {to.name} now.", undo=undo, fields={"to": before})
    return back(request, "people:person", before)


@require_POST
def remove_identity(request: MemberRequest, pk: int) -> HttpResponse:
    found = _identity(request, pk)
    whose = found.person_id
    actions.remove_identity(request.member, identity=found)
    undo = reverse("people:add_identity", args=[whose])
    toast(request, f"Removed “{found.value}”.", undo=undo, fields={"kind": found.kind, "value": found.value})
    return back(request, "people:person", whose)


def _identity(request: MemberRequest, pk: int) -> Identity:
    """Of a person. One's own come and go under Sources, where what they did is counted again."""
    return get_object_or_404(Identity.objects.visible_to(request.member).exclude(person=None), pk=pk)
