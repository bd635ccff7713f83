from datetime import date
from typing import Annotated
from urllib.parse import urlsplit

from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST
from pydantic import Field, TypeAdapter

from alongside.accounts.middleware import MemberRequest
from alongside.evidence import actions, queries
from alongside.evidence.models import Activity, Entry, Piece
from alongside.evidence.views.found import keys_in, or_toast, piece_of
from alongside.ui.http import back, page
from alongside.ui.toasts import toast

ON_A_PAGE = 20
_STOOD = TypeAdapter(Annotated[list[queries.Stood], Field(min_length=2, max_length=50)])


@require_GET
def pieces(request: MemberRequest) -> HttpResponse:
    dismissed, month = "dismissed" in request.GET, _month(request.GET.get("month", ""))
    weight = month is not None or "weight" in request.GET
    rows = queries.inbox_rows(request.member, dismissed=dismissed)
    if month:
        rows = rows.filter(last_on__year=month.year, last_on__month=month.month)
    if weight:
        rows = rows.order_by("-score", "-last_on", "pk")
    found = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": found, "dismissed": dismissed, "weight": weight, "month": month}
    return page(request, "evidence/pieces.html#pieces", context)


@require_GET
def piece(request: MemberRequest, pk: int) -> HttpResponse:
    found = piece_of(request, pk)
    entries = Entry.objects.visible_to(request.member).filter(piece=found, archived_at=None)
    context = {"piece": found, "entries": entries, "came_from": _came_from(request)}
    return page(request, "evidence/piece.html#sources", context)


@require_POST
def accept(request: MemberRequest, pk: int) -> HttpResponse:
    found = _piece(request, pk)
    kind = request.POST.get("kind", "")
    entry = or_toast(request, lambda: actions.accept(request.member, piece=found, kind=kind))
    if entry:
        toast(request, f"“{found.title}” is in your log.", undo=reverse("evidence:archive", args=[entry.pk]))
    if request.htmx:
        return page(request, "evidence/piece.html#taken", {"piece": found, "entry": entry})
    return back(request, "evidence:pieces")


@require_POST
def dismiss(request: MemberRequest, pk: int) -> HttpResponse:
    found = _piece(request, pk)
    actions.dismiss(request.member, piece=found)
    toast(request, f"Dismissed “{found.title}”.", undo=reverse("evidence:bring_back", args=[pk]))
    return _gone(request)


@require_POST
def bring_back(request: MemberRequest, pk: int) -> HttpResponse:
    actions.bring_back(request.member, piece=_piece(request, pk))
    return _gone(request)


@require_POST
def retitle(request: MemberRequest, pk: int) -> HttpResponse:
    actions.retitle(request.member, piece=_piece(request, pk), title=request.POST.get("title", ""))
    return back(request, "evidence:piece", pk)


@require_POST
def merge(request: MemberRequest) -> HttpResponse:
    chosen = list(Piece.objects.visible_to(request.member).filter(pk__in=keys_in(request.POST.getlist("piece"))[:50]))
    stood = queries.how_they_stand(request.member, chosen)
    whole = or_toast(request, lambda: actions.merge(request.member, pieces=chosen))
    if whole is None:
        return back(request, "evidence:pieces")
    undo = reverse("evidence:take_apart", args=[whole.pk])
    fields = {"stood": _STOOD.dump_json(stood).decode()}
    toast(request, f"They are one piece of work now: “{whole.title}”.", undo=undo, fields=fields)
    return redirect("evidence:piece", whole.pk)


@require_POST
def take_apart(request: MemberRequest, pk: int) -> HttpResponse:
    """Undo of a merge."""
    found = _piece(request, pk)
    try:
        stood = _STOOD.validate_json(request.POST.get("stood", ""))
    except ValueError:
        raise BadRequest from None
    or_toast(request, lambda: actions.take_apart(request.member, piece=found, stood=stood))
    return redirect("evidence:pieces")


@require_POST
def split(request: MemberRequest, pk: int) -> HttpResponse:
    found = _piece(request, pk)
    mine = Activity.objects.visible_to(request.member).filter(piece=found)
    going = list(mine.filter(pk__in=keys_in(request.POST.getlist("activity"))[:500]))
    new = or_toast(request, lambda: actions.split(request.member, piece=found, activities=going))
    if new is None:
        return redirect("evidence:piece", pk)
    undo = {"piece": f"{found.pk},{new.pk}"}
    toast(request, f"“{new.title}” stands on its own now.", undo=reverse("evidence:merge"), fields=undo)
    return redirect("evidence:piece", new.pk)


def _came_from(request: MemberRequest) -> str:
    """The page before this one, where a dismissal leads back to; else this one."""
    before = request.headers.get("Referer", "")
    return before if before and urlsplit(before).path != request.path else request.get_full_path()


def _month(text: str) -> date | None:
    """Its first day, of 2026-11."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None


def _gone(request: MemberRequest) -> HttpResponse:
    return page(request, "evidence/entry.html#gone") if request.htmx else back(request, "evidence:pieces")


def _piece(request: MemberRequest, pk: int) -> Piece:
    return get_object_or_404(Piece.objects.visible_to(request.member), pk=pk)
