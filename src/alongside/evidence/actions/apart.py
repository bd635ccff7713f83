"""Undo of a merge: every piece of work stands again as it stood."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from alongside.accounts.models import Member
from alongside.events.actions import record
from alongside.evidence.actions.pieces import in_order_of_merging, retitle, split
from alongside.evidence.models import Activity, Entry, Piece, Story
from alongside.sharing.guard import action


@dataclass(frozen=True, slots=True)
class Stood:
    """What a piece of work was before it was merged."""

    title: str
    """Given by hand; else nothing."""
    dismissed: bool
    activities: tuple[int, ...]
    entries: tuple[int, ...]
    stories: tuple[int, ...]


def how_they_stand(viewer: Member, pieces: Sequence[Piece]) -> list[Stood]:
    """For `take_apart`; the one that takes the others in comes first."""
    return [
        Stood(
            title=piece.title if piece.titled_by_hand else "",
            dismissed=piece.dismissed_at is not None,
            activities=tuple(Activity.objects.visible_to(viewer).filter(piece=piece).values_list("pk", flat=True)),
            entries=tuple(Entry.objects.visible_to(viewer).filter(piece=piece).values_list("pk", flat=True)),
            stories=tuple(Story.objects.visible_to(viewer).filter(pieces=piece).values_list("pk", flat=True)),
        )
        for piece in in_order_of_merging(pieces)
    ]


@action(edits="piece")
def take_apart(actor: Member, *, piece: Piece, stood: Sequence[Stood]) -> None:
    """What came to the piece since stays with it. Raises ValidationError where nothing would be left of it."""
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
