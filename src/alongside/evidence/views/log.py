from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from alongside.accounts.middleware import MemberRequest
from alongside.evidence import actions, queries
from alongside.evidence.forms import FiltersForm, LineForm
from alongside.evidence.lines import read_line
from alongside.evidence.models import Entry, EntryKind
from alongside.lib.keys import key_in
from alongside.people.queries import persons_of
from alongside.ui.forms import show
from alongside.ui.http import page
from alongside.ui.toasts import toast

_MANY_DAYS = 50
_NARROW = ("kind", "topic", "person", "q", "whose")


@require_http_methods(["GET", "POST"])
def log(request: MemberRequest) -> HttpResponse:
    if request.method != "POST":
        return _log(request, "entries", typed=request.GET.get("line", "")[:2000])
    form = LineForm(request.POST)
    if form.is_valid():
        try:
            logged = actions.log(request.member, line=form.cleaned_data["line"])
        except ValidationError as problem:
            show(form, problem)
        else:
            return _logged(request, logged)
    return _log(request, "entries", form=form, typed=request.POST.get("line", ""))


@require_GET
def read(request: MemberRequest) -> HttpResponse:
    """The chips of a line that is being typed."""
    try:
        captured = read_line(request.GET.get("line", ""), today=timezone.localdate())
    except ValidationError:
        captured = None
    return page(request, "evidence/_chips.html#chips", {"captured": captured})


def _logged(request: MemberRequest, logged: Entry) -> HttpResponse:
    far = abs((timezone.localdate() - logged.happened_on).days) > _MANY_DAYS
    said = f"Logged for {logged.happened_on:%-d %B %Y}." if far else "Logged."
    toast(request, said, undo=reverse("evidence:archive", args=[logged.pk]))
    if request.htmx:
        request.method = "GET"
        return _log(request, "logged")
    return redirect(f"{reverse('evidence:log')}?logged={logged.pk}#entry-{logged.pk}")


def _log(request: MemberRequest, part: str, **more: Any) -> HttpResponse:
    asked = FiltersForm({} if request.method == "POST" or part == "logged" else request.GET)
    asked.is_valid()
    given = asked.cleaned_data
    words = {name: given.get(name) or "" for name in _NARROW}
    filters = queries.Filters(**words, archived=bool(given.get("archived")))
    context = {
        "page": queries.log_page(request.member, filters, number=given.get("page") or 1),
        "filters": filters,
        "kinds": _kinds(filters),
        "topics": queries.topics_of(request.member, at_most=12),
        "persons": persons_of(request.member)[:60],
        "address": _address(filters),
        "logged": key_in(request.GET.get("logged", "")),
        **more,
    }
    return page(request, f"evidence/log.html#{part}", context)


def _kinds(filters: queries.Filters) -> list[tuple[str, str, str, bool]]:
    """Kind, plural word, address, whether it is chosen."""
    words = {"feedback": "feedback", "thanks": "thanks"}
    return [
        (kind, words.get(kind, f"{kind}s"), _address(filters, kind=kind), kind == filters.kind)
        for kind in EntryKind.values
    ]


def _address(filters: queries.Filters, **changed: str) -> str:
    """The page with these filters, ready for a further `&page=2`."""
    asked = {name: changed.get(name, getattr(filters, name)) for name in _NARROW}
    more = {"archived": "1"} if filters.archived else {}
    return "?" + urlencode({name: value for name, value in asked.items() if value} | more)
