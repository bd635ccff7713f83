"""Persons around the member, and the names under which they and the member are known."""

from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status

from alongside.accounts.middleware import ApiRequest
from alongside.people import actions, queries
from alongside.people.models import Identity, Person
from alongside.sharing.door import SharedQuerySet

router = Router(tags=["people"])


class PersonOut(Schema):
    id: int
    name: str
    handle: str
    relation: str


class PersonIn(Schema):
    name: str
    relation: str = "peer"
    handle: str | None = None
    email: str | None = None


class PersonChanges(Schema):
    name: str | None = None
    relation: str | None = None
    handle: str | None = None


class PersonsOut(Schema):
    items: list[PersonOut]
    total: int


class IdentityOut(Schema):
    id: int
    kind: str
    value: str
    person_id: int | None


class IdentityIn(Schema):
    kind: str
    value: str
    person_id: int | None = None


class IdentitiesOut(Schema):
    items: list[IdentityOut]
    total: int


class MergeIn(Schema):
    into: int


@router.get("/persons", response=PersonsOut)
def persons(request: ApiRequest) -> dict[str, object]:
    found = list(queries.persons_of(request.auth))
    return {"items": found, "total": len(found)}


@router.post("/persons", response={201: PersonOut})
def add_person(request: ApiRequest, given: PersonIn) -> Status[Person]:
    return Status(201, actions.add_person(request.auth, **given.dict()))


@router.get("/persons/{pk}", response=PersonOut)
def person(request: ApiRequest, pk: int) -> Person:
    return _person(request, pk)


@router.patch("/persons/{pk}", response=PersonOut)
def edit_person(request: ApiRequest, pk: int, given: PersonChanges) -> Person:
    changes = given.dict(exclude_unset=True, exclude_none=True)
    return actions.edit_person(request.auth, person=_person(request, pk), **changes)


@router.post("/persons/{pk}/merge", response=PersonOut)
def merge_persons(request: ApiRequest, pk: int, given: MergeIn) -> Person:
    return actions.merge_persons(request.auth, person=_person(request, pk), into=_person(request, given.into))


@router.get("/identities", response=IdentitiesOut)
def identities(request: ApiRequest) -> dict[str, object]:
    """All of them; those without a person are the member's own."""
    found = list(_identities(request).order_by("kind", "value"))
    return {"items": found, "total": len(found)}


@router.post("/identities", response={201: IdentityOut})
def add_identity(request: ApiRequest, given: IdentityIn) -> Status[Identity]:
    whose = _person(request, given.person_id) if given.person_id else None
    return Status(201, actions.add_identity(request.auth, kind=given.kind, value=given.value, person=whose))


@router.delete("/identities/{pk}", response={204: None})
def remove_identity(request: ApiRequest, pk: int) -> Status[None]:
    actions.remove_identity(request.auth, identity=get_object_or_404(_identities(request), pk=pk))
    return Status(204, None)


def _person(request: ApiRequest, pk: int) -> Person:
    return get_object_or_404(Person.objects.visible_to(request.auth), pk=pk)


def _identities(request: ApiRequest) -> SharedQuerySet[Identity]:
    return Identity.objects.visible_to(request.auth)
