"""What several views look for, and how they answer what is wrong."""

from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404

from alongside.accounts.middleware import MemberRequest
from alongside.people.models import Person
from alongside.people.queries import find_person


def the_person(request: MemberRequest, pk: int) -> Person:
    return get_object_or_404(Person.objects.visible_to(request.member).select_related("reports_to", "member"), pk=pk)


def chosen(request: MemberRequest, field: str) -> Person:
    """By key, or by what was typed: a name, a handle, an address. Raises ValidationError when that is not one alone."""
    given = request.POST.get(field, "").strip()
    return the_person(request, number(given)) if number(given) else find_person(request.member, given)


def number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


def show(form: forms.BaseForm, problem: ValidationError) -> None:
    """Beside its field where the form has that field, else above all."""
    by_field = problem.message_dict if hasattr(problem, "error_dict") else {"": problem.messages}
    for name, messages in by_field.items():
        form.add_error(name if name in form.fields else None, messages)
