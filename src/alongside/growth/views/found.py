"""What several views look for, and how they answer."""

from collections.abc import Callable
from datetime import date

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils import timezone

from alongside.accounts.middleware import MemberRequest
from alongside.growth import queries
from alongside.growth.models import KnownFor, Need
from alongside.lib.keys import key_in
from alongside.people.models import Person
from alongside.people.queries import find_person
from alongside.sharing.guard import visible_or_404
from alongside.ui.http import back
from alongside.ui.toasts import toast


def the_person(request: MemberRequest, pk: int) -> Person:
    return visible_or_404(request.member, Person, pk)


def the_topic(request: MemberRequest, pk: int) -> KnownFor:
    return visible_or_404(request.member, KnownFor, pk)


def the_need(request: MemberRequest, pk: int) -> Need:
    return visible_or_404(request.member, Need, pk)


def who_is_meant(request: MemberRequest) -> Person:
    """By key where a button says it, else as it was typed. Raises ValidationError when that is nobody."""
    key = key_in(request.POST.get("person", ""))
    return the_person(request, key) if key else find_person(request.member, request.POST.get("who", ""))


def first_day(request: MemberRequest) -> date | None:
    return queries.first_day(timezone.localdate(), everything="all" in request.GET)


def done(request: MemberRequest, to: str, verb: Callable[[], str]) -> HttpResponse:
    """Does it and says so, or says what is wrong; then back to where the form stood."""
    try:
        said = verb()
    except ValidationError as problem:
        said = " ".join(problem.messages)
    if said:
        toast(request, said)
    return back(request, to)
