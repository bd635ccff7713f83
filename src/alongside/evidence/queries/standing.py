"""How pieces of work stand before they are merged, for the way back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from alongside.accounts.models import Member
from alongside.evidence.models import Activity, Entry, Piece, Story

type Keys = tuple[Annotated[int, Field(ge=1, lt=2**63)], ...]
"""They come back from a page; a larger one is in no database."""


@dataclass(frozen=True, slots=True)
class Stood:
    """What a piece of work was before it was merged."""

    title: str
    """Given by hand; else nothing."""
    dismissed: bool
    activities: Keys
    entries: Keys
    stories: Keys


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


def in_order_of_merging(pieces: Iterable[Piece]) -> list[Piece]:
    """That which began first takes the others in."""
    return sorted(pieces, key=lambda piece: (piece.first_on, piece.pk))
