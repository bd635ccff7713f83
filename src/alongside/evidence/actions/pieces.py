"""What a person says about a piece of work: it is an entry, it is none, it is two, it is called otherwise."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.events.actions import record
from alongside.evidence import storable
from alongside.evidence.actions.entries import entry_for_piece
from alongside.evidence.actions.finding import FOR_EVER, tell
from alongside.evidence.deeds import deed_id, group_of
from alongside.evidence.models import Activity, Entry, EntryKind, Piece, Story
from alongside.evidence.queries.standing import in_order_of_merging
from alongside.evidence.touching.looking import void
from alongside.evidence.work.ranking import rank
from alongside.search.index import index
from alongside.sharing.guard import action, held


@action(edits="piece")
def accept(actor: Member, *, piece: Piece, kind: str = "") -> Entry:
    """Make an entry of it, a win unless said; of thanks, thanks. A piece that is an entry already gives that entry."""
    held(actor, piece)
    kind = kind or (EntryKind.THANKS if piece.kind == "thanks" else EntryKind.WIN)
    already = Entry.objects.editable_by(actor).filter(piece=piece, archived_at=None).first()
    return already or entry_for_piece(actor, piece=piece, kind=kind)


@action(edits="piece")
def dismiss(actor: Member, *, piece: Piece) -> None:
    """Suggest it no more, whatever is found for it later."""
    piece.dismissed_at = timezone.now()
    piece.save(update_fields=["dismissed_at"])
    record(actor, verb="dismissed", thing=piece)


@action(edits="piece")
def bring_back(actor: Member, *, piece: Piece) -> None:
    piece.dismissed_at = None
    piece.save(update_fields=["dismissed_at"])
    record(actor, verb="brought back", thing=piece)


@action(edits="piece")
def retitle(actor: Member, *, piece: Piece, title: str) -> Piece:
    """Call it as a person calls it, for ever; an empty title gives the found one back."""
    held(actor, piece)
    cleaned = storable.text(" ".join(title.split()), 300)
    piece.titled_by_hand = bool(cleaned)
    piece.title = cleaned or piece.title
    piece.save(update_fields=["title", "titled_by_hand"])
    if not cleaned:
        tell_again(actor, piece)
    index(piece, piece.title)
    record(actor, verb="retitled", thing=piece)
    return piece


@action(edits="pieces")
def merge(actor: Member, *, pieces: list[Piece]) -> Piece:
    """One piece of work out of several: that which began first takes the others in."""
    if len({piece.pk for piece in pieces}) < 2:
        raise ValidationError("Choose at least two pieces of work to merge.")
    into, *others = in_order_of_merging(pieces)
    held(actor, into)
    keys = [piece.pk for piece in others]
    _take_title(into, others)
    Activity.objects.editable_by(actor).filter(piece__in=[into.pk, *keys]).update(piece=into, placed_by_hand=True)
    Entry.objects.editable_by(actor).filter(piece__in=keys).update(piece=into)
    seen_by = Piece.seen_by.through._default_manager.filter(piece__in=keys).values_list("person", flat=True)
    into.seen_by.add(*seen_by)
    for story in Story.objects.editable_by(actor).filter(pieces__in=keys).distinct():
        story.pieces.add(into)
    Piece.objects.editable_by(actor).filter(pk__in=keys).delete()
    tell_again(actor, into)
    void(actor)
    record(actor, verb="merged", thing=into)
    return into


@action(edits="piece")
def split(actor: Member, *, piece: Piece, activities: list[Activity]) -> Piece:
    """A piece of its own out of some of the activities; both stay apart from now on."""
    held(actor, piece)
    mine = Activity.objects.editable_by(actor).filter(piece=piece)
    going = list(mine.filter(pk__in=[activity.pk for activity in activities]).order_by("happened_at", "pk"))
    if not going or len(going) == mine.count():
        raise ValidationError("Choose some of the activities, not none and not all.")
    new = Piece(owner=actor, workspace=actor.workspace, key=_free_key(actor, going))
    new.first_on, new.last_on = going[0].day, going[-1].day
    new.save()
    mine.update(placed_by_hand=True)
    Activity.objects.editable_by(actor).filter(pk__in=[each.pk for each in going]).update(piece=new)
    for changed in (piece, new):
        tell_again(actor, changed)
    void(actor)
    record(actor, verb="split", thing=piece)
    return new


def _take_title(into: Piece, others: list[Piece]) -> None:
    """A title given by hand outlives the merge."""
    titled = next((piece for piece in others if piece.titled_by_hand), None)
    if titled and not into.titled_by_hand:
        into.title, into.titled_by_hand = titled.title, True


def _free_key(actor: Member, going: list[Activity]) -> str:
    ids = [deed_id(activity) for activity in going]
    wanted = [*ids, *(f"{ids[0]}/{number}" for number in range(2, 100))]
    used = set(Piece.objects.editable_by(actor).filter(key__in=wanted).values_list("key", flat=True))
    return next(key for key in wanted if key not in used)


def tell_again(actor: Member, piece: Piece) -> None:
    """By the activities that it holds now."""
    activities = list(Activity.objects.editable_by(actor).filter(piece=piece))
    group = group_of(piece, activities)
    by_hand = any(activity.placed_by_hand for activity in activities)
    tell(piece, group, rank([group], until=FOR_EVER)[0], by_hand=by_hand)
    piece.save()
    index(piece, piece.title)
