from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from alongside.accounts.middleware import ApiRequest
from alongside.one_on_ones import actions
from alongside.one_on_ones.api.shapes import PointOut, pair_for, point_out
from alongside.one_on_ones.preparation import as_markdown
from alongside.one_on_ones.queries.preparing import prepare

router = Router()


class PreparationSourceOut(Schema):
    kind: str
    id: str
    label: str = ""
    url: str = ""


class PreparationItemOut(Schema):
    text: str
    why: str
    sources: list[PreparationSourceOut]
    kind: str
    key: str
    on_agenda: bool
    when: date | None


class PreparedOut(Schema):
    name: str
    items: list[PreparationItemOut]
    more: int


class PreparationOut(Schema):
    with_: str = Field(alias="with")
    since: date
    until: date
    because: str
    sections: list[PreparedOut]


class OnAgendaIn(Schema):
    """A line of the preparation by its key; `text` are better words for it."""

    key: str
    text: str = ""
    audience: str = "both"


class PreparationKeyIn(Schema):
    key: str


@router.get("/pairs/{int:pair_id}/preparation", response=PreparationOut, by_alias=True, exclude_defaults=False)
def preparation(
    request: ApiRequest, pair_id: int, since: date | None = None, until: date | None = None
) -> dict[str, Any]:
    """What is worth raising since the two last met, or between two days, both included."""
    pair = pair_for(request, pair_id)
    return prepare(request.auth, pair, since=since, until=until, now=timezone.now()).as_values()


@router.get("/pairs/{int:pair_id}/preparation.md", response={200: str})
def preparation_markdown(
    request: ApiRequest, pair_id: int, since: date | None = None, until: date | None = None
) -> HttpResponse:
    """The same as a Markdown document."""
    found = prepare(request.auth, pair_for(request, pair_id), since=since, until=until, now=timezone.now())
    return HttpResponse(as_markdown(found), content_type="text/markdown; charset=utf-8")


@router.post("/pairs/{int:pair_id}/preparation/put-on-agenda", response={201: PointOut})
def put_on_agenda(request: ApiRequest, pair_id: int, given: OnAgendaIn) -> Status[Any]:
    point = actions.put_on_agenda(request.auth, pair=pair_for(request, pair_id), **given.dict())
    return Status(201, point_out(request, point))


@router.post("/pairs/{int:pair_id}/preparation/dismiss", response={204: None})
def dismiss(request: ApiRequest, pair_id: int, given: PreparationKeyIn) -> Status[Any]:
    actions.dismiss(request.auth, pair=pair_for(request, pair_id), key=given.key)
    return Status(204, None)


@router.post("/pairs/{int:pair_id}/preparation/bring-back", response={204: None})
def bring_back(request: ApiRequest, pair_id: int, given: PreparationKeyIn) -> Status[Any]:
    actions.bring_back(request.auth, pair=pair_for(request, pair_id), key=given.key)
    return Status(204, None)
