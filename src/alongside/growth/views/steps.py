from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from alongside.accounts.middleware import MemberRequest
from alongside.growth import actions, queries
from alongside.growth.models import Step
from alongside.ui.http import back, page
from alongside.ui.toasts import toast


@require_GET
def steps(request: MemberRequest) -> HttpResponse:
    """When there may be steps that nobody has looked for yet, the page asks for that by itself."""
    today = timezone.localdate()
    week = queries.week_of_steps(request.member, today=today)
    open_steps = [step for step in week.steps if step.state == Step.State.OPEN]
    settled = [step for step in week.steps if step.state != Step.State.OPEN]
    context = {
        "week": week,
        "open_steps": open_steps,
        "settled": settled,
        "looks": week.to_be_looked_for(today=today),
    }
    return page(request, "growth/steps.html", context)


@require_POST
def plan_steps(request: MemberRequest) -> HttpResponse:
    before = queries.week_of_steps(request.member, today=timezone.localdate())
    found = actions.plan_steps(request.member, today=timezone.localdate())
    if before.looked_on == timezone.localdate() and len(found) == len(before.steps):
        toast(request, "Nothing more is worth proposing this week.")
    return redirect("growth:steps")


@require_POST
def finish_step(request: MemberRequest, pk: int) -> HttpResponse:
    return _settle(request, pk, actions.finish_step, "Done.")


@require_POST
def put_off_step(request: MemberRequest, pk: int) -> HttpResponse:
    return _settle(request, pk, actions.put_off_step, "Put off until another week.")


@require_POST
def refuse_step(request: MemberRequest, pk: int) -> HttpResponse:
    return _settle(request, pk, actions.refuse_step, "No step of this kind will be proposed again.")


@require_POST
def reopen_step(request: MemberRequest, pk: int) -> HttpResponse:
    actions.reopen_step(request.member, step=_the_step(request, pk))
    return back(request, "growth:steps")


@require_POST
def allow_steps(request: MemberRequest) -> HttpResponse:
    actions.allow_steps(request.member, kind=request.POST.get("kind", ""))
    return redirect("growth:steps")


def _settle(request: MemberRequest, pk: int, verb: Callable[..., Step], said: str) -> HttpResponse:
    step = _the_step(request, pk)
    verb(request.member, step=step)
    toast(request, said, undo=reverse("growth:reopen_step", args=[step.pk]))
    return back(request, "growth:steps")


def _the_step(request: MemberRequest, pk: int) -> Step:
    return get_object_or_404(Step.objects.visible_to(request.member), pk=pk)
