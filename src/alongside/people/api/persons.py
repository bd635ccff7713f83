"""Persons around the member, for programs."""

from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema, Status
from pydantic import Field

from alongside.accounts.middleware import ApiRequest
from alongside.people import actions, queries
from alongside.people.models import Person

router = Router(tags=["people"])


class PersonIn(Schema):
    name: str
    relation: str = "peer"
    handle: str | None = None
    email: str | None = None


class PersonChange(Schema):
    name: str | None = None
    relation: str | None = None
    handle: str | None = None


class PersonOut(Schema):
    id: int
    name: str
    handle: str
    relation: str


class PersonsOut(Schema):
    items: list[PersonOut]
    total: int


class MergePersonsIn(Schema):
    into: int


class Part(Schema):
    limit: int = Field(100, ge=1, le=500)
    offset: int = Field(0, ge=0, le=10**9)


@router.get("/persons", response=PersonsOut)
def persons(request: ApiRequest, part: Query[Part]) -> dict[str, object]:
    rows = queries.persons_of(request.auth)
    return {"items": rows[part.offset : part.offset + part.limit], "total": rows.count()}


@router.get("/persons/find", response=PersonOut)
def find_person(request: ApiRequest, text: str) -> Person:
    """By handle, name, e-mail address, or the beginning of one. 422 names who could be meant."""
    return queries.find_person(request.auth, text)


@router.post("/persons", response={201: PersonOut})
def add_person(request: ApiRequest, given: PersonIn) -> Status[Person]:
    return Status(201, actions.add_person(request.auth, **given.dict()))


@router.get("/persons/{person_id}", response=PersonOut)
def person(request: ApiRequest, person_id: int) -> Person:
    return _person(request, person_id)


@router.patch("/persons/{person_id}", response=PersonOut)
def edit_person(request: ApiRequest, person_id: int, given: PersonChange) -> Person:
    return actions.edit_person(
        request.auth, person=_person(request, person_id), **given.dict(exclude_unset=True, exclude_none=True)
    )


@router.post("/persons/{person_id}/merge", response=PersonOut)
def merge_persons(request: ApiRequest, person_id: int, given: MergePersonsIn) -> Person:
    return actions.merge_persons(request.auth, person=_person(request, person_id), into=_person(request, given.into))


def _person(request: ApiRequest, pk: int) -> Person:
    return get_object_or_404(Person.objects.visible_to(request.auth), pk=pk)
