from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from alongside.accounts.middleware import MemberRequest
from alongside.people import actions, queries
from alongside.people.forms import EditPersonForm, IdentityForm, PersonForm
from alongside.people.models import Identity
from alongside.people.views.found import number, show, the_person
from alongside.ui.http import back, page
from alongside.ui.toasts import toast


@require_GET
def people(request: MemberRequest) -> HttpResponse:
    known = Prefetch("identities", Identity.objects.visible_to(request.member).order_by("kind", "value"))
    persons = queries.persons_of(request.member).prefetch_related(known)
    return page(request, "people/people.html", {"persons": persons})


def add_person(request: MemberRequest) -> HttpResponse:
    form = PersonForm(request.POST or None)
    if form.is_valid():
        try:
            added = actions.add_person(request.member, **form.cleaned_data)
        except ValidationError as problem:
            show(form, problem)
        else:
            toast(request, f"{added.name} is @{added.handle} in your log.")
            return back(request, "people:person", added.pk)
    return page(request, "people/person_form.html", {"form": form, "title": "Add a person"})


@require_GET
def person(request: MemberRequest, pk: int) -> HttpResponse:
    found = the_person(request, pk)
    known = Identity.objects.visible_to(request.member).filter(person=found).order_by("kind", "value")
    others = queries.persons_of(request.member).exclude(pk=pk)
    context = {"person": found, "identities": known, "others": others, "form": IdentityForm()}
    return page(request, "people/person.html", context)


def edit_person(request: MemberRequest, pk: int) -> HttpResponse:
    found = the_person(request, pk)
    now = {"name": found.name, "relation": found.relation, "handle": found.handle}
    form = EditPersonForm(request.POST or None, initial=now)
    if form.is_valid():
        try:
            actions.edit_person(request.member, person=found, **form.cleaned_data)
        except ValidationError as problem:
            show(form, problem)
        else:
            return redirect("people:person", pk)
    context = {"form": form, "title": f"Edit {found.name}", "person": found}
    return page(request, "people/person_form.html", context)


@require_POST
def merge_persons(request: MemberRequest, pk: int) -> HttpResponse:
    found = the_person(request, pk)
    into = the_person(request, number(request.POST.get("into", "")))
    try:
        actions.merge_persons(request.member, person=found, into=into)
    except ValidationError as problem:
        toast(request, " ".join(problem.messages))
        return redirect("people:person", pk)
    toast(request, f"{found.name} and {into.name} are one person now.")
    return redirect("people:person", into.pk)
