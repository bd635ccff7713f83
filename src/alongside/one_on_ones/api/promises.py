from datetime import date
from typing import Any

from ninja import Query, Router, Schema, Status

from alongside.accounts.middleware import ApiRequest
from alongside.one_on_ones import actions
from alongside.one_on_ones.api.points import conflicting
from alongside.one_on_ones.api.shapes import ConflictOut, PromiseOut, StatePart, pair_for, part_for, promise_out
from alongside.one_on_ones.models import Promise

router = Router()


class PromisesOut(Schema):
    items: list[PromiseOut]
    total: int


class PromiseIn(Schema):
    """Yours, unless `side` says whose: `owner` or `other` of the pair."""

    text: str
    side: str = ""
    due_on: date | None = None


class PromiseEdit(PromiseIn):
    version: int


@router.get("/pairs/{int:pair_id}/promises", response=PromisesOut)
def promises(
    request: ApiRequest,
    pair_id: int,
    part: Query[StatePart],
) -> dict[str, Any]:
    rows = Promise.objects.visible_to(request.auth).filter(pair=pair_for(request, pair_id))
    rows = rows.still_open() if part.state == "open" else rows.closed() if part.state == "closed" else rows
    shown = part.of(rows.select_related("pair__owner", "pair__person").order_by("due_on", "pk"))
    return {"items": [promise_out(request, promise) for promise in shown], "total": rows.count()}


@router.post("/pairs/{int:pair_id}/promises", response={201: PromiseOut})
def make_promise(request: ApiRequest, pair_id: int, given: PromiseIn) -> Status[Any]:
    promise = actions.make_promise(request.auth, pair=pair_for(request, pair_id), **given.dict())
    return Status(201, promise_out(request, promise))


@router.patch("/promises/{int:promise_id}", response={200: PromiseOut, 409: ConflictOut})
def edit_promise(request: ApiRequest, promise_id: int, given: PromiseEdit) -> Any:
    promise = _promise(request, promise_id)
    try:
        return promise_out(request, actions.edit_promise(request.auth, promise=promise, **given.dict()))
    except actions.Conflict as conflict:
        return conflicting(conflict)


@router.post("/promises/{int:promise_id}/keep", response=PromiseOut)
def keep_promise(request: ApiRequest, promise_id: int) -> dict[str, Any]:
    return promise_out(request, actions.keep_promise(request.auth, promise=_promise(request, promise_id)))


@router.post("/promises/{int:promise_id}/drop", response=PromiseOut)
def drop_promise(request: ApiRequest, promise_id: int) -> dict[str, Any]:
    return promise_out(request, actions.drop_promise(request.auth, promise=_promise(request, promise_id)))


@router.post("/promises/{int:promise_id}/reopen", response=PromiseOut)
def reopen_promise(request: ApiRequest, promise_id: int) -> dict[str, Any]:
    return promise_out(request, actions.reopen_promise(request.auth, promise=_promise(request, promise_id)))


def _promise(request: ApiRequest, promise_id: int) -> Promise:
    return part_for(Promise.objects.visible_to(request.auth), promise_id)
