"""When the two meet, from the running page."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from alongside.accounts.middleware import MemberRequest
from alongside.one_on_ones import actions
from alongside.one_on_ones.models import Meeting
from alongside.one_on_ones.views.found import WITH_PAIR, answer_with, find_pair
from alongside.one_on_ones.views.typed import moment_of


@require_POST
def hold(request: MemberRequest, pk: int) -> HttpResponse:
    pair, occurrence = find_pair(request, pk), request.POST.get("occurrence", "")
    return answer_with(
        request,
        pair,
        lambda: actions.hold(request.member, pair=pair, occurrence=occurrence),
        form="meeting",
        said="The meeting is over. What stayed open comes up next time.",
        undo="plan_again",
    )


@require_POST
def skip(request: MemberRequest, pk: int) -> HttpResponse:
    pair, occurrence = find_pair(request, pk), request.POST.get("occurrence", "")
    return answer_with(
        request,
        pair,
        lambda: actions.skip(request.member, pair=pair, occurrence=occurrence),
        form="meeting",
        said="Skipped. Everything written for it stays here.",
        undo="plan_again",
    )


@require_POST
def cancel(request: MemberRequest, pk: int) -> HttpResponse:
    pair, occurrence = find_pair(request, pk), request.POST.get("occurrence", "")
    return answer_with(
        request,
        pair,
        lambda: actions.cancel(request.member, pair=pair, occurrence=occurrence),
        form="meeting",
        said="Cancelled. Everything written for it stays here.",
        undo="plan_again",
    )


@require_POST
def move(request: MemberRequest, pk: int) -> HttpResponse:
    pair, occurrence = find_pair(request, pk), request.POST.get("occurrence", "")
    return answer_with(
        request,
        pair,
        lambda: actions.move(request.member, pair=pair, occurrence=occurrence, starts_at=moment_of(request)),
        form="meeting",
        said="Moved.",
    )


@require_POST
def plan(request: MemberRequest, pk: int) -> HttpResponse:
    pair = find_pair(request, pk)
    return answer_with(
        request,
        pair,
        lambda: actions.plan(request.member, pair=pair, starts_at=moment_of(request)),
        form="meeting",
        said="Planned.",
    )


@require_POST
def plan_again(request: MemberRequest, pk: int) -> HttpResponse:
    rows = Meeting.objects.visible_to(request.member).select_related(*WITH_PAIR)
    meeting = get_object_or_404(rows, pk=pk)
    return answer_with(request, meeting.pair, lambda: actions.plan_again(request.member, meeting=meeting), form="")
