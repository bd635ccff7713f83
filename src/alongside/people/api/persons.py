"""Persons around the member, for programs."""

from typing import Any

from ninja import Query, Router, Schema, Status
from pydantic import Field

from alongside.accounts.middleware import ApiRequest
from alongside.lib.paging import Part
from alongside.people import actions, queries
from alongside.people.models import Person
from alongside.sharing.guard import visible_or_404

router = Router(tags=["people"])


class PersonIn(Schema, extra="forbid"):
    """`reports_to` is the key of another person of yours; `cadence_days` is null for the ring's, 0 for no reminder.
    `friend` is for you to remember: it never counts as having seen work."""

    name: str
    relation: str = "peer"
    handle: str | None = None
    email: str | None = None
    role: str = ""
    team: str = ""
    reports_to: int | None = None
    decides: bool = False
    friend: bool = False
    cadence_days: int | None = None


class PersonChange(Schema, extra="forbid"):
    """What is left out stays as it is; null for `reports_to` and `cadence_days` takes them away."""

    name: str | None = None
    relation: str | None = None
    handle: str | None = None
    role: str | None = None
    team: str | None = None
    reports_to: int | None = None
    decides: bool | None = None
    friend: bool | None = None
    cadence_days: int | None = None


class PersonOut(Schema):
    """`wanted_every` are the days between two touchpoints, as the ring or its owner has it; 0 for no reminder."""

    id: int
    name: str
    handle: str
    relation: str
    role: str
    team: str
    ring: str
    reports_to: int | None = Field(validation_alias="reports_to_id")
    decides: bool
    friend: bool
    cadence_days: int | None
    wanted_every: int


class PersonsOut(Schema):
    items: list[PersonOut]
    total: int


class MergePersonsIn(Schema, extra="forbid"):
    into: int


@router.get("/persons", response=PersonsOut)
def persons(request: ApiRequest, part: Query[Part]) -> dict[str, object]:
    rows = queries.persons_of(request.auth)
    return part.listed(rows)


@router.get("/persons/find", response=PersonOut)
def find_person(request: ApiRequest, text: str) -> Person:
    """By handle, name, e-mail address, or the beginning of one. 422 names who could be meant."""
    return queries.find_person(request.auth, text)


@router.post("/persons", response={201: PersonOut})
def add_person(request: ApiRequest, given: PersonIn) -> Status[Person]:
    return Status(201, actions.add_person(request.auth, **_told(request, given.dict())))


@router.get("/persons/{person_id}", response=PersonOut)
def person(request: ApiRequest, person_id: int) -> Person:
    return visible_or_404(request.auth, Person, person_id)


@router.patch("/persons/{person_id}", response=PersonOut)
def edit_person(request: ApiRequest, person_id: int, given: PersonChange) -> Person:
    said = given.dict(exclude_unset=True)
    told = {name: value for name, value in said.items() if value is not None or name in MAY_BE_EMPTY}
    person = visible_or_404(request.auth, Person, person_id)
    return actions.edit_person(request.auth, person=person, **_told(request, told))


@router.post("/persons/{person_id}/merge", response=PersonOut)
def merge_persons(request: ApiRequest, person_id: int, given: MergePersonsIn) -> Person:
    into = visible_or_404(request.auth, Person, given.into)
    return actions.merge_persons(request.auth, person=visible_or_404(request.auth, Person, person_id), into=into).into


MAY_BE_EMPTY = ("reports_to", "cadence_days")


def _told(request: ApiRequest, given: dict[str, Any]) -> dict[str, Any]:
    """With the person in place of their key."""
    if given.get("reports_to") is None:
        return given
    return given | {"reports_to": visible_or_404(request.auth, Person, given["reports_to"])}
