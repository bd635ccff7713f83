"""The list of pairs, and what a pair is: with whom, and how often."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.accounts.middleware import MemberRequest
from alongside.lib.keys import key_in
from alongside.one_on_ones import actions
from alongside.one_on_ones.forms import CalendarForm, PairForm, RhythmForm, rhythm_of
from alongside.one_on_ones.models import Pair
from alongside.one_on_ones.queries.pairs import pair_lines
from alongside.one_on_ones.views.found import back, find_pair
from alongside.one_on_ones.wording import rhythm_words
from alongside.people.actions import add_person
from alongside.people.queries import persons_of
from alongside.people.queries.person_page import suggested
from alongside.ui.http import page
from alongside.ui.toasts import toast

RHYTHM = ("every", "first_on", "at", "minutes", "zone")


@require_GET
def one_on_ones(request: MemberRequest) -> HttpResponse:
    now = timezone.now()
    lines = pair_lines(request.member, now=now)
    context = {"lines": lines, "calendar": CalendarForm()}
    if "archived" in request.GET:
        context["archived"] = pair_lines(request.member, now=now, archived=True)
    return page(request, "one_on_ones/one_on_ones.html", context)


@require_http_methods(["GET", "POST"])
def pair_up(request: MemberRequest) -> HttpResponse:
    first = {"zone": request.member.timezone, "first_on": timezone.localdate(), "at": "10:00"}
    if known := persons_of(request.member).filter(pk=key_in(request.GET.get("person", ""))).first():
        first["person"] = f"@{known.handle}"
    form = PairForm(request.member, request.POST or None, initial=first)
    if form.is_valid():
        try:
            pair = _paired(request, form)
            _say_who_joins(request, pair, "has signed up, and sees what is shared here.")
            return redirect("one_on_ones:agenda", pk=pair.pk)
        except ValidationError as wrong:
            form.add_error(None, wrong.messages)
    return page(request, "one_on_ones/pair_up.html", {"form": form, "everyone": suggested(request.member)})


@require_http_methods(["GET", "POST"])
def change_rhythm(request: MemberRequest, pk: int) -> HttpResponse:
    pair = find_pair(request, pk)
    form = RhythmForm(request.POST or None, initial=rhythm_of(pair))
    if form.is_valid():
        before = {name: "" if value is None else value for name, value in rhythm_of(pair).items()}
        actions.change_rhythm(request.member, pair=pair, **form.cleaned_data)
        if "by_calendar" in request.POST:
            toast(
                request,
                f"You meet {rhythm_words(pair.rhythm)}, as your calendar has it.",
                undo=request.path,
                fields=before,
            )
        else:
            toast(request, "The rhythm is changed. What was written stays.")
        return back(request, pair)
    context = {"form": form, "pair": pair, "title": pair.title_for(request.member)}
    return page(request, "one_on_ones/rhythm.html", context)


@require_POST
def archive(request: MemberRequest, pk: int) -> HttpResponse:
    pair = actions.archive(request.member, pair=find_pair(request, pk))
    said = f"Archived your one-on-ones with {pair.other_name(request.member)}."
    toast(request, said, undo=reverse("one_on_ones:restore", args=[pk]))
    return redirect("one_on_ones:one_on_ones")


@require_POST
def restore(request: MemberRequest, pk: int) -> HttpResponse:
    actions.restore(request.member, pair=find_pair(request, pk))
    return redirect("one_on_ones:agenda", pk=pk)


@require_POST
def bring_in(request: MemberRequest, pk: int) -> HttpResponse:
    pair = find_pair(request, pk)
    try:
        actions.bring_in(request.member, pair=pair)
        _say_who_joins(request, pair, "sees what is shared here from now on.")
    except ValidationError as wrong:
        toast(request, " ".join(wrong.messages))
    return redirect("one_on_ones:agenda", pk=pk)


def _say_who_joins(request: MemberRequest, pair: Pair, what: str) -> None:
    """By their own name: an address of somebody else is noticed then."""
    if pair.other:
        toast(request, f"{pair.other.name} {what}")


def _paired(request: MemberRequest, form: PairForm) -> Pair:
    given = form.cleaned_data
    person = given["person"] or add_person(request.member, name=given["name"], relation=given["relation"] or "other")
    return actions.pair_up(request.member, person=person, **{name: given[name] for name in RHYTHM})
