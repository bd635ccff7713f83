"""Topics the member wants their name on."""

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.accounts.middleware import MemberRequest
from alongside.growth import actions, queries
from alongside.growth.forms import TopicForm
from alongside.growth.views.found import done, the_topic
from alongside.ui.forms import show
from alongside.ui.http import page
from alongside.ui.toasts import toast

EVIDENCE, LINKED, ALL = 4, 5, 60


@require_GET
def topics(request: MemberRequest) -> HttpResponse:
    return _topics(request, TopicForm())


@require_GET
def topic(request: MemberRequest, pk: int) -> HttpResponse:
    """All that is on record of one."""
    (line,) = queries.topic_lines(request.member, today=timezone.localdate(), only=the_topic(request, pk))
    shown = Paginator(line.evidence, ALL).get_page(request.GET.get("page"))
    return page(request, "growth/topic.html", {"line": line, "page": shown})


@require_POST
def choose_topic(request: MemberRequest) -> HttpResponse:
    form = TopicForm(request.POST)
    if form.is_valid():
        try:
            chosen = actions.choose_topic(request.member, **form.cleaned_data)
        except ValidationError as problem:
            show(form, problem)
        else:
            undo = reverse("growth:drop_topic", args=[chosen.pk])
            toast(request, f"“{chosen.topic}” is one of your topics.", undo=undo)
            return redirect("growth:topics")
    return _topics(request, form)


@require_http_methods(["GET", "POST"])
def edit_topic(request: MemberRequest, pk: int) -> HttpResponse:
    known = the_topic(request, pk)
    now = {"topic": known.topic, "words": ", ".join(known.words), "every_weeks": known.every_weeks}
    form = TopicForm(request.POST or None, initial=now)
    if form.is_valid():
        try:
            actions.edit_topic(request.member, known_for=known, **form.cleaned_data)
        except ValidationError as problem:
            show(form, problem)
        else:
            return redirect("growth:topics")
    return page(request, "growth/topic_form.html", {"form": form, "known_for": known})


@require_POST
def drop_topic(request: MemberRequest, pk: int) -> HttpResponse:
    known = the_topic(request, pk)
    actions.drop_topic(request.member, known_for=known)
    toast(request, f"Dropped “{known.topic}”.", undo=reverse("growth:restore_topic", args=[pk]))
    return redirect("growth:topics")


@require_POST
def restore_topic(request: MemberRequest, pk: int) -> HttpResponse:
    known = the_topic(request, pk)

    def restore() -> str:
        actions.restore_topic(request.member, known_for=known)
        return ""

    return done(request, "growth:topics", restore)


def _topics(request: MemberRequest, form: TopicForm) -> HttpResponse:
    lines = queries.topic_lines(request.member, today=timezone.localdate())
    dropped = queries.chosen_topics(request.member, dropped=True)
    context = {"lines": lines, "form": form, "dropped": dropped, "evidence": EVIDENCE, "linked": LINKED}
    return page(request, "growth/topics.html", context)
