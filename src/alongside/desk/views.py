from datetime import timedelta

from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from alongside.accounts import actions as accounts
from alongside.accounts.middleware import MemberRequest
from alongside.accounts.models import Token
from alongside.desk import actions, archive
from alongside.desk.finders import find_lines
from alongside.desk.finding import FEW, MANY, commands, find
from alongside.desk.forms import DelayForm, SettingsForm, WelcomeForm
from alongside.desk.pressing import open_pairs
from alongside.desk.today import greeting
from alongside.desk.today import today as lines_of_today
from alongside.evidence.capture import KIND_BY_WORD
from alongside.one_on_ones.models import Pair
from alongside.sources.models import UNDER_WAY, Collection
from alongside.sources.queries import repositories
from alongside.ui.forms import show
from alongside.ui.http import page
from alongside.ui.toasts import toast

AT_MOST_WHEN_NEW = 3
"""With so many lines on Today there is something to do already."""


@require_GET
def today(request: MemberRequest) -> HttpResponse:
    day = timezone.localdate()
    lines = lines_of_today(request.member, day=day, find=find_lines)
    if len(lines) < AT_MOST_WHEN_NEW and "later" not in request.GET and is_new(request):
        return redirect("desk:welcome")
    return page(request, "desk/today.html", {"day": day, "lines": lines, "greeting": greeting(lines)})


def is_new(request: MemberRequest) -> bool:
    begun = repositories(request.member).order_by().values("pk")
    return not begun.union(open_pairs(request.member).order_by().values("pk")).exists()


@require_POST
def delay(request: MemberRequest) -> HttpResponse:
    form = DelayForm(request.POST)
    if form.is_valid():
        key, days = form.cleaned_data["key"], form.cleaned_data["days"]
        until = timezone.localdate() + timedelta(days=days) if days else None
        actions.delay(request.member, key=key, until=until)
        said = f"Put off until {until:%-d %B}." if until else "It will not come back."
        toast(request, said, undo=reverse("desk:show_again"), fields={"key": key})
    else:
        toast(request, "It was not put off. Choose from 1 to 365 days, or none to put it off for good.")
    return redirect("desk:today")


@require_POST
def show_again(request: MemberRequest) -> HttpResponse:
    actions.show_again(request.member, key=request.POST.get("key", ""))
    return redirect("desk:today")


@require_http_methods(["GET", "POST"])
def welcome(request: MemberRequest) -> HttpResponse:
    form = WelcomeForm(request.POST or None, initial={"name": request.member.name, "emails": request.member.user.email})
    if form.is_valid():
        try:
            pair, problems = actions.begin(request.member, **form.cleaned_data)
        except ValidationError as problem:
            show(form, problem)
        else:
            if pair and not problems:
                return redirect("desk:reading", pair.pk)
            form.add_error("repositories", problems)
    return page(request, "desk/welcome.html", {"form": form})


@require_GET
def reading(request: MemberRequest, pk: int) -> HttpResponse:
    """The progress of the first reading; when it has ended, the preparation."""
    pair = get_object_or_404(Pair.objects.visible_to(request.member), pk=pk)
    runs = list(
        Collection.objects.visible_to(request.member).filter(UNDER_WAY).select_related("repository", "connection")
    )
    if not runs:
        prepared = reverse("one_on_ones:prepare", args=[pk])
        return HttpResponseClientRedirect(prepared) if request.htmx else redirect(prepared)
    context = {"pair": pair, "other": pair.other_name(request.member), "runs": [progress_of(run) for run in runs]}
    return page(request, "desk/reading.html#progress", context)


def progress_of(run: Collection) -> dict[str, object]:
    label = f"{run.name}: {run.stage or 'about to begin'}"
    return {"label": label, "read": run.read, "total": run.total}


@require_GET
def search(request: MemberRequest) -> HttpResponse:
    asked, only = request.GET.get("q", "").strip()[:500], request.GET.get("only", "")
    sections = find(request.member, asked, only=only, at_most=MANY if only else FEW) if asked else []
    found: dict[str, object] = {"sections": sections, "found_commands": commands(asked)}
    kind, colon, _ = asked.partition(":")
    found["is_line"] = bool(colon) and kind.casefold() in KIND_BY_WORD
    return page(request, "desk/search.html", {"asked": asked, "only": only, "box": asked, **found})


@require_http_methods(["GET", "POST"])
def settings(request: MemberRequest) -> HttpResponse:
    member = request.member
    form = SettingsForm(
        request.POST or None,
        initial={"name": member.name, "timezone": member.timezone, "review_on": member.review_on},
    )
    if form.is_valid():
        given = form.cleaned_data
        accounts.change_settings(member, name=given["name"], zone=given["timezone"])
        accounts.expect_review(member, on=given["review_on"])
        toast(request, "Saved.")
        return redirect("desk:settings")
    tokens = Token.objects.filter(member=member, revoked_at=None).order_by("pk")
    fresh = request.session.pop("fresh_token", "")
    return page(request, "desk/settings.html", {"form": form, "tokens": tokens, "fresh_token": fresh})


@require_POST
def issue_token(request: MemberRequest) -> HttpResponse:
    name = request.POST.get("name", "").strip()[:120] or "unnamed"
    request.session["fresh_token"] = accounts.issue_token(request.member, name=name)
    return redirect("desk:settings")


@require_POST
def revoke_token(request: MemberRequest, pk: int) -> HttpResponse:
    if not accounts.revoke_token(request.member, token_id=pk):
        raise Http404
    toast(request, "Revoked. Whatever used it has to be given another.")
    return redirect("desk:settings")


@require_GET
def export(request: MemberRequest) -> FileResponse:
    return FileResponse(archive.of(request.member), as_attachment=True, filename=archive.name(timezone.localdate()))
