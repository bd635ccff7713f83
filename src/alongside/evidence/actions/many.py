"""Thousands of pieces of work at once: a first run finds them all."""

from collections.abc import Iterable, Sequence
from itertools import batched
from typing import NamedTuple, Self

from alongside.accounts.models import Member
from alongside.evidence.models import Activity, Piece
from alongside.lib.bulk import insert_missing, set_each, stored

_AT_ONCE = 1000
_FIELDS = (
    *("workspace", "owner", "key", "title", "titled_by_hand", "kind", "circle", "first_on", "last_on"),
    *("score", "is_trivial", "why", "because", "dismissed_at"),
)


class Held(NamedTuple):
    """What finding pieces needs of an activity besides its deed."""

    pk: int
    piece_id: int | None
    has_vanished: bool
    placed_by_hand: bool
    credits: Sequence[tuple[str, str, str]]

    @classmethod
    def of(cls, activity: Activity) -> Self:
        return cls(
            activity.pk,
            activity.piece_id,
            has_vanished=activity.vanished_at is not None,
            placed_by_hand=activity.placed_by_hand,
            credits=activity.details.get("credits", ()),
        )


def insert_pieces(actor: Member, new: Sequence[Piece]) -> None:
    """As they stand; afterwards they know their keys in the database."""
    insert_missing(Piece, _FIELDS, (stored(Piece, _FIELDS, [_value(row, name) for name in _FIELDS]) for row in new))
    for some in batched(new, _AT_ONCE):
        by_key = {row.key: row for row in some}
        for key, pk in Piece.objects.editable_by(actor).filter(key__in=list(by_key)).values_list("key", "pk"):
            by_key[key].pk, by_key[key]._state.adding = pk, False


def place(moved: Iterable[tuple[Held, Piece]]) -> None:
    """Each of the actor's activities into its piece."""
    set_each(Activity, "piece", ((activity.pk, row.pk) for activity, row in moved))


def _value(row: Piece, name: str) -> object:
    return getattr(row, f"{name}_id" if name in ("workspace", "owner") else name)
