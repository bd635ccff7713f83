from datetime import date

from django.http import Http404
from ninja import Query, Router, Status

from alongside.accounts.middleware import ApiRequest
from alongside.evidence import actions, queries
from alongside.evidence.api.schemas import (
    AcceptIn,
    EntryOut,
    FoundPiecesOut,
    MergePiecesIn,
    PieceOut,
    PiecesOut,
    SplitIn,
    TitleIn,
)
from alongside.evidence.models import Activity, Entry, Piece
from alongside.lib.paging import Part

router = Router(tags=["evidence"])


class Asked(Part):
    """`inbox`: only what may be worth an entry and is none yet."""

    inbox: bool = True
    dismissed: bool = False
    since: date | None = None
    until: date | None = None


@router.get("/pieces", response=PiecesOut)
def pieces(request: ApiRequest, asked: Query[Asked]) -> dict[str, object]:
    rows = queries.inbox(request.auth, dismissed=asked.dismissed) if asked.inbox else queries.pieces_of(request.auth)
    rows = rows.filter(last_on__gte=asked.since) if asked.since else rows
    rows = rows.filter(first_on__lte=asked.until) if asked.until else rows
    return asked.listed(rows)


@router.post("/pieces/find", response=FoundPiecesOut)
def find_pieces(request: ApiRequest) -> actions.FoundPieces:
    return actions.find_pieces(request.auth)


@router.post("/pieces/merge", response=PieceOut)
def merge(request: ApiRequest, given: MergePiecesIn) -> Piece:
    chosen = [_piece(request, pk) for pk in dict.fromkeys(given.pieces[:50])]
    return _piece(request, actions.merge(request.auth, pieces=chosen).pk)


@router.get("/pieces/{piece_id}", response=PieceOut)
def piece(request: ApiRequest, piece_id: int) -> Piece:
    return _piece(request, piece_id)


@router.post("/pieces/{piece_id}/accept", response={201: EntryOut})
def accept(request: ApiRequest, piece_id: int, given: AcceptIn) -> Status[Entry]:
    """Accepted again it gives the same entry."""
    entry = actions.accept(request.auth, piece=_piece(request, piece_id), kind=given.kind)
    return Status(201, queries.entries_of(request.auth).get(pk=entry.pk))


@router.post("/pieces/{piece_id}/dismiss", response=PieceOut)
def dismiss(request: ApiRequest, piece_id: int) -> Piece:
    actions.dismiss(request.auth, piece=_piece(request, piece_id))
    return _piece(request, piece_id)


@router.post("/pieces/{piece_id}/bring-back", response=PieceOut)
def bring_back(request: ApiRequest, piece_id: int) -> Piece:
    actions.bring_back(request.auth, piece=_piece(request, piece_id))
    return _piece(request, piece_id)


@router.post("/pieces/{piece_id}/split", response={201: PieceOut})
def split(request: ApiRequest, piece_id: int, given: SplitIn) -> Status[Piece]:
    """The new piece of work, out of the activities named."""
    found = _piece(request, piece_id)
    going = list(Activity.objects.visible_to(request.auth).filter(piece=found, pk__in=given.activities[:500]))
    new = actions.split(request.auth, piece=found, activities=going)
    return Status(201, _piece(request, new.pk))


@router.post("/pieces/{piece_id}/retitle", response=PieceOut)
def retitle(request: ApiRequest, piece_id: int, given: TitleIn) -> Piece:
    actions.retitle(request.auth, piece=_piece(request, piece_id), title=given.title)
    return _piece(request, piece_id)


def _piece(request: ApiRequest, pk: int) -> Piece:
    found = queries.pieces_of(request.auth).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
