from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from alongside.accounts.middleware import MemberRequest
from alongside.lib.keys import key_in
from alongside.people import actions
from alongside.people.models import Person
from alongside.people.views.found import the_person
from alongside.ui.toasts import toast


@require_POST
def say_they_are_two(request: MemberRequest) -> HttpResponse:
    one, other = _both(request)
    try:
        actions.say_they_are_two(request.member, one=one, other=other)
    except ValidationError as problem:
        toast(request, " ".join(problem.messages))
    else:
        undo, keys = reverse("people:propose_as_one_again"), {"one": one.pk, "other": other.pk}
        toast(request, f"{one.name} and {other.name} will not be proposed as one again.", undo=undo, fields=keys)
    return redirect("people:strangers")


@require_POST
def propose_as_one_again(request: MemberRequest) -> HttpResponse:
    one, other = _both(request)
    actions.propose_as_one_again(request.member, one=one, other=other)
    return redirect("people:strangers")


def _both(request: MemberRequest) -> tuple[Person, Person]:
    return _one(request, "one"), _one(request, "other")


def _one(request: MemberRequest, field: str) -> Person:
    key = key_in(request.POST.get(field, ""))
    if not key:
        raise Http404
    return the_person(request, key)
