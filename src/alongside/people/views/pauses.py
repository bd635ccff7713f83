from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from alongside.accounts.middleware import MemberRequest
from alongside.people import actions, queries
from alongside.people.models import Pause, Person
from alongside.people.views.found import the_person
from alongside.ui.forms import show
from alongside.ui.http import back, page
from alongside.ui.toasts import toast


class PauseForm(forms.Form):
    first_on = forms.DateField(label="First day", widget=forms.DateInput(attrs={"type": "date"}))
    last_on = forms.DateField(
        label="Last day",
        required=False,
        help_text="Left empty, it is that one day.",
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    reason = forms.CharField(max_length=120, required=False, label="What for", help_text="Leave, a public holiday …")


@require_http_methods(["GET", "POST"])
def pauses(request: MemberRequest) -> HttpResponse:
    """The member's own: leave, holidays, public holidays. They hold every cadence."""
    return _pauses(request, None)


@require_http_methods(["GET", "POST"])
def pauses_of(request: MemberRequest, pk: int) -> HttpResponse:
    """When one person is away."""
    return _pauses(request, the_person(request, pk))


@require_POST
def end_pause(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Pause.objects.visible_to(request.member).select_related("person"), pk=pk)
    kept = {"first_on": found.first_on, "last_on": found.last_on, "reason": found.reason}
    where = _where(found.person)
    actions.end_pause(request.member, pause=found)
    toast(request, f"Removed: {found}.", undo=reverse(where[0], args=where[1:]), fields=kept)
    return back(request, *where)


def _pauses(request: MemberRequest, person: Person | None) -> HttpResponse:
    form = PauseForm(request.POST or None)
    if form.is_valid() and (kept := _added(request, person, form)):
        whose = f"your cadence with {person.name}" if person else "every cadence"
        toast(request, f"From {kept.first_on} to {kept.last_on} {whose} stands still.")
        return back(request, *_where(person))
    context = {"person": person, "form": form, "pauses": queries.pauses_of(request.member, person)}
    return page(request, "people/pauses.html", context)


def _added(request: MemberRequest, person: Person | None, form: PauseForm) -> Pause | None:
    try:
        return actions.pause(request.member, person=person, **form.cleaned_data)
    except ValidationError as problem:
        show(form, problem)
        return None


def _where(person: Person | None) -> tuple[str, ...]:
    return ("people:pauses_of", str(person.pk)) if person else ("people:pauses",)
