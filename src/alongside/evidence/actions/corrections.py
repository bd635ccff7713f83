"""A correction by hand is kept for ever: also of activities that were taken back, for when they come again."""

from collections.abc import Collection, Sequence

from django.db.models import Q

from alongside.accounts.models import Member
from alongside.evidence.actions.pieces import tell_again
from alongside.evidence.models import Activity, Correction, Entry, Piece, Story
from alongside.sharing.door import SharedQuerySet

_CORRECTED = Q(placed_by_hand=True) | Q(piece__titled_by_hand=True) | Q(piece__dismissed_at__isnull=False)


def remember_corrections(actor: Member, going: SharedQuerySet[Activity]) -> None:
    corrected = going.exclude(piece=None).filter(_CORRECTED).select_related("piece")
    Correction.objects.bulk_create(
        [_correction(actor, activity, activity.piece) for activity in corrected if activity.piece],
        ignore_conflicts=True,
    )


def settle_what_is_left(actor: Member, pieces: Collection[int]) -> None:
    """Pieces of work that lost activities say what the others say; one that has none goes, unless it is told of."""
    held = set(Activity.objects.editable_by(actor).filter(piece__in=pieces).values_list("piece", flat=True))
    Piece.objects.editable_by(actor).filter(pk__in=set(pieces) - held - _told_of(actor, pieces)).delete()
    for piece in Piece.objects.editable_by(actor).filter(pk__in=held):
        tell_again(actor, piece)


def take_up_corrections(actor: Member, *, source: str, ids: Sequence[str]) -> None:
    """Of activities that have just come again."""
    rows = Correction.objects.editable_by(actor).filter(source=source, external_id__in=ids)
    corrections = {each.external_id: each for each in rows}
    if not corrections:
        return
    mine = Activity.objects.editable_by(actor).filter(source=source, external_id__in=list(corrections), piece=None)
    for piece in [_put_back(actor, activity, corrections[activity.external_id]) for activity in mine]:
        tell_again(actor, piece)
    rows.delete()


def _correction(actor: Member, activity: Activity, piece: Piece) -> Correction:
    return Correction(
        owner=actor,
        workspace=actor.workspace,
        source=activity.source,
        external_id=activity.external_id,
        key=piece.key,
        title=piece.title if piece.titled_by_hand else "",
        placed_by_hand=activity.placed_by_hand,
        dismissed_at=piece.dismissed_at,
    )


def _put_back(actor: Member, activity: Activity, said: Correction) -> Piece:
    there = Piece.objects.editable_by(actor).filter(key=said.key).first()
    piece = there or Piece(owner=actor, workspace=actor.workspace, key=said.key, dismissed_at=said.dismissed_at)
    if said.title and not piece.titled_by_hand:
        piece.title, piece.titled_by_hand = said.title, True
    if there is None:
        piece.first_on = piece.last_on = activity.day
    piece.save()
    activity.piece, activity.placed_by_hand = piece, said.placed_by_hand
    activity.save(update_fields=["piece", "placed_by_hand"])
    return piece


def _told_of(actor: Member, pieces: Collection[int]) -> set[int | None]:
    entries = Entry.objects.visible_to(actor).filter(piece__in=pieces, archived_at=None)
    stories = Story.objects.visible_to(actor).filter(pieces__in=pieces)
    return {*entries.values_list("piece", flat=True), *stories.values_list("pieces", flat=True)}
