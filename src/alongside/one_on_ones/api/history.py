from typing import Any

from django.utils import timezone
from ninja import Field, Query, Router, Schema

from alongside.accounts.middleware import ApiRequest
from alongside.one_on_ones.api.shapes import NoteOut, PointOut, PromiseOut, note_out, pair_for, point_out, promise_out
from alongside.one_on_ones.queries.history import find, history

router = Router()


class PagePart(Schema):
    page: int = Field(1, ge=1, le=10_000)


class PairHitOut(Schema):
    what: str
    text: str
    answer: str
    on: str
    only_you: bool
    id: int


class PairHitsOut(Schema):
    items: list[PairHitOut]
    total: int


class PastMeetingOut(Schema):
    on: str
    state: str
    meeting: int | None
    points: list[PointOut]
    notes: list[NoteOut]
    promises: list[PromiseOut]


class HistoryOut(Schema):
    items: list[PastMeetingOut]
    total: int
    page: int
    has_more: bool


@router.get("/pairs/{int:pair_id}/search", response=PairHitsOut)
def search(request: ApiRequest, pair_id: int, q: str) -> dict[str, Any]:
    """Points, answers, notes and promises in which every word stands."""
    hits = find(request.auth, pair_for(request, pair_id), q[:200])
    items = [
        {
            "what": hit.what,
            "text": hit.text,
            "answer": hit.answer,
            "on": hit.on.isoformat(),
            "only_you": hit.private,
            "id": hit.thing_id,
        }
        for hit in hits
    ]
    return {"items": items, "total": len(items)}


@router.get("/pairs/{int:pair_id}/history", response=HistoryOut)
def past(request: ApiRequest, pair_id: int, part: Query[PagePart]) -> dict[str, Any]:
    """Meetings by date, the latest first, with what was closed, written and promised in each."""
    pair = pair_for(request, pair_id)
    found = history(request.auth, pair, now=timezone.now(), page=part.page)
    for one in found.pasts:
        for thing in (*one.points, *one.promises):
            thing.pair = pair
    items = [
        {
            "on": one.on.isoformat(),
            "state": one.state,
            "meeting": one.meeting.pk if one.meeting else None,
            "points": [point_out(request, point) for point in one.points],
            "notes": [note_out(note) for note in one.notes],
            "promises": [promise_out(request, promise) for promise in one.promises],
        }
        for one in found.pasts
    ]
    return {"items": items, "total": found.total, "page": found.page, "has_more": found.has_more}
