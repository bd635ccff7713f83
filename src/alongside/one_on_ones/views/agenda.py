"""The running page of a pair."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from alongside.accounts.middleware import MemberRequest
from alongside.one_on_ones.views.found import find_pair, show_agenda


@require_GET
def agenda(request: MemberRequest, pk: int) -> HttpResponse:
    return show_agenda(request, find_pair(request, pk), opened=request.GET.get("open", ""))
