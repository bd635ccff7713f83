"""Undo of a merge: every piece of work stands again as it stood."""

from collections.abc import Sequence

from django.utils import timezone

from alongside.accounts.models import Member
from alongside.events.actions import record
from alongside.evidence.actions.pieces import retitle, split
from alongside.evidence.models import Activity, Entry, Piece, Story
from alongside.evidence.queries.standing import Stood
from alongside.sharing.guard import action, held


@action(edits="piece")
def take_apart(actor: Member, *, piece: Piece, stood: Sequence[Stood]) -> None:
    """What came to the piece since stays with it. Raises ValidationError where nothing would be left of it."""
    held(actor, piece)
    into, *others = stood
    for other in others:
        _take_out(actor, piece, other, into)
    if piece.titled_by_hand and not into.title:
        retitle(actor, piece=piece, title="")
    record(actor, verb="taken apart", thing=piece)


def _take_out(actor: Member, piece: Piece, other: Stood, into: Stood) -> None:
    mine = Activity.objects.editable_by(actor).filter(piece=piece, pk__in=other.activities)
    new = split(actor, piece=piece, activities=list(mine))
    Entry.objects.editable_by(actor).filter(piece=piece, pk__in=other.entries).update(piece=new)
    for story in Story.objects.editable_by(actor).filter(pieces=piece, pk__in=other.stories):
        story.pieces.add(new)
        if story.pk not in into.stories:
            story.pieces.remove(piece)
    if other.title:
        retitle(actor, piece=new, title=other.title)
    if other.dismissed:
        new.dismissed_at = timezone.now()
        new.save(update_fields=["dismissed_at"])
