from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from alongside.accounts.middleware import MemberRequest
from alongside.evidence import queries
from alongside.evidence.timeline import FAMILIES
from alongside.evidence.views.found import number
from alongside.ui.http import page

_YEARS = range(1900, 2200)


@require_GET
def timeline(request: MemberRequest) -> HttpResponse:
    years = queries.years_of(request.member)
    this_year = timezone.localdate().year
    asked = number(request.GET.get("year", ""))
    year = asked if asked in _YEARS else this_year
    later = min((each for each in {*years, this_year} if each > year), default=None)
    earlier = max((each for each in years if each < year), default=None)
    about = {"families": list(FAMILIES), "earlier": earlier, "later": later}
    return page(request, "evidence/timeline.html", {"timeline": queries.timeline_of(request.member, year), **about})
