from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.accounts.middleware import MemberRequest
from alongside.people import actions, queries
from alongside.people.forms import EditPersonForm, ExpectationForm, IdentityForm, PersonForm, as_typed
from alongside.people.models import Identity, Person
from alongside.people.queries import person_page
from alongside.people.queries.understood import expectations_of
from alongside.people.views.found import the_person
from alongside.ui.forms import show
from alongside.ui.http import back, page
from alongside.ui.toasts import toast


@require_http_methods(["GET", "POST"])
def add_person(request: MemberRequest) -> HttpResponse:
    form = PersonForm(request.member, request.POST or None)
    if form.is_valid():
        try:
            added = actions.add_person(request.member, **form.cleaned_data)
        except ValidationError as problem:
            show(form, problem)
        else:
            toast(request, f"{added.name} is @{added.handle} in your log.")
            return back(request, "people:person", added.pk)
    context = {"form": form, "title": "Add a person", "everyone": person_page.suggested(request.member)}
    return page(request, "people/person_form.html", context)


@require_GET
def person(request: MemberRequest, pk: int) -> HttpResponse:
    return show_person(request, the_person(request, pk))


@require_http_methods(["GET", "POST"])
def edit_person(request: MemberRequest, pk: int) -> HttpResponse:
    found = the_person(request, pk)
    form = EditPersonForm(request.member, request.POST or None, initial=as_typed(found))
    if form.is_valid():
        try:
            actions.edit_person(request.member, person=found, **form.cleaned_data)
        except ValidationError as problem:
            show(form, problem)
        else:
            return redirect("people:person", pk)
    everyone = person_page.suggested(request.member, without=found)
    context = {"form": form, "title": f"Edit {found.name}", "person": found, "everyone": everyone}
    return page(request, "people/person_form.html", context)


def show_person(
    request: MemberRequest,
    found: Person,
    *,
    part: str = "",
    problem: str = "",
    opened: str = "",
    form: ExpectationForm | None = None,
) -> HttpResponse:
    """The page, or that part of it when htmx asks. What could not be kept comes back with the reason."""
    viewer, today = request.member, timezone.localdate()
    latest = person_page.latest_touchpoints(viewer, found)
    contact = person_page.contact_with(viewer, found, latest, now=timezone.now())
    expectations = expectations_of(viewer, found)
    identities = list(Identity.objects.visible_to(viewer).filter(person=found).order_by("kind", "value"))
    could_be_asked = any(each.can_be_asked for each in expectations)
    context: dict[str, Any] = {
        "person": found,
        "first_name": person_page.first_name(found),
        "contact": contact,
        "last_words": contact.last_words(today),
        "due_words": contact.due_words(today),
        "is_late": contact.standing.is_due,
        "known": person_page.known_of(viewer, found),
        "expectations": expectations,
        "could_ask": queries.member_behind(viewer, found, known=identities) if could_be_asked else None,
        "touchpoints": [person_page.touch_line(touch) for touch in latest],
        "leads": person_page.led_by(viewer, found),
        "identities": identities,
        "everyone": person_page.suggested(viewer, without=found),
        "merges": queries.merges_of(viewer, found),
        "identity_form": IdentityForm(),
        "expectation_form": form or ExpectationForm(initial={"since": today}),
        "problem": problem,
        "opened": opened,
        "typed": request.POST.get("text", "") if problem else "",
        "saved": request.GET.get("saved", "")[:80],
    }
    answer = page(request, f"people/person.html#{part}", context)
    if problem or (form and form.errors):
        answer.status_code = 422
    return answer
