"""Areas of the system."""

from datetime import date
from typing import Any, Literal

from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema, Status
from pydantic import Field

from alongside.accounts.middleware import ApiRequest
from alongside.knowledge import actions, queries
from alongside.knowledge.models import Area
from alongside.lib.paging import Part

router = Router(tags=["knowledge"])


class AreaOut(Schema):
    """`known_by` is how many people know it. `looked_on` is when you last were there.

    `is_asleep`: nobody was for a year."""

    id: int
    name: str
    paths: list[str]
    problem: str
    abilities: str
    limits: str
    users: str
    known_by: int
    one_alone: bool
    audience: Literal["me", "workspace"]
    is_mine: bool
    is_asleep: bool
    looked_on: date | None


class WhoKnowsOut(Schema):
    name: str
    address: str
    person_id: int | None
    is_me: bool
    wrote: int
    reviewed: int
    last_on: date
    knows: bool

    @staticmethod
    def resolve_person_id(each: Any) -> int | None:
        return each.person or None


class KnownAreaOut(AreaOut):
    """`knowers`: of your own areas, when they were asked for."""

    knowers: list[WhoKnowsOut]


class AreasOut(Schema):
    items: list[KnownAreaOut]
    total: int


class KnowersOut(Schema):
    items: list[WhoKnowsOut]
    total: int


class AreaIn(Schema):
    name: str
    paths: list[str] = []
    problem: str = ""
    abilities: str = ""
    limits: str = ""
    users: str = ""


class AreaChange(Schema):
    name: str | None = None
    paths: list[str] | None = None
    problem: str | None = None
    abilities: str | None = None
    limits: str | None = None
    users: str | None = None


class MergeAreaIn(Schema):
    into: int


class SplitAreaIn(Schema):
    paths: list[str]
    name: str = ""


class AudienceIn(Schema):
    audience: Literal["me", "workspace"]


class LookIn(Schema):
    on: date | None = None


class AreasIn(Part):
    knowers: bool = False
    limit: int = Field(50, ge=1, le=200)
    offset: int = Field(0, ge=0, le=1_000_000)


@router.get("/areas", response=AreasOut)
def areas(request: ApiRequest, given: Query[AreasIn]) -> dict[str, object]:
    """What you have not looked at for longest comes first, what sleeps last. `knowers`: with who was in yours."""
    found = queries.areas_of(request.auth)
    shown = given.of(found)
    who = queries.who_knows_each(request.auth, [each.area for each in shown]) if given.knowers else {}
    return {"items": [{**_told(each), "knowers": who.get(each.area.pk, [])} for each in shown], "total": len(found)}


@router.post("/areas", response={201: AreaOut})
def add_area(request: ApiRequest, given: AreaIn) -> Status[dict[str, object]]:
    return Status(201, _out(request, actions.add_area(request.auth, **given.dict())))


@router.get("/areas/{area_id}", response=AreaOut)
def area(request: ApiRequest, area_id: int) -> dict[str, object]:
    return _out(request, _area(request, area_id))


@router.patch("/areas/{area_id}", response=AreaOut)
def edit_area(request: ApiRequest, area_id: int, given: AreaChange) -> dict[str, object]:
    changed = {name: value for name, value in given.dict(exclude_unset=True).items() if value is not None}
    return _out(request, actions.edit_area(request.auth, area=_area(request, area_id), **changed))


@router.get("/areas/{area_id}/knowers", response=KnowersOut)
def knowers(request: ApiRequest, area_id: int) -> dict[str, object]:
    """Who was in an area of your own. Of one that is shared with you nobody is named."""
    found = queries.who_knows(request.auth, _area(request, area_id))
    return {"items": found, "total": len(found)}


@router.post("/areas/{area_id}/merge", response=AreaOut)
def merge_area(request: ApiRequest, area_id: int, given: MergeAreaIn) -> dict[str, object]:
    into = actions.merge_area(request.auth, area=_area(request, area_id), into=_area(request, given.into))
    return _out(request, into)


@router.post("/areas/{area_id}/unmerge", response=AreaOut)
def unmerge_area(request: ApiRequest, area_id: int) -> dict[str, object]:
    return _out(request, actions.unmerge_area(request.auth, area=_area(request, area_id)))


@router.post("/areas/{area_id}/split", response={201: AreaOut})
def split_area(request: ApiRequest, area_id: int, given: SplitAreaIn) -> Status[dict[str, object]]:
    new = actions.split_area(request.auth, area=_area(request, area_id), paths=given.paths, name=given.name)
    return Status(201, _out(request, new))


@router.post("/areas/{area_id}/unsplit", response=AreaOut)
def unsplit_area(request: ApiRequest, area_id: int) -> dict[str, object]:
    """What it was split from, with its folders again."""
    return _out(request, actions.unsplit_area(request.auth, area=_area(request, area_id)))


@router.post("/areas/{area_id}/hide", response={204: None})
def hide_area(request: ApiRequest, area_id: int) -> Status[None]:
    actions.hide_area(request.auth, area=_area(request, area_id))
    return Status(204, None)


@router.post("/areas/{area_id}/show", response=AreaOut)
def show_area(request: ApiRequest, area_id: int) -> dict[str, object]:
    found = _area(request, area_id)
    actions.show_area(request.auth, area=found)
    return _out(request, found)


@router.post("/areas/{area_id}/share", response=AreaOut)
def share_area(request: ApiRequest, area_id: int, given: AudienceIn) -> dict[str, object]:
    area = _area(request, area_id)
    return _out(request, actions.share_area(request.auth, area=area, audience=given.audience))


@router.post("/areas/{area_id}/look", response=AreaOut)
def look_at(request: ApiRequest, area_id: int, given: LookIn) -> dict[str, object]:
    found = _area(request, area_id)
    actions.look_at(request.auth, area=found, on=given.on)
    return _out(request, found)


def _area(request: ApiRequest, pk: int) -> Area:
    return get_object_or_404(queries.areas(request.auth), pk=pk)


def _out(request: ApiRequest, area: Area) -> dict[str, object]:
    return _told(queries.area_told(request.auth, area))


def _told(told: queries.AreaTold) -> dict[str, object]:
    names = ("name", "paths", "problem", "abilities", "limits", "users", "known_by", "one_alone", "audience")
    known = {name: getattr(told.area, name) for name in names}
    return {
        "id": told.area.pk,
        **known,
        "is_mine": told.is_mine,
        "is_asleep": told.is_asleep,
        "looked_on": told.looked_on,
    }
