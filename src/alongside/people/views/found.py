"""What several views look for, and how they answer what is wrong."""

from django.shortcuts import get_object_or_404

from alongside.accounts.middleware import MemberRequest
from alongside.lib.keys import key_in
from alongside.people.models import Person
from alongside.people.queries import find_person


def the_person(request: MemberRequest, pk: int) -> Person:
    return get_object_or_404(Person.objects.visible_to(request.member).select_related("reports_to"), pk=pk)


def chosen(request: MemberRequest, field: str) -> Person:
    """By key, or by what was typed: a name, a handle, an address. Raises ValidationError when that is not one alone."""
    given = request.POST.get(field, "").strip()
    key = key_in(given)
    return the_person(request, key) if key else find_person(request.member, given)
