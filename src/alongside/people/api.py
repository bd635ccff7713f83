"""Persons around the member, and the names and addresses under which they are known, for programs."""

from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema, Status
from pydantic import Field

from alongside.accounts.middleware import ApiRequest
from alongside.people import actions, queries
from alongside.people.models import Identity, Person

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


class IdentityIn(Schema):
    kind: str
    value: str
    person_id: int | None = None


class IdentityOut(Schema):
    id: int
    kind: str
    value: str
    person_id: int | None


class IdentitiesOut(Schema):
    items: list[IdentityOut]
    total: int


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


@router.get("/identities", response=IdentitiesOut)
def identities(request: ApiRequest, part: Query[Part]) -> dict[str, object]:
    """The member's own have no person."""
    rows = Identity.objects.visible_to(request.auth).order_by("person", "kind", "value")
    return {"items": rows[part.offset : part.offset + part.limit], "total": rows.count()}


@router.post("/identities", response={201: IdentityOut})
def add_identity(request: ApiRequest, given: IdentityIn) -> Status[Identity]:
    whose = _person(request, given.person_id) if given.person_id is not None else None
    return Status(201, actions.add_identity(request.auth, kind=given.kind, value=given.value, person=whose))


@router.delete("/identities/{identity_id}", response={204: None})
def remove_identity(request: ApiRequest, identity_id: int) -> Status[None]:
    found = get_object_or_404(Identity.objects.visible_to(request.auth), pk=identity_id)
    actions.remove_identity(request.auth, identity=found)
    return Status(204, None)


def _person(request: ApiRequest, pk: int) -> Person:
    return get_object_or_404(Person.objects.visible_to(request.auth), pk=pk)
