"""Who decides on the member's promotion."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from alongside.accounts.middleware import MemberRequest
from alongside.growth import actions, queries
from alongside.growth.views.found import done, first_day, the_person, who_is_meant
from alongside.people.models import Relation
from alongside.ui.http import back, page
from alongside.ui.toasts import toast

ROWS, A_PAGE = 15, 30


@require_GET
def deciders(request: MemberRequest) -> HttpResponse:
    since, today = first_day(request), timezone.localdate()
    found = queries.promotion_of(request.member, today=today, since=since)
    drawn = queries.drawn(found.coverage, found.record.whom, today=today)
    every = "rows" in request.GET
    shown = Paginator(found.coverage.rows, A_PAGE if every else ROWS).get_page(request.GET.get("page") if every else 1)
    context = {"found": found, "drawn": drawn, "since": since, "shown": shown, "every": every}
    return page(request, "growth/deciders.html", context)


@require_POST
def add_decider(request: MemberRequest) -> HttpResponse:
    def add() -> str:
        person = actions.decide(request.member, person=who_is_meant(request))
        return f"{person.name} decides."

    return done(request, "growth:deciders", add)


@require_POST
def decide(request: MemberRequest, pk: int) -> HttpResponse:
    person, relation = the_person(request, pk), request.POST.get("relation", "")
    actions.decide(request.member, person=person, relation=relation if relation in Relation.values else "")
    undo = reverse("growth:decide_not", args=[pk])
    toast(request, f"{person.name} decides.", undo=undo)
    return back(request, "growth:deciders")


@require_POST
def decide_not(request: MemberRequest, pk: int) -> HttpResponse:
    person = the_person(request, pk)
    before = person.relation
    actions.decide_not(request.member, person=person)
    undo = reverse("growth:decide", args=[pk])
    toast(request, f"{person.name} does not decide.", undo=undo, fields={"relation": before})
    return back(request, "growth:deciders")
