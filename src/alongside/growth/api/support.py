"""What the member needs of others, and who helps with it, for programs."""

from datetime import date

from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field

from alongside.accounts.middleware import ApiRequest
from alongside.growth import actions, queries
from alongside.growth.models import Need
from alongside.growth.queries.support import Helper
from alongside.people.models import Person
from alongside.sharing.guard import visible_or_404

router = Router(tags=["growth"])


class NeedIn(Schema):
    text: str
    helped_by: list[int] = Field([], max_length=50)
    """Keys of persons."""


class NeedChange(Schema):
    text: str


class HelpIn(Schema):
    person: int


class HelperOut(Schema):
    id: int
    name: str
    handle: str
    helps: str
    on: date | None
    """Their last real touchpoint."""
    late: bool


class NeedOut(Schema):
    id: int
    text: str


class NeedLineOut(NeedOut):
    helped_by: list[HelperOut]


class NeedsOut(Schema):
    items: list[NeedLineOut]
    total: int
    with_nobody: list[str]
    starters: list[str]
    """Needs that many have, and that are not on the list."""


@router.get("/growth/needs", response=NeedsOut)
def needs(request: ApiRequest) -> dict[str, object]:
    """Those with nobody first."""
    found = queries.support_of(request.auth, today=timezone.localdate())
    items = [
        {"id": line.need.pk, "text": line.need.text, "helped_by": [_told(helper) for helper in line.helpers]}
        for line in found.lines
    ]
    alone = [line.need.text for line in found.with_nobody]
    return {"items": items, "total": len(items), "with_nobody": alone, "starters": found.starters}


@router.post("/growth/needs", response={201: NeedOut})
def add_need(request: ApiRequest, given: NeedIn) -> Status[Need]:
    helped_by = [visible_or_404(request.auth, Person, key) for key in given.helped_by]
    return Status(201, actions.add_need(request.auth, text=given.text, helped_by=helped_by))


@router.patch("/growth/needs/{need_id}", response=NeedOut)
def edit_need(request: ApiRequest, need_id: int, given: NeedChange) -> Need:
    return actions.edit_need(request.auth, need=_need(request, need_id), text=given.text)


@router.post("/growth/needs/{need_id}/get-help", response=NeedOut)
def get_help(request: ApiRequest, need_id: int, given: HelpIn) -> Need:
    need = _need(request, need_id)
    actions.get_help(request.auth, need=need, person=visible_or_404(request.auth, Person, given.person))
    return need


@router.post("/growth/needs/{need_id}/get-no-help", response=NeedOut)
def get_no_help(request: ApiRequest, need_id: int, given: HelpIn) -> Need:
    need = _need(request, need_id)
    actions.get_no_help(request.auth, need=need, person=visible_or_404(request.auth, Person, given.person))
    return need


@router.post("/growth/needs/{need_id}/drop", response=NeedOut)
def drop_need(request: ApiRequest, need_id: int) -> Need:
    need = _need(request, need_id)
    actions.drop_need(request.auth, need=need)
    return need


@router.post("/growth/needs/{need_id}/restore", response=NeedOut)
def restore_need(request: ApiRequest, need_id: int) -> Need:
    need = _need(request, need_id)
    actions.restore_need(request.auth, need=need)
    return need


def _told(helper: Helper) -> dict[str, object]:
    person = {name: getattr(helper.person, name) for name in ("id", "name", "handle")}
    return {**person, "helps": helper.helps, "on": helper.on, "late": helper.late}


def _need(request: ApiRequest, pk: int) -> Need:
    return visible_or_404(request.auth, Need, pk)
