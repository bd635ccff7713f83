"""Who could speak for the member's work, what one person has seen of it, and what hangs on them."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from alongside.accounts.middleware import MemberRequest
from alongside.growth import queries
from alongside.growth.views.found import first_day, the_person
from alongside.ui.http import page

PER_PAGE, CLAIMS = 20, 4
IN_A_PANEL, ALONE = 5, 40


@require_GET
def growth(request: MemberRequest) -> HttpResponse:
    overview = queries.overview_of(request.member, today=timezone.localdate())
    return page(request, "growth/growth.html", {"overview": overview})


@require_GET
def advocates(request: MemberRequest) -> HttpResponse:
    since = first_day(request)
    found = queries.advocates_of(request.member, today=timezone.localdate(), since=since)
    shown = Paginator(found.lines, PER_PAGE).get_page(request.GET.get("page"))
    context = {"found": found, "page": shown, "since": since, "claims": CLAIMS}
    return page(request, "growth/advocates.html", context)


@require_GET
def seen_by(request: MemberRequest, pk: int) -> HttpResponse:
    """The panel of a person's page; alone it is a page."""
    found = queries.seen_by(request.member, the_person(request, pk).pk, today=timezone.localdate())
    shown = Paginator(found.sights, IN_A_PANEL if request.htmx else ALONE).get_page(request.GET.get("page"))
    context = {"found": found, "sights": shown, "alone": not request.htmx}
    return page(request, "growth/seen_by.html#seen", context)


@require_GET
def dependence(request: MemberRequest, pk: int) -> HttpResponse:
    person, today = the_person(request, pk), timezone.localdate()
    hanging = queries.hanging_on(request.member, person.pk, today=today, since=queries.first_day(today))
    return page(request, "growth/dependence.html#dependence", {"hanging": hanging})
