from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from alongside.accounts.middleware import MemberRequest
from alongside.people import actions, queries
from alongside.people.forms import PersonForm
from alongside.people.models import Identity, Person
from alongside.ui.http import page
from alongside.ui.toasts import toast


@require_GET
def people(request: MemberRequest) -> HttpResponse:
    known = Prefetch("identities", Identity.objects.visible_to(request.member).order_by("kind", "value"))
    persons = queries.persons_of(request.member).prefetch_related(known)
    return page(request, "people/people.html", {"persons": persons})


def add(request: MemberRequest) -> HttpResponse:
    form = PersonForm(request.POST or None)
    if form.is_valid() and (person := _add(request, form)):
        return redirect("people:person", person.pk)
    return page(request, "people/add.html", {"form": form})


def person(request: MemberRequest, pk: int) -> HttpResponse:
    found = _person(request, pk)
    form = PersonForm(request.POST or None, instance=found)
    del form.fields["email"]
    if form.is_valid() and _edit(request, form, found):
        toast(request, "Saved.")
        return redirect("people:person", pk)
    others = queries.persons_of(request.member).exclude(pk=pk)
    identities = found.identities.visible_to(request.member).order_by("kind", "value")
    return page(
        request, "people/person.html", {"person": found, "form": form, "identities": identities, "others": others}
    )


@require_POST
def add_identity(request: MemberRequest, pk: int) -> HttpResponse:
    found = _person(request, pk)
    value = request.POST.get("value", "")
    kind = "email" if "@" in value else "name"
    try:
        actions.add_identity(request.member, kind=kind, value=value, person=found)
    except ValidationError as problem:
        toast(request, " ".join(problem.messages))
    return redirect("people:person", pk)


@require_POST
def remove_identity(request: MemberRequest, pk: int, identity: int) -> HttpResponse:
    found = get_object_or_404(_person(request, pk).identities.visible_to(request.member), pk=identity)
    actions.remove_identity(request.member, identity=found)
    toast(
        request,
        f"{found.value} is not {found.person} any more.",
        undo=reverse("people:add_identity", args=[pk]),
        fields={"value": found.value},
    )
    return redirect("people:person", pk)


@require_POST
def merge(request: MemberRequest, pk: int) -> HttpResponse:
    found = _person(request, pk)
    into = get_object_or_404(Person.objects.visible_to(request.member), pk=request.POST.get("into") or 0)
    try:
        actions.merge_persons(request.member, person=found, into=into)
    except ValidationError as problem:
        toast(request, " ".join(problem.messages))
        return redirect("people:person", pk)
    toast(request, f"{found.name} and {into.name} are one now.")
    return redirect("people:person", into.pk)


def _person(request: MemberRequest, pk: int) -> Person:
    return get_object_or_404(Person.objects.visible_to(request.member), pk=pk)


def _add(request: MemberRequest, form: PersonForm) -> Person | None:
    given = {name: value for name, value in form.cleaned_data.items() if value}
    try:
        return actions.add_person(request.member, **given)
    except ValidationError as problem:
        form.add_error(None, problem)
        return None


def _edit(request: MemberRequest, form: PersonForm, found: Person) -> bool:
    given = {name: value for name, value in form.cleaned_data.items() if value}
    try:
        actions.edit_person(request.member, person=found, **given)
    except ValidationError as problem:
        form.add_error(None, problem)
    return not form.errors
