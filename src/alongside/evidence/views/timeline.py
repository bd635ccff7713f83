from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from alongside.accounts.middleware import MemberRequest
from alongside.evidence import queries
from alongside.evidence.timeline import FAMILIES
from alongside.lib.keys import key_in
from alongside.ui.http import page

_YEARS = range(1900, 2200)


@require_GET
def timeline(request: MemberRequest) -> HttpResponse:
    today = timezone.localdate()
    asked = key_in(request.GET.get("year", ""))
    year = asked if asked in _YEARS else today.year
    earlier, later = queries.years_around(request.member, year)
    if year < today.year:
        later = min(later or today.year, today.year)
    drawn = queries.timeline_of(request.member, year, today=today)
    about = {"families": list(FAMILIES), "earlier": earlier, "later": later}
    return page(request, "evidence/timeline.html", {"timeline": drawn, **about})
