"""What the views of the room find, and how they refuse."""

from collections.abc import Callable

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404

from alongside.accounts.middleware import MemberRequest
from alongside.accounts.models import Member
from alongside.evidence import queries
from alongside.evidence.models import Entry, Piece, Story
from alongside.sharing.models import Audience
from alongside.ui.toasts import toast


def entry_of(request: MemberRequest, pk: int) -> Entry:
    """Archived ones too: their address stays good."""
    found = queries.told(Entry.objects.visible_to(request.member), request.member).filter(pk=pk).first()
    return _or_404(found)


def piece_of(request: MemberRequest, pk: int) -> Piece:
    return _or_404(queries.pieces_of(request.member).filter(pk=pk).first())


def story_of(request: MemberRequest, pk: int) -> Story:
    return _or_404(queries.stories_of(request.member, archived=None).filter(pk=pk).first())


def chosen_readers(request: MemberRequest) -> tuple[str, list[Member]]:
    """What a button of the menu behind the eye says: `me`, `workspace`, or the key of one member."""
    said = request.POST.get("reader", "")
    if said in (Audience.ME, Audience.WORKSPACE):
        return said, []
    return Audience.NAMED, list(others(request.member).filter(pk=number(said)))


def others(viewer: Member) -> QuerySet[Member]:
    return viewer.workspace.members.exclude(pk=viewer.pk).order_by("name", "pk")


def done[T](request: MemberRequest, verb: Callable[[], T]) -> T | None:
    """Do it. What cannot be done is said in a toast, and nothing has changed."""
    try:
        return verb()
    except ValidationError as problem:
        toast(request, " ".join(problem.messages))
        return None


def show(form: forms.BaseForm, problem: ValidationError) -> None:
    """Beside its field where the form has that field, else above all."""
    by_field = problem.message_dict if hasattr(problem, "error_dict") else {"": problem.messages}
    for name, messages in by_field.items():
        form.add_error(name if name in form.fields else None, messages)


def number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


def numbers(texts: list[str]) -> list[int]:
    return [found for text in texts for part in text.split(",") if (found := number(part.strip()))]


def _or_404[T](found: T | None) -> T:
    if found is None:
        raise Http404
    return found
