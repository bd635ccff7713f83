"""What the views of the room find, and how they refuse."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404

from alongside.accounts.middleware import MemberRequest
from alongside.accounts.models import Member
from alongside.evidence import queries
from alongside.evidence.models import Entry, Piece, Story
from alongside.lib.keys import key_in
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
    return Audience.NAMED, list(others(request.member).filter(pk=key_in(said)))


def others(viewer: Member) -> QuerySet[Member]:
    return viewer.workspace.members.exclude(pk=viewer.pk).order_by("name", "pk")


def or_toast[T](request: MemberRequest, verb: Callable[[], T]) -> T | None:
    """Do it. What cannot be done is said in a toast, and nothing has changed."""
    try:
        return verb()
    except ValidationError as problem:
        toast(request, " ".join(problem.messages))
        return None


def keys_in(texts: list[str]) -> list[int]:
    return [found for text in texts for part in text.split(",") if (found := key_in(part.strip()))]


def _or_404[T](found: T | None) -> T:
    if found is None:
        raise Http404
    return found
