from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from alongside.accounts.middleware import MemberRequest
from alongside.evidence.models import Entry, Piece
from alongside.knowledge import queries
from alongside.knowledge.models import Area
from alongside.lib.cleaning import one_line
from alongside.lib.keys import key_in
from alongside.people import actions as people
from alongside.people.models import Person, TouchpointKind
from alongside.sources.models import PATH
from alongside.ui.http import back, page
from alongside.ui.toasts import toast

_MOST_PATHS = 200
_ABOUT: dict[str, type[Entry | Piece | Area]] = {"entry": Entry, "piece": Piece, "area": Area}


@require_GET
def ask(request: MemberRequest) -> HttpResponse:
    text, paths = _plain(request.GET.get("q", "")), _paths(request)
    about = {name: found for name in _ABOUT if (found := _about(request, name))}
    asked = text or paths or about
    answer = queries.whom_to_ask(request.member, text=text, paths=paths, **about) if asked else None
    thing = next(iter(about.values()), "") or ", ".join(paths)
    here = request.get_full_path()  # a note and its undo lead back to the answer, not to an empty page
    context = {"q": text or _typed(paths, **about), "answer": answer, "thing": thing, "here": here}
    if answer is None:
        context["examples"] = queries.examples(request.member)
    return page(request, "knowledge/ask.html#answer", context)


@require_POST
def add_person(request: MemberRequest) -> HttpResponse:
    """A name from an answer, onto the member's map, with the address under which they commit."""
    name, address = request.POST.get("name", "")[:120], request.POST.get("address", "")[:254]
    try:
        added = people.add_person_known_as(request.member, known=(("name", name), ("email", address)))
    except ValidationError as problem:
        toast(request, " ".join(problem.messages))
    else:
        undo = reverse("people:remove_person", args=[added.pk])
        toast(request, f"{added.name} is among your people now, as @{added.handle}.", undo=undo)
    return back(request, "knowledge:ask")


@require_POST
def asked(request: MemberRequest, pk: int) -> HttpResponse:
    """The member asked this person: a touchpoint."""
    person = get_object_or_404(Person.objects.visible_to(request.member), pk=pk)
    about = request.POST.get("about", "")[:280]
    touched = people.touch(request.member, person=person, kind=TouchpointKind.QUESTION, text=about)
    undo = reverse("people:untouch", args=[touched.pk])
    toast(request, f"Noted: you asked {person.name}.", undo=undo)
    return back(request, "people:person", pk)


def _typed(paths: list[str], entry: Entry | None = None, piece: Piece | None = None, area: Area | None = None) -> str:
    """What one would type to ask about the same, or near it: to go on from there."""
    if entry or piece:
        return _plain(entry.text if entry else piece.title if piece else "")
    return " ".join(paths or (area.paths if area else ()))


def _plain(text: str) -> str:
    return one_line(text)[:500]


def _paths(request: MemberRequest) -> list[str]:
    """As `alongside ask --path`: one or more."""
    paths = (path.replace("\x00", "").strip() for path in request.GET.getlist("path"))
    return [path for path in paths if path and len(path) <= PATH][:_MOST_PATHS]


def _about(request: MemberRequest, name: str) -> Any:
    key = key_in(request.GET.get(name, ""))
    rows: Any = _ABOUT[name].objects
    return get_object_or_404(rows.visible_to(request.member), pk=key) if key else None
