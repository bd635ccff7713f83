from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from alongside.accounts.middleware import MemberRequest
from alongside.one_on_ones.queries.history import find
from alongside.one_on_ones.queries.history import history as past_of
from alongside.one_on_ones.views.found import find_pair
from alongside.one_on_ones.wording import first_name
from alongside.ui.http import page


@require_GET
def history(request: MemberRequest, pk: int) -> HttpResponse:
    pair, text = find_pair(request, pk), request.GET.get("q", "").strip()[:200]
    number = request.GET.get("page", "1")
    wanted = min(int(number), 10_000) if number.isdecimal() and len(number) < 9 else 1
    context = {
        "pair": pair,
        "title": pair.title_for(request.member),
        "first_name": first_name(pair.other_name(request.member)),
        "mine": pair.side_of(request.member),
        "q": text,
    }
    if text:
        context["hits"] = find(request.member, pair, text)
    else:
        context["history"] = past_of(request.member, pair, now=timezone.now(), page=wanted)
    return page(request, "one_on_ones/history.html#found", context)
