from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from alongside.accounts.middleware import MemberRequest
from alongside.one_on_ones import actions
from alongside.one_on_ones.forms import PeriodForm
from alongside.one_on_ones.models import Pair
from alongside.one_on_ones.preparation import as_markdown
from alongside.one_on_ones.queries.agenda import eye
from alongside.one_on_ones.queries.preparing import prepare as prepared
from alongside.one_on_ones.views.found import back, find_pair
from alongside.ui.http import page
from alongside.ui.toasts import toast


@require_GET
def prepare(request: MemberRequest, pk: int) -> HttpResponse:
    return _preparation(request, find_pair(request, pk))


@require_POST
def put_on_agenda(request: MemberRequest, pk: int) -> HttpResponse:
    pair = find_pair(request, pk)
    try:
        given = {name: request.POST.get(name, "") for name in ("key", "text")}
        point = actions.put_on_agenda(request.member, pair=pair, **given)
        toast(request, "On the agenda.", undo=reverse("one_on_ones:drop_point", args=[point.pk]))
    except ValidationError as wrong:
        toast(request, " ".join(wrong.messages))
    return _again(request, pair)


@require_POST
def dismiss(request: MemberRequest, pk: int) -> HttpResponse:
    pair, key = find_pair(request, pk), request.POST.get("key", "")
    try:
        actions.dismiss(request.member, pair=pair, key=key)
        undo = reverse("one_on_ones:bring_back", args=[pk])
        toast(request, "Put away for good.", undo=undo, fields={"key": key})
    except ValidationError as wrong:
        toast(request, " ".join(wrong.messages))
    return _again(request, pair)


@require_POST
def bring_back(request: MemberRequest, pk: int) -> HttpResponse:
    pair = find_pair(request, pk)
    actions.bring_back(request.member, pair=pair, key=request.POST.get("key", ""))
    return _again(request, pair)


def _again(request: MemberRequest, pair: Pair) -> HttpResponse:
    if request.POST.get("next"):
        return back(request, pair)
    return _preparation(request, pair) if request.htmx else redirect("one_on_ones:prepare", pk=pair.pk)


def _preparation(request: MemberRequest, pair: Pair) -> HttpResponse:
    form = PeriodForm(request.GET if request.method == "GET" else request.POST)
    days, problem = (form.cleaned_data, "") if form.is_valid() else ({}, "Write the days as 2026-11-20.")
    try:
        found = prepared(request.member, pair, **days, now=timezone.now())
    except ValidationError as wrong:
        problem = " ".join(wrong.messages)
        found = prepared(request.member, pair, now=timezone.now())
    context = {
        "preparation": found,
        "pair": pair,
        "title": pair.title_for(request.member),
        "other": pair.other_name(request.member),
        "eye": eye(request.member, pair),
        "problem": problem,
        "chosen": days if days.get("since") or days.get("until") else {},
        "markdown": as_markdown(found),
    }
    return page(request, "one_on_ones/prepare.html#preparation", context)
