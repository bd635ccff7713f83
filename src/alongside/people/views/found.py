"""What several views look for, and how they answer what is wrong."""

from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404

from alongside.accounts.middleware import MemberRequest
from alongside.people.models import Person


def the_person(request: MemberRequest, pk: int) -> Person:
    return get_object_or_404(Person.objects.visible_to(request.member), pk=pk)


def number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


def show(form: forms.BaseForm, problem: ValidationError) -> None:
    """Beside its field where the form has that field, else above all."""
    by_field = problem.message_dict if hasattr(problem, "error_dict") else {"": problem.messages}
    for name, messages in by_field.items():
        form.add_error(name if name in form.fields else None, messages)
