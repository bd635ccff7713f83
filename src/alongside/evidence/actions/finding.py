"""Finds pieces of work among the activities. What was corrected by hand stays as it was corrected."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from django.db.models import Min, Q

from alongside.accounts.models import Member
from alongside.evidence.actions.many import Held, insert_pieces, place
from alongside.evidence.deeds import deed_id, deed_of
from alongside.evidence.models import Activity, Entry, Piece, Story
from alongside.evidence.touching.looking import void
from alongside.evidence.work.circle import propose_circle
from alongside.evidence.work.grouping import group
from alongside.evidence.work.material import Deed, Group
from alongside.evidence.work.ranking import Ranked, rank
from alongside.evidence.work.ties import DAYS_OPEN
from alongside.lib.table_sizes import learn_table_sizes
from alongside.people.queries import Known, forms_of, persons_by_identity
from alongside.search.index import index_all
from alongside.sharing.door import SharedQuerySet
from alongside.sharing.guard import action

BY_HAND = "put together by hand"
_AT_ONCE, _MANY = 1000, 100
FOR_EVER = datetime(9999, 1, 1, tzinfo=UTC)
_TOLD = ("title", "kind", "circle", "first_on", "last_on", "score", "is_trivial", "why", "because")


@dataclass(frozen=True, slots=True)
class FoundPieces:
    pieces: int = 0
    new: int = 0


@action()
def find_pieces(actor: Member) -> FoundPieces:
    """Group the activities that no piece holds yet, with the pieces that are still open to them."""
    pinned = _pinned(actor)
    lost = _let_vanished_go(actor, pinned)
    start = _free(actor).aggregate(start=Min("day"))["start"]
    if start is None and not lost:
        return FoundPieces()
    return regroup(actor, _open_pieces(actor, start, lost), pinned)


def regroup(actor: Member, open_pieces: list[Piece], pinned: set[int]) -> FoundPieces:
    desk = _Desk(actor, {piece.pk: piece for piece in open_pieces}, pinned)
    deeds = list(_laid_out(desk, _waiting(actor, list(desk.pieces))))
    groups = group(deeds, _fixed(desk))
    placed = _rows_for(groups, desk)
    new = _write_pieces(desk, placed)
    _write_places(desk, placed)
    _write_who_has_seen(desk, placed)
    _remove_empty(desk, placed)
    if new > _MANY:
        learn_table_sizes()
    return FoundPieces(pieces=len(groups), new=new)


@dataclass
class _Desk:
    """All that lies on the desk while pieces are found."""

    actor: Member
    pieces: dict[int, Piece]
    pinned: set[int]
    activities: dict[str, Held] = field(default_factory=dict)
    """By the id of their deed."""


type _Placed = list[tuple[Piece, Group]]


def _free(actor: Member) -> SharedQuerySet[Activity]:
    return Activity.objects.editable_by(actor).filter(piece=None, vanished_at=None)


def _pinned(actor: Member) -> set[int]:
    """Pieces that a person touched or that something points at: they may grow, but are never taken apart."""
    entries = Entry.objects.visible_to(actor).exclude(piece=None).values("piece")
    stories = Story.pieces.through._default_manager.filter(story__in=Story.objects.visible_to(actor)).values("piece")
    by_hand = Q(titled_by_hand=True) | Q(dismissed_at__isnull=False)
    rows = Piece.objects.editable_by(actor).filter(by_hand | Q(pk__in=entries) | Q(pk__in=stories))
    return set(rows.values_list("pk", flat=True))


def _let_vanished_go(actor: Member, pinned: set[int]) -> set[int]:
    """Keys of pieces that lost activities. A pinned one keeps them: what comes in their place is alike and joins."""
    gone = Activity.objects.editable_by(actor).exclude(vanished_at=None).exclude(piece=None)
    gone = gone.filter(placed_by_hand=False)
    lost = set(gone.values_list("piece", flat=True).distinct()) - pinned
    gone.filter(piece__in=lost).update(piece=None)
    return lost


def _open_pieces(actor: Member, start: date | None, lost: set[int]) -> list[Piece]:
    """Those that end late enough for the first new activity to belong to them, or for its merge to look back at."""
    still_open = Q(pk__in=lost)
    if start is not None:
        still_open |= Q(last_on__gte=_days_before(start, int(DAYS_OPEN) + 1))
    return list(Piece.objects.editable_by(actor).filter(still_open))


def _days_before(day: date, days: int) -> date:
    return day - timedelta(days=days) if day > date.min + timedelta(days=days) else date.min


def _waiting(actor: Member, pieces: list[int]) -> SharedQuerySet[Activity]:
    mine = Activity.objects.editable_by(actor)
    if len(pieces) > 10_000:
        return mine.filter(Q(piece__isnull=False) | Q(vanished_at=None))
    return mine.filter(Q(piece__in=pieces) | Q(piece=None, vanished_at=None))


def _laid_out(desk: _Desk, activities: SharedQuerySet[Activity]) -> Iterator[Deed]:
    """Of tens of thousands only their deeds stay in memory, and what is held here."""
    for activity in activities.iterator(_AT_ONCE):
        desk.activities[deed_id(activity)] = Held.of(activity)
        yield deed_of(activity)


def _fixed(desk: _Desk) -> dict[str, str]:
    """Id of a deed → key of the piece in which it stays."""
    return {
        id_: desk.pieces[held.piece_id].key
        for id_, held in desk.activities.items()
        if held.piece_id in desk.pieces and (held.placed_by_hand or held.piece_id in desk.pinned)
    }


def _rows_for(groups: Sequence[Group], desk: _Desk) -> _Placed:
    """Every group with its row: that of its key, else the one that held most of it, else a new one."""
    by_key = {piece.key: piece for piece in desk.pieces.values()}
    taken = {by_key[one.key].pk for one in groups if one.key in by_key}
    new_keys = [one.key for one in groups if one.key not in by_key]
    used = set(_keys_in_use(desk.actor, new_keys))
    placed = []
    for one in groups:
        row = by_key.get(one.key) or _row_before(one, desk, taken) or _new_row(one, desk.actor, used)
        taken.add(row.pk)
        placed.append((row, one))
    return placed


def _keys_in_use(actor: Member, keys: list[str]) -> Iterable[str]:
    rows = Piece.objects.editable_by(actor)
    return (
        rows.values_list("key", flat=True)
        if len(keys) > 10_000
        else rows.filter(key__in=keys).values_list("key", flat=True)
    )


def _row_before(one: Group, desk: _Desk, taken: set[int]) -> Piece | None:
    held = Counter(desk.activities[deed.id].piece_id for deed in one.deeds)
    free = [key for key, _ in held.most_common() if key is not None and key not in taken and key not in desk.pinned]
    return desk.pieces.get(free[0]) if free else None


def _new_row(one: Group, actor: Member, used: set[str]) -> Piece:
    """What was split off by hand may still own the key that its first activity would give."""
    numbered = (f"{one.key}/{number}" for number in range(2, 1000))
    key = one.key if one.key not in used else next(key for key in numbered if key not in used)
    used.add(key)
    return Piece(owner=actor, workspace=actor.workspace, key=key)


def _write_pieces(desk: _Desk, placed: _Placed) -> int:
    ranked = {each.group.key: each for each in rank([_living(one, desk) for _, one in placed], until=FOR_EVER)}
    changed = [row for row, one in placed if tell(row, one, ranked[one.key], by_hand=_by_hand(one, desk))]
    new = [row for row in changed if row._state.adding]
    for row in changed:
        if not row._state.adding:
            row.save(update_fields=_TOLD)
    insert_pieces(desk.actor, new)
    index_all((row, row.title) for row in changed)
    return len(new)


def _living(one: Group, desk: _Desk) -> Group:
    """Without what vanished from its source, where something is left."""
    living = tuple(deed for deed in one.deeds if not desk.activities[deed.id].has_vanished)
    return Group(one.key, living, one.because) if living else one


def _by_hand(one: Group, desk: _Desk) -> bool:
    return any(desk.activities[deed.id].placed_by_hand for deed in one.deeds)


def tell(row: Piece, one: Group, ranked: Ranked, *, by_hand: bool) -> bool:
    """Put into the row what its group says. Whether anything changed."""
    because = [word for word in one.because if by_hand or word != BY_HAND]
    told = {
        "title": row.title if row.titled_by_hand else ranked.title[:300],
        "kind": ranked.kind,
        "circle": propose_circle(one).circle,
        "first_on": one.first.date(),
        "last_on": one.last.date(),
        "score": ranked.score,
        "is_trivial": ranked.is_trivial,
        "why": list(ranked.why),
        "because": "; ".join(because[:2])[:300] or (row.because if len(one.deeds) > 1 else ""),
    }
    changed = row._state.adding or any(getattr(row, name) != value for name, value in told.items())
    for name, value in told.items():
        setattr(row, name, value)
    return changed


def _write_places(desk: _Desk, placed: _Placed) -> None:
    told = ((desk.activities[deed.id], row) for row, one in placed for deed in one.deeds)
    moved = [(activity, row) for activity, row in told if activity.piece_id != row.pk]
    if moved:
        place(moved)
        void(desk.actor)


def _write_who_has_seen(desk: _Desk, placed: _Placed) -> None:
    """Persons of the owner who are named in a piece: they have context on it."""
    persons = persons_by_identity(desk.actor)
    through = Piece.seen_by.through._default_manager
    rows = (
        through.filter(piece__in=[row.pk for row, _ in placed])
        if len(placed) < 10_000
        else through.filter(piece__owner=desk.actor)
    )
    known = set(rows.values_list("piece_id", "person_id"))
    wanted = {(row.pk, person) for row, one in placed for person in _named_in(one, desk, persons)} if persons else set()
    through.bulk_create(
        [Piece.seen_by.through(piece_id=piece, person_id=person) for piece, person in sorted(wanted - known)],
        ignore_conflicts=True,
    )


def _named_in(one: Group, desk: _Desk, persons: dict[Known, int]) -> set[int]:
    named = (credit for deed in one.deeds for credit in desk.activities[deed.id].credits)
    known = (persons.get(form) for _, name, address in named for form in forms_of(name, address))
    return {person for person in known if person}


def _remove_empty(desk: _Desk, placed: _Placed) -> None:
    held = {row.pk for row, _ in placed}
    empty = [key for key in desk.pieces if key not in held and key not in desk.pinned]
    Piece.objects.editable_by(desk.actor).filter(pk__in=empty).delete()
