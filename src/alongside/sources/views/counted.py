from datetime import date

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from alongside.accounts.middleware import MemberRequest
from alongside.evidence.work.files import RULE
from alongside.sources.counting import counted
from alongside.ui.http import page

_YEARS = range(1970, 2200)


@require_GET
def count(request: MemberRequest) -> HttpResponse:
    """What a year's count of one's own commits is made of."""
    this_year = timezone.localdate().year
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdecimal() and int(asked[:5]) in _YEARS else this_year
    found = counted(request.member, date(year, 1, 1), date(year, 12, 31))
    years = {"year": year, "earlier": year - 1, "later": year + 1 if year < this_year else None, "rule": RULE}
    return page(request, "sources/counted.html", {"counted": found, **years})
