"""One-on-ones seen from the page of a person."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from alongside.accounts.middleware import MemberRequest
from alongside.one_on_ones import actions
from alongside.one_on_ones.queries.between import between, pair_about
from alongside.one_on_ones.queries.brief import brief_for
from alongside.people.models import Person
from alongside.sharing.guard import visible_or_404
from alongside.ui.http import back, page
from alongside.ui.toasts import toast


@require_GET
def with_person(request: MemberRequest, pk: int) -> HttpResponse:
    found = between(request.member, visible_or_404(request.member, Person, pk), now=timezone.now())
    return page(request, "one_on_ones/with_person.html#between", {"between": found})


@require_POST
def raise_with(request: MemberRequest, pk: int) -> HttpResponse:
    """Put something on the agenda with a person, wherever it was read."""
    person = visible_or_404(request.member, Person, pk)
    pair = pair_about(request.member, person)
    if pair is None:
        toast(request, f"You have no one-on-ones with {person.name} yet. Start them, then put it on the agenda.")
        return redirect(f"{reverse('one_on_ones:pair_up')}?person={pk}")
    given = {name: request.POST.get(name, "") for name in ("text", "kind", "key")}
    try:
        point = actions.raise_point(request.member, pair=pair, **given)
        said = f"On your agenda with {pair.other_name(request.member)}."
        toast(request, said, undo=reverse("one_on_ones:drop_point", args=[point.pk]))
    except ValidationError as wrong:
        toast(request, " ".join(wrong.messages))
    return back(request, "people:person", pk)


@require_GET
def brief(request: MemberRequest, pk: int) -> HttpResponse:
    found = brief_for(request.member, visible_or_404(request.member, Person, pk), now=timezone.now())
    return page(request, "one_on_ones/brief.html", {"brief": found, "person": found.person})
