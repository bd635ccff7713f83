"""Promises on the running page."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from alongside.accounts.middleware import MemberRequest
from alongside.one_on_ones import actions
from alongside.one_on_ones.views.found import answer_with, find_pair, find_promise
from alongside.one_on_ones.views.typed import promised, short, version


@require_POST
def make_promise(request: MemberRequest, pk: int) -> HttpResponse:
    pair = find_pair(request, pk)
    return answer_with(
        request,
        pair,
        lambda: actions.make_promise(request.member, pair=pair, **promised(request)),
        form="promise",
    )


@require_POST
def edit_promise(request: MemberRequest, pk: int) -> HttpResponse:
    promise = find_promise(request, pk)
    return answer_with(
        request,
        promise.pair,
        lambda: actions.edit_promise(request.member, promise=promise, version=version(request), **promised(request)),
        form=f"promise-{pk}",
    )


@require_POST
def keep_promise(request: MemberRequest, pk: int) -> HttpResponse:
    promise = find_promise(request, pk)
    return answer_with(
        request,
        promise.pair,
        lambda: actions.keep_promise(request.member, promise=promise),
        form="",
        said=f"Kept: “{short(promise.text)}”.",
        undo="reopen_promise",
    )


@require_POST
def drop_promise(request: MemberRequest, pk: int) -> HttpResponse:
    promise = find_promise(request, pk)
    return answer_with(
        request,
        promise.pair,
        lambda: actions.drop_promise(request.member, promise=promise),
        form="",
        said=f"Dropped “{short(promise.text)}”.",
        undo="reopen_promise",
    )


@require_POST
def reopen_promise(request: MemberRequest, pk: int) -> HttpResponse:
    promise = find_promise(request, pk)
    return answer_with(request, promise.pair, lambda: actions.reopen_promise(request.member, promise=promise), form="")
