from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.accounts.middleware import MemberRequest
from alongside.knowledge import actions, queries
from alongside.knowledge.forms import AreaForm, SplitForm
from alongside.knowledge.models import Area
from alongside.lib.keys import key_in
from alongside.sharing.models import Audience
from alongside.ui.forms import show
from alongside.ui.http import back, page
from alongside.ui.toasts import toast


@require_GET
def areas(request: MemberRequest) -> HttpResponse:
    told = queries.areas_of(request.member)
    mine, others = ([each for each in told if each.is_mine is whose] for whose in (True, False))
    asleep = [each for each in mine if each.is_asleep]
    awake = [each for each in mine if not each.is_asleep]
    context = {"areas": awake, "asleep": asleep, "others": others, "hidden": queries.hidden_areas(request.member)}
    return page(request, "knowledge/areas.html", {**context, "today": timezone.localdate()})


@require_http_methods(["GET", "POST"])
def add_area(request: MemberRequest) -> HttpResponse:
    form = AreaForm(request.POST or None)
    if form.is_valid():
        try:
            added = actions.add_area(request.member, **form.cleaned_data)
        except ValidationError as problem:
            show(form, problem)
        else:
            return redirect("knowledge:area", added.pk)
    return page(request, "knowledge/area_form.html", {"form": form, "title": "Add an area"})


@require_GET
def area(request: MemberRequest, pk: int) -> HttpResponse:
    return _area(request, _seen(request, pk), SplitForm())


@require_http_methods(["GET", "POST"])
def edit_area(request: MemberRequest, pk: int) -> HttpResponse:
    found = _own(request, pk)
    paths = "\n".join(dict.fromkeys(found.paths))  # Two repositories of one name: what is typed so is both.
    now = {"name": found.name, "paths": paths, **{key: getattr(found, key) for key in _TEXTS}}
    form = AreaForm(request.POST or None, initial=now)
    if form.is_valid():
        try:
            actions.edit_area(request.member, area=found, **form.cleaned_data)
        except ValidationError as problem:
            show(form, problem)
        else:
            return redirect("knowledge:area", pk)
    return page(request, "knowledge/area_form.html", {"form": form, "title": f"Edit {found.name}", "area": found})


@require_POST
def merge_area(request: MemberRequest, pk: int) -> HttpResponse:
    found, into = _own(request, pk), _own(request, key_in(request.POST.get("into", "")))
    try:
        actions.merge_area(request.member, area=found, into=into)
    except ValidationError as problem:
        toast(request, " ".join(problem.messages))
        return redirect("knowledge:area", pk)
    toast(request, f"{found.name} is a part of {into.name} now.", undo=reverse("knowledge:unmerge_area", args=[pk]))
    return redirect("knowledge:area", into.pk)


@require_POST
def unmerge_area(request: MemberRequest, pk: int) -> HttpResponse:
    actions.unmerge_area(request.member, area=_own(request, pk))
    return redirect("knowledge:area", pk)


@require_POST
def split_area(request: MemberRequest, pk: int) -> HttpResponse:
    found, form = _own(request, pk), SplitForm(request.POST)
    if form.is_valid():
        try:
            new = actions.split_area(request.member, area=found, **form.cleaned_data)
        except ValidationError as problem:
            show(form, problem)
        else:
            undo = reverse("knowledge:unsplit_area", args=[new.pk])
            toast(request, f"{new.name} is an area of its own now.", undo=undo)
            return redirect("knowledge:area", new.pk)
    return _area(request, found, form)


@require_POST
def unsplit_area(request: MemberRequest, pk: int) -> HttpResponse:
    try:
        whole = actions.unsplit_area(request.member, area=_own(request, pk))
    except ValidationError as problem:
        toast(request, " ".join(problem.messages))
        return redirect("knowledge:area", pk)
    return redirect("knowledge:area", whole.pk)


@require_POST
def hide_area(request: MemberRequest, pk: int) -> HttpResponse:
    found = _own(request, pk)
    actions.hide_area(request.member, area=found)
    toast(request, f"{found.name} is hidden.", undo=reverse("knowledge:show_area", args=[pk]))
    return redirect("knowledge:areas")


@require_POST
def show_area(request: MemberRequest, pk: int) -> HttpResponse:
    actions.show_area(request.member, area=_own(request, pk))
    return back(request, "knowledge:areas")


@require_POST
def share_area(request: MemberRequest, pk: int) -> HttpResponse:
    found = _own(request, pk)
    before = found.audience
    try:
        actions.share_area(request.member, area=found, audience=request.POST.get("audience", ""))
    except ValidationError as problem:
        toast(request, " ".join(problem.messages))
    else:
        said = f"everyone in {request.member.workspace.name}" if found.audience == Audience.WORKSPACE else "only you"
        undo = reverse("knowledge:share_area", args=[pk])
        toast(request, f"Who sees {found.name}: {said}.", undo=undo, fields={"audience": before})
    return redirect("knowledge:area", pk)


@require_POST
def look_at(request: MemberRequest, pk: int) -> HttpResponse:
    found = _seen(request, pk)
    actions.look_at(request.member, area=found)
    toast(request, f"You looked at {found.name} today.", undo=reverse("knowledge:take_look_back", args=[pk]))
    return back(request, "knowledge:areas")


@require_POST
def take_look_back(request: MemberRequest, pk: int) -> HttpResponse:
    actions.take_look_back(request.member, area=_seen(request, pk))
    return back(request, "knowledge:areas")


_TEXTS = ("problem", "abilities", "limits", "users")


def _area(request: MemberRequest, found: Area, form: SplitForm) -> HttpResponse:
    told = queries.area_told(request.member, found)
    others = queries.areas(request.member).filter(owner=request.member, hidden_at=None, into=None).exclude(pk=found.pk)
    people = queries.who_knows(request.member, found) if told.is_mine else []
    knowers = [each for each in people if each.knows]
    context = {
        "area": found,
        "told": told,
        "known_by": len(knowers) if told.is_mine else found.known_by,
        "knowers": knowers,
        "gone": sorted((each for each in people if not each.knows), key=lambda each: each.last_on, reverse=True),
        "others": others.order_by("name") if told.is_mine else [],
        "form": form,
        "today": timezone.localdate(),
        "workspace": request.member.workspace.name,
    }
    return page(request, "knowledge/area.html", context)


def _seen(request: MemberRequest, pk: int) -> Area:
    return get_object_or_404(queries.areas(request.member), pk=pk)


def _own(request: MemberRequest, pk: int) -> Area:
    found = _seen(request, pk)
    if found.owner_id != request.member.pk:
        raise PermissionDenied("This area is not yours to edit.")
    return found
