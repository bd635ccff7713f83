"""Work that the two talked about is seen by the other from then on: a touchpoint of who brought it, which says so."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.evidence.models import Entry, Piece
from alongside.one_on_ones.models import Pair, Reach, TalkingPoint
from alongside.people.actions import Contact, keep_touchpoints
from alongside.people.queries import persons_who_are

SOURCE = "one-on-ones"
_PART_OF_A_TALK = 0.2
"""The meeting itself is the contact: a point of it does not restart a cadence."""


def keep_told(point: TalkingPoint) -> None:
    """For its author, as it stands now: done and shared it was told, else it was not."""
    contacts = list(_contacts(point))
    keep_touchpoints(point.author, source=SOURCE, contacts=contacts, whole=True, within=_name(point))


def _contacts(point: TalkingPoint) -> Iterator[Contact]:
    saw = _saw(point) if point.done_at and point.audience == Reach.BOTH else ""
    person = _other_of(point.author, point.pair) if saw else None
    if saw and person:
        yield Contact(
            person,
            "one_on_one",
            point.done_at or timezone.now(),
            text=point.text,
            weight=_PART_OF_A_TALK,
            source_id=_name(point),
            url=reverse("one_on_ones:history", args=[point.pair_id]),
            saw=saw,
        )


def _saw(point: TalkingPoint) -> str:
    """The piece of work by its own key, which touchpoints of other sources give too; an entry without one by its."""
    entry = Entry.objects.visible_to(point.author).filter(pk=point.entry_id).first() if point.entry_id else None
    key = point.piece_id or (entry.piece_id if entry else None)
    piece = Piece.objects.visible_to(point.author).filter(pk=key).first() if key else None
    return piece.key if piece else f"entry:{entry.pk}" if entry else ""


def _other_of(author: Member, pair: Pair) -> int | None:
    """The author's own row for the other of the pair."""
    if pair.owner_id == author.pk:
        return pair.person_id
    theirs = persons_who_are(author, [pair.owner_id]).get(pair.owner_id)
    return theirs.pk if theirs else None


def _name(point: TalkingPoint) -> str:
    return f"point/{point.pk}/"
