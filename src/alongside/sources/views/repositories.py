from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from alongside.accounts.middleware import MemberRequest
from alongside.sources import actions, queries
from alongside.sources.collectors.registry import collectors
from alongside.sources.folders import listing, served_here
from alongside.sources.forms import PathForm
from alongside.sources.models import Collection, Repository
from alongside.sources.proposals import identity_proposals as proposals
from alongside.ui.http import page
from alongside.ui.toasts import toast


@require_GET
def sources(request: MemberRequest) -> HttpResponse:
    return _sources(request, PathForm())


@require_POST
def add(request: MemberRequest) -> HttpResponse:
    """One folder that was typed, or several that were picked."""
    form = PathForm(request.POST)
    if form.is_valid():
        for path in dict.fromkeys(request.POST.getlist("path")):
            _collect(request, form, path)
    return _sources(request, form) if form.errors else redirect("sources:sources")


@require_GET
def folders(request: MemberRequest) -> HttpResponse:
    if not served_here():
        raise PermissionDenied("Others use this server too, so it shows no folders.")
    return page(request, "sources/folders.html", {"listing": listing(request.GET.get("path", ""))})


@require_GET
def repository(request: MemberRequest, pk: int) -> HttpResponse:
    """The row alone, for a page that looks how far it is."""
    found = _repository(request, pk)
    if not request.htmx:
        return redirect("sources:sources")
    run = queries.last_run(request.member, found)
    return page(request, "sources/sources.html#row", {"repository": found, "run": run})


@require_POST
def collect(request: MemberRequest, pk: int) -> HttpResponse:
    found = _repository(request, pk)
    form = PathForm({"path": found.path})
    _collect(request, form, found.path)
    return _sources(request, form) if form.errors else redirect("sources:sources")


@require_POST
def cancel(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Collection.objects.visible_to(request.member), pk=pk)
    actions.cancel(request.member, collection=found)
    return redirect("sources:sources")


@require_POST
def forget(request: MemberRequest, pk: int) -> HttpResponse:
    found = _repository(request, pk)
    actions.forget_repository(request.member, repository=found)
    toast(request, f"{found.name} is not read any more.", undo=reverse("sources:remember", args=[pk]))
    return redirect("sources:sources")


@require_POST
def remember(request: MemberRequest, pk: int) -> HttpResponse:
    actions.remember_repository(request.member, repository=_repository(request, pk))
    return redirect("sources:sources")


def _sources(request: MemberRequest, form: PathForm) -> HttpResponse:
    last = queries.last_runs(request.member)
    runs, running = ({getattr(run, key): run for run in last} for key in ("repository_id", "connection_id"))
    rows = [(found, runs.get(found.pk)) for found in queries.repositories(request.member)]
    connections = [(found, running.get(found.pk)) for found in queries.connections(request.member)]
    more = {
        "connections": connections,
        "collectors": collectors().values(),
        "form": form,
        "here": served_here(),
        "proposals": len(proposals(request.member)),
    }
    return page(request, "sources/sources.html", {"rows": rows, **more})


def _collect(request: MemberRequest, form: PathForm, path: str) -> None:
    try:
        actions.collect(request.member, path=path)
    except ValidationError as problem:
        form.add_error("path", problem.messages)


def _repository(request: MemberRequest, pk: int) -> Repository:
    return get_object_or_404(Repository.objects.visible_to(request.member), pk=pk)
