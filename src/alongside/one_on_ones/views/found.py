"""Finding what a page is about, and answering from the agenda: page, part, or back to where one was."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from alongside.accounts.middleware import MemberRequest
from alongside.accounts.models import Member
from alongside.one_on_ones.actions import Conflict
from alongside.one_on_ones.models import Note, Pair, Promise, TalkingPoint
from alongside.one_on_ones.queries.agenda import Agenda, agenda
from alongside.one_on_ones.queries.by_calendar import ByCalendar, by_calendar
from alongside.one_on_ones.queries.pairs import is_undated, pairs_of
from alongside.one_on_ones.queries.schedule import EARLY
from alongside.people.queries import member_behind
from alongside.sharing.door import SharedQuerySet
from alongside.ui.http import page
from alongside.ui.toasts import toast

WITH_PAIR = ("pair__owner", "pair__other", "pair__person")


def find_pair(request: MemberRequest, pk: int) -> Pair:
    return get_object_or_404(pairs_of(request.member), pk=pk)


def find_point(request: MemberRequest, pk: int) -> TalkingPoint:
    return _part(TalkingPoint.objects.visible_to(request.member), pk)


def find_note(request: MemberRequest, pk: int) -> Note:
    return _part(Note.objects.visible_to(request.member), pk)


def find_promise(request: MemberRequest, pk: int) -> Promise:
    return _part(Promise.objects.visible_to(request.member), pk)


def _part[M: models.Model](rows: SharedQuerySet[M], pk: int) -> M:
    return get_object_or_404(rows.select_related(*WITH_PAIR), pk=pk)


def answer_with(
    request: MemberRequest,
    pair: Pair,
    verb: Callable[[], Any],
    *,
    form: str,
    said: str = "",
    undo: str = "",
) -> HttpResponse:
    """Do it, and show the agenda again. When it cannot be done, everything that was typed comes back with the reason:
    `form` names the form on the page. `undo` is the name of the URL that takes it back, with the key of the thing."""
    try:
        thing = verb()
    except Conflict as conflict:
        return show_agenda(request, pair, opened=form, conflict=conflict)
    except ValidationError as wrong:
        return show_agenda(request, pair, opened=form, problem=" ".join(wrong.messages))
    if said:
        toast(request, said, undo=reverse(f"one_on_ones:{undo}", args=[thing.pk]) if undo else "")
    return back(request, pair)


def back(request: MemberRequest, pair: Pair) -> HttpResponse:
    """To where the form stood, as part or page."""
    asked = request.POST.get("next", "")
    if asked and url_has_allowed_host_and_scheme(asked, {request.get_host()}):
        return redirect(asked)
    return show_agenda(request, pair) if request.htmx else redirect("one_on_ones:agenda", pk=pair.pk)


def show_agenda(
    request: MemberRequest, pair: Pair, *, opened: str = "", problem: str = "", conflict: Conflict | None = None
) -> HttpResponse:
    now = timezone.now()
    found = agenda(request.member, pair, now=now)
    upcoming = found.next
    context = {
        "agenda": found,
        "pair": pair,
        "title": pair.title_for(request.member),
        "mine": pair.side_of(request.member),
        "opened": opened,
        "problem": problem,
        "conflict": conflict,
        "typed": request.POST if problem or conflict else {},
        "could_join": _could_join(request, pair),
        "shown": _by_calendar(request, pair, found, now),
        "is_now": bool(upcoming and upcoming.starts_at - EARLY <= now),
    }
    answer = page(request, "one_on_ones/agenda.html#agenda", context)
    if problem or conflict:
        answer.status_code = 422
    return answer


def _could_join(request: MemberRequest, pair: Pair) -> Member | None:
    """Whom its owner can open the pair to."""
    is_open = pair.other_id or pair.owner_id != request.member.pk
    return None if is_open else member_behind(request.member, pair.person)


def _by_calendar(request: MemberRequest, pair: Pair, found: Agenda, now: datetime) -> ByCalendar | None:
    if not is_undated(pair, found.schedule):
        return None
    return by_calendar(request.member, [pair], now=now).get(pair.pk)
