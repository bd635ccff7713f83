"""Talking points on the running page."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_POST

from alongside.accounts.middleware import MemberRequest
from alongside.one_on_ones import actions
from alongside.one_on_ones.models import PointKind
from alongside.one_on_ones.point_line import read_point
from alongside.one_on_ones.views.found import answer_with, find_pair, find_point
from alongside.one_on_ones.views.typed import reach, short, version
from alongside.ui.http import page


@require_POST
def add_point(request: MemberRequest, pk: int) -> HttpResponse:
    pair, line = find_pair(request, pk), request.POST.get("line", "")
    side = request.POST.get("side", "")
    return answer_with(
        request,
        pair,
        lambda: actions.add_point(request.member, pair=pair, line=line, audience=reach(request), side=side),
        form="point",
    )


@require_GET
def read_line(request: MemberRequest) -> HttpResponse:
    """The kind of a line that is being typed."""
    line = request.GET.get("line", "").strip()
    kind = PointKind(read_point(line).kind) if line else None
    return page(request, "one_on_ones/_read.html#read", {"kind": kind})


@require_POST
def edit_point(request: MemberRequest, pk: int) -> HttpResponse:
    point = find_point(request, pk)
    text, kind = request.POST.get("text", ""), request.POST.get("kind", "")
    return answer_with(
        request,
        point.pair,
        lambda: actions.edit_point(request.member, point=point, version=version(request), text=text, kind=kind),
        form=f"edit-{pk}",
    )


@require_POST
def answer(request: MemberRequest, pk: int) -> HttpResponse:
    point, text = find_point(request, pk), request.POST.get("text", "")
    return answer_with(
        request,
        point.pair,
        lambda: actions.answer(request.member, point=point, version=version(request), text=text),
        form=f"answer-{pk}",
    )


@require_POST
def mark_done(request: MemberRequest, pk: int) -> HttpResponse:
    point = find_point(request, pk)
    return answer_with(
        request,
        point.pair,
        lambda: actions.mark_done(request.member, point=point),
        form="",
        said=f"Done: “{short(point.text)}”.",
        undo="reopen_point",
    )


@require_POST
def drop_point(request: MemberRequest, pk: int) -> HttpResponse:
    point = find_point(request, pk)
    return answer_with(
        request,
        point.pair,
        lambda: actions.drop_point(request.member, point=point),
        form="",
        said=f"Dropped “{short(point.text)}”.",
        undo="reopen_point",
    )


@require_POST
def reopen_point(request: MemberRequest, pk: int) -> HttpResponse:
    point = find_point(request, pk)
    return answer_with(request, point.pair, lambda: actions.reopen_point(request.member, point=point), form="")


@require_POST
def move_point(request: MemberRequest, pk: int) -> HttpResponse:
    point, by = find_point(request, pk), -1 if request.POST.get("by") == "-1" else 1
    return answer_with(request, point.pair, lambda: actions.move_point(request.member, point=point, by=by), form="")


@require_POST
def share_point(request: MemberRequest, pk: int) -> HttpResponse:
    point = find_point(request, pk)
    other = point.pair.other_name(request.member)
    return answer_with(
        request,
        point.pair,
        lambda: actions.share_point(request.member, point=point),
        form="",
        said=f"On the shared agenda: {other} sees it.",
        undo="withdraw_point",
    )


@require_POST
def withdraw_point(request: MemberRequest, pk: int) -> HttpResponse:
    point = find_point(request, pk)
    return answer_with(
        request,
        point.pair,
        lambda: actions.withdraw_point(request.member, point=point),
        form="",
        said="Only you see it now.",
        undo="share_point",
    )
