from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from alongside.accounts.middleware import MemberRequest
from alongside.people import actions, queries
from alongside.people.forms import EditPersonForm, IdentityForm, PersonForm
from alongside.people.models import Identity, Person
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
            _show(form, problem)
        else:
            toast(request, f"{added.name} is @{added.handle} in your log.")
            return back(request, "people:person", added.pk)
    return page(request, "people/person_form.html", {"form": form, "title": "Add a person"})


@require_GET
def person(request: MemberRequest, pk: int) -> HttpResponse:
    found = _person(request, pk)
    known = Identity.objects.visible_to(request.member).filter(person=found).order_by("kind", "value")
    others = queries.persons_of(request.member).exclude(pk=pk)
    context = {"person": found, "identities": known, "others": others, "form": IdentityForm()}
    return page(request, "people/person.html", context)


def edit_person(request: MemberRequest, pk: int) -> HttpResponse:
    found = _person(request, pk)
    now = {"name": found.name, "relation": found.relation, "handle": found.handle}
    form = EditPersonForm(request.POST or None, initial=now)
    if form.is_valid():
        try:
            actions.edit_person(request.member, person=found, **form.cleaned_data)
        except ValidationError as problem:
            _show(form, problem)
        else:
            return redirect("people:person", pk)
    context = {"form": form, "title": f"Edit {found.name}", "person": found}
    return page(request, "people/person_form.html", context)


@require_POST
def merge_persons(request: MemberRequest, pk: int) -> HttpResponse:
    found = _person(request, pk)
    into = _person(request, _number(request.POST.get("into", "")))
    try:
        actions.merge_persons(request.member, person=found, into=into)
    except ValidationError as problem:
        toast(request, " ".join(problem.messages))
        return redirect("people:person", pk)
    toast(request, f"{found.name} and {into.name} are one person now.")
    return redirect("people:person", into.pk)


@require_POST
def add_identity(request: MemberRequest, pk: int) -> HttpResponse:
    found = _person(request, pk)
    form = IdentityForm(request.POST)
    if form.is_valid():
        try:
            actions.add_identity(request.member, person=found, **form.cleaned_data)
        except ValidationError as problem:
            _show(form, problem)
        else:
            return back(request, "people:person", pk)
    context = {"form": form, "title": f"How {found.name} is known", "person": found}
    return page(request, "people/identity_form.html", context)


@require_POST
def move_identity(request: MemberRequest, pk: int) -> HttpResponse:
    found = _identity(request, pk)
    before = found.person_id
    to = _person(request, _number(request.POST.get("to", "")))
    actions.move_identity(request.member, identity=found, person=to)
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


def _person(request: MemberRequest, pk: int) -> Person:
    return get_object_or_404(Person.objects.visible_to(request.member), pk=pk)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


def _show(form: forms.BaseForm, problem: ValidationError) -> None:
    """Beside its field where the form has that field, else above all."""
    by_field = problem.message_dict if hasattr(problem, "error_dict") else {"": problem.messages}
    for name, messages in by_field.items():
        form.add_error(name if name in form.fields else None, messages)
