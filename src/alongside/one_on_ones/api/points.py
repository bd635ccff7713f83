from typing import Any, Literal

from ninja import Query, Router, Schema, Status

from alongside.accounts.middleware import ApiRequest
from alongside.one_on_ones import actions
from alongside.one_on_ones.api.shapes import ConflictOut, PointOut, StatePart, pair_for, part_for, point_out
from alongside.one_on_ones.models import TalkingPoint

router = Router()


class PointsOut(Schema):
    items: list[PointOut]
    total: int


class PointIn(Schema):
    """One line, with its kind before the colon unless it is given apart."""

    line: str
    kind: str = ""
    audience: str = "both"
    side: str = ""


class PointEdit(Schema):
    text: str
    version: int
    kind: str = ""


class AnswerIn(Schema):
    text: str
    version: int


class MovePointIn(Schema):
    by: Literal[-1, 1]


@router.get("/pairs/{int:pair_id}/points", response=PointsOut)
def points(
    request: ApiRequest,
    pair_id: int,
    part: Query[StatePart],
) -> dict[str, Any]:
    rows = TalkingPoint.objects.visible_to(request.auth).filter(pair=pair_for(request, pair_id))
    if part.state != "all":
        rows = rows.still_open() if part.state == "open" else rows.closed()
    shown = part.of(rows.select_related("pair__owner", "pair__person").order_by("position", "pk"))
    return {"items": [point_out(request, point) for point in shown], "total": rows.count()}


@router.post("/pairs/{int:pair_id}/points", response={201: PointOut})
def add_point(request: ApiRequest, pair_id: int, given: PointIn) -> Status[Any]:
    point = actions.add_point(request.auth, pair=pair_for(request, pair_id), **given.dict())
    return Status(201, point_out(request, point))


@router.patch("/points/{int:point_id}", response={200: PointOut, 409: ConflictOut})
def edit_point(request: ApiRequest, point_id: int, given: PointEdit) -> Any:
    point = _point(request, point_id)
    try:
        return point_out(request, actions.edit_point(request.auth, point=point, **given.dict()))
    except actions.Conflict as conflict:
        return conflicting(conflict)


@router.put("/points/{int:point_id}/answer", response={200: PointOut, 409: ConflictOut})
def answer(request: ApiRequest, point_id: int, given: AnswerIn) -> Any:
    point = _point(request, point_id)
    try:
        return point_out(request, actions.answer(request.auth, point=point, **given.dict()))
    except actions.Conflict as conflict:
        return conflicting(conflict)


@router.post("/points/{int:point_id}/done", response=PointOut)
def mark_done(request: ApiRequest, point_id: int) -> dict[str, Any]:
    return point_out(request, actions.mark_done(request.auth, point=_point(request, point_id)))


@router.post("/points/{int:point_id}/drop", response=PointOut)
def drop_point(request: ApiRequest, point_id: int) -> dict[str, Any]:
    return point_out(request, actions.drop_point(request.auth, point=_point(request, point_id)))


@router.post("/points/{int:point_id}/reopen", response=PointOut)
def reopen_point(request: ApiRequest, point_id: int) -> dict[str, Any]:
    return point_out(request, actions.reopen_point(request.auth, point=_point(request, point_id)))


@router.post("/points/{int:point_id}/share", response=PointOut)
def share_point(request: ApiRequest, point_id: int) -> dict[str, Any]:
    return point_out(request, actions.share_point(request.auth, point=_point(request, point_id)))


@router.post("/points/{int:point_id}/withdraw", response=PointOut)
def withdraw_point(request: ApiRequest, point_id: int) -> dict[str, Any]:
    return point_out(request, actions.withdraw_point(request.auth, point=_point(request, point_id)))


@router.post("/points/{int:point_id}/move", response=PointOut)
def move_point(request: ApiRequest, point_id: int, given: MovePointIn) -> dict[str, Any]:
    return point_out(request, actions.move_point(request.auth, point=_point(request, point_id), by=given.by))


def conflicting(conflict: actions.Conflict) -> Status[Any]:
    told = {"current": conflict.current, "version": conflict.version, "yours": conflict.yours}
    return Status(409, {"detail": conflict.messages[0], **told})


def _point(request: ApiRequest, point_id: int) -> TalkingPoint:
    return part_for(TalkingPoint.objects.visible_to(request.auth), point_id)
