"""What I understood is expected of me; and, for who is asked, whether I understood it."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from alongside.accounts.middleware import MemberRequest
from alongside.people import actions
from alongside.people.forms import ExpectationForm
from alongside.people.models import Expectation
from alongside.people.queries import member_behind, understood
from alongside.people.views.found import the_person
from alongside.people.views.persons import show_person
from alongside.sharing.door import SharedQuerySet
from alongside.sharing.guard import must
from alongside.ui.forms import show
from alongside.ui.http import back, page
from alongside.ui.toasts import toast

_AT_ONCE = 50


@require_GET
def expectations(request: MemberRequest) -> HttpResponse:
    """What others ask me, and what I understood, with whom."""
    asked = _leaf(request, understood.asked_of(request.member), "asked")
    mine = _leaf(request, understood.mine(request.member), "mine")
    return page(request, "people/expectations.html", {"asked": asked, "mine": mine})


def _leaf(request: MemberRequest, rows: SharedQuerySet[Expectation], param: str) -> Page[Any]:
    shown: Page[Any] = Paginator(rows, _AT_ONCE).get_page(request.GET.get(param))
    shown.object_list = [understood.understood(request.member, each) for each in shown]
    return shown


@require_POST
def expect(request: MemberRequest, pk: int) -> HttpResponse:
    person = the_person(request, pk)
    form = ExpectationForm(request.POST)
    if form.is_valid():
        try:
            actions.expect(request.member, person=person, **form.cleaned_data)
        except ValidationError as problem:
            show(form, problem)
        else:
            if request.htmx:
                return show_person(request, person, part="expectations")
            return redirect(f"{reverse('people:person', args=[pk])}?saved=expect-{pk}#expectations")
    return show_person(request, person, part="expectations", form=form)


@require_GET
def expectation(request: MemberRequest, pk: int) -> HttpResponse:
    return _show(request, _found(request, pk))


@require_POST
def edit_expectation(request: MemberRequest, pk: int) -> HttpResponse:
    form = ExpectationForm(request.POST)
    if not form.is_valid():
        return _show(request, _mine(request, pk), problem="Write what is expected of you, and the day as 2026-11-20.")
    given = form.cleaned_data
    return _done(request, _mine(request, pk), actions.edit_expectation, "edit", **given, read=_read(request))


@require_POST
def ask_to_confirm(request: MemberRequest, pk: int) -> HttpResponse:
    said = "Shared. They find it under Today."
    return _done(request, _mine(request, pk), actions.ask_to_confirm, "", said=said, undo="withdraw_expectation")


@require_POST
def withdraw_expectation(request: MemberRequest, pk: int) -> HttpResponse:
    return _done(request, _mine(request, pk), actions.withdraw_expectation, "", said="Only you see it now.")


@require_POST
def record_answer(request: MemberRequest, pk: int) -> HttpResponse:
    state, text = request.POST.get("state", ""), request.POST.get("text", "")
    return _done(request, _mine(request, pk), actions.record_answer, "record", state=state, text=text)


@require_POST
def confirm_expectation(request: MemberRequest, pk: int) -> HttpResponse:
    said = "Confirmed. Thank you: now it is clear for both of you."
    return _done(request, _found(request, pk), actions.confirm_expectation, "", said=said, read=_read(request))


@require_POST
def correct_expectation(request: MemberRequest, pk: int) -> HttpResponse:
    text = request.POST.get("text", "")
    found = _found(request, pk)
    return _done(request, found, actions.correct_expectation, "correct", said="Said.", read=_read(request), text=text)


@require_POST
def drop_expectation(request: MemberRequest, pk: int) -> HttpResponse:
    said = "Dropped: it is expected no longer."
    return _done(request, _found(request, pk), actions.drop_expectation, "", said=said, undo="restore_expectation")


@require_POST
def restore_expectation(request: MemberRequest, pk: int) -> HttpResponse:
    return _done(request, _found(request, pk), actions.restore_expectation, "")


def _done(
    request: MemberRequest,
    found: Expectation,
    verb: Callable[..., Any],
    form: str,
    *,
    said: str = "",
    undo: str = "",
    **given: Any,
) -> HttpResponse:
    """`form` names the form on the page that comes back with what was typed when it cannot be done. What was dropped
    has no forms: there it stands by itself."""
    try:
        verb(request.member, expectation=found, **given)
    except ValidationError as problem:
        return _show(request, _found(request, found.pk), problem=" ".join(problem.messages), opened=form)
    if said:
        toast(request, said, undo=reverse(f"people:{undo}", args=[found.pk]) if undo else "")
    if request.POST.get("next"):
        return back(request, "people:expectation", found.pk)
    return redirect(f"{reverse('people:expectation', args=[found.pk])}?saved")


def _show(request: MemberRequest, found: Expectation, *, problem: str = "", opened: str = "") -> HttpResponse:
    told = understood.understood(request.member, found)
    context: dict[str, Any] = {
        "told": told,
        "expectation": found,
        "problem": problem,
        "opened": "" if found.dropped_at else opened,
        "typed": request.POST.get("text", "") if problem else "",
        "saved": "saved" in request.GET,
        "today": timezone.localdate(),
    }
    if told.is_mine:
        context["could_ask"] = member_behind(request.member, found.person)
    answer = page(request, "people/expectation.html", context)
    if problem:
        answer.status_code = 422
    return answer


def _found(request: MemberRequest, pk: int) -> Expectation:
    try:
        return understood.one(request.member, pk)
    except Expectation.DoesNotExist as nothing:
        raise Http404 from nothing


def _mine(request: MemberRequest, pk: int) -> Expectation:
    found = _found(request, pk)
    must(request.member, "edit", found)
    return found


def _read(request: MemberRequest) -> str:
    """The words that stood on the page when it was answered."""
    return request.POST.get("read", "")
