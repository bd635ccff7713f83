from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.accounts.middleware import MemberRequest
from alongside.evidence import actions, queries
from alongside.evidence.forms import LineForm
from alongside.evidence.models import Entry
from alongside.evidence.views.found import chosen_readers, entry_of, or_toast, others
from alongside.sharing.guard import must
from alongside.sharing.models import Audience
from alongside.ui.forms import show
from alongside.ui.http import back, page
from alongside.ui.toasts import toast


@require_GET
def entry(request: MemberRequest, pk: int) -> HttpResponse:
    return _show(request, entry_of(request, pk))


@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    found = entry_of(request, pk)
    must(request.member, "edit", found)
    form = (
        LineForm(request.POST) if request.method == "POST" else LineForm(initial={"line": queries.line_to_edit(found)})
    )
    if form.is_bound and form.is_valid():
        try:
            actions.edit(request.member, entry=found, line=form.cleaned_data["line"])
        except ValidationError as problem:
            show(form, problem)
        else:
            return _changed(request, pk)
    return page(request, "evidence/edit.html#form", {"entry": found, "form": form})


@require_POST
def archive(request: MemberRequest, pk: int) -> HttpResponse:
    found = entry_of(request, pk)
    actions.archive(request.member, entry=found)
    toast(request, f"Archived “{_short(found)}”.", undo=reverse("evidence:restore", args=[pk]))
    return page(request, "evidence/entry.html#gone") if request.htmx else back(request, "evidence:log")


@require_POST
def restore(request: MemberRequest, pk: int) -> HttpResponse:
    actions.restore(request.member, entry=entry_of(request, pk))
    return _changed(request, pk)


@require_POST
def ease(request: MemberRequest, pk: int) -> HttpResponse:
    return _do(request, pk, actions.ease, "It is over.", "evidence:unease")


@require_POST
def unease(request: MemberRequest, pk: int) -> HttpResponse:
    return _do(request, pk, actions.unease, "It is open again.", "evidence:ease")


@require_http_methods(["GET", "POST"])
def share(request: MemberRequest, pk: int) -> HttpResponse:
    found = entry_of(request, pk)
    must(request.member, "edit", found)
    if request.method != "POST":
        readers = queries.choices_of_readers(found, request.member, list(others(request.member)))
        context = {"thing": found, "noun": "entry", "readers": readers}
        return page(request, "evidence/share.html#choices", {**context, "action": request.path})
    audience, members = chosen_readers(request)
    if audience == Audience.ME:
        actions.withdraw(request.member, entry=found)
    else:
        or_toast(request, lambda: actions.share(request.member, entry=found, audience=audience, with_members=members))
    return _changed(request, pk)


def _do(request: MemberRequest, pk: int, verb: Callable[..., None], said: str, undo: str) -> HttpResponse:
    found = entry_of(request, pk)

    def run() -> bool:
        verb(request.member, entry=found)
        return True

    if or_toast(request, run):
        toast(request, said, undo=reverse(undo, args=[pk]))
    return _changed(request, pk)


def _changed(request: MemberRequest, pk: int) -> HttpResponse:
    """The row as it is now, or the page that the form came from."""
    if request.htmx:
        return _show(request, entry_of(request, pk))
    return back(request, "evidence:entry", pk)


def _show(request: MemberRequest, found: Entry) -> HttpResponse:
    stories = queries.stories_of(request.member).filter(entries=found) if not request.htmx else []
    return page(request, "evidence/entry.html#row", {"entry": found, "stories": stories})


def _short(found: Entry) -> str:
    return found.text if len(found.text) <= 60 else f"{found.text[:59]}…"
