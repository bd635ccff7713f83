"""What the member needs of others, and who helps with it."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.accounts.middleware import MemberRequest
from alongside.growth import actions, queries
from alongside.growth.forms import NeedForm
from alongside.growth.views.found import done, the_need, who_is_meant
from alongside.ui.forms import show
from alongside.ui.http import back, page
from alongside.ui.toasts import toast


@require_GET
def support(request: MemberRequest) -> HttpResponse:
    return _support(request, NeedForm())


@require_POST
def add_need(request: MemberRequest) -> HttpResponse:
    form = NeedForm(request.POST)
    if form.is_valid():
        try:
            need = actions.add_need(request.member, **form.cleaned_data)
        except ValidationError as problem:
            show(form, problem)
        else:
            toast(request, f"Added “{need.text}”.", undo=reverse("growth:drop_need", args=[need.pk]))
            return redirect("growth:support")
    return _support(request, form)


@require_http_methods(["GET", "POST"])
def edit_need(request: MemberRequest, pk: int) -> HttpResponse:
    need = the_need(request, pk)
    form = NeedForm(request.POST or None, initial={"text": need.text})
    if form.is_valid():
        try:
            actions.edit_need(request.member, need=need, **form.cleaned_data)
        except ValidationError as problem:
            show(form, problem)
        else:
            return redirect("growth:support")
    return page(request, "growth/need_form.html", {"form": form, "need": need})


@require_POST
def get_help(request: MemberRequest, pk: int) -> HttpResponse:
    need = the_need(request, pk)
    try:
        person = who_is_meant(request)
    except ValidationError as problem:
        toast(request, " ".join(problem.messages))
        return back(request, "growth:support")
    actions.get_help(request.member, need=need, person=person)
    undo = reverse("growth:get_no_help", args=[pk])
    toast(request, f"{person.name} helps with “{need.text}”.", undo=undo, fields={"person": person.pk})
    return back(request, "growth:support")


@require_POST
def get_no_help(request: MemberRequest, pk: int) -> HttpResponse:
    need = the_need(request, pk)

    def remove() -> str:
        person = who_is_meant(request)
        actions.get_no_help(request.member, need=need, person=person)
        undo = reverse("growth:get_help", args=[pk])
        toast(request, f"{person.name} no longer helps with “{need.text}”.", undo=undo, fields={"person": person.pk})
        return ""

    return done(request, "growth:support", remove)


@require_POST
def drop_need(request: MemberRequest, pk: int) -> HttpResponse:
    need = the_need(request, pk)
    actions.drop_need(request.member, need=need)
    toast(request, f"Dropped “{need.text}”.", undo=reverse("growth:restore_need", args=[pk]))
    return redirect("growth:support")


@require_POST
def restore_need(request: MemberRequest, pk: int) -> HttpResponse:
    need = the_need(request, pk)

    def restore() -> str:
        actions.restore_need(request.member, need=need)
        return ""

    return done(request, "growth:support", restore)


def _support(request: MemberRequest, form: NeedForm) -> HttpResponse:
    found = queries.support_of(request.member, today=timezone.localdate())
    context = {"found": found, "form": form, "dropped": queries.needs_of(request.member, dropped=True)}
    return page(request, "growth/support.html", context)
