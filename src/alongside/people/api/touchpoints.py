"""Touchpoints and pauses, for programs."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from ninja import Query, Router, Schema, Status
from pydantic import Field

from alongside.accounts.middleware import ApiRequest
from alongside.lib.paging import Part
from alongside.people import actions, queries
from alongside.people.actions.touching import at_some_time
from alongside.people.models import Pause, Person, Touchpoint
from alongside.sharing.guard import visible_or_404

router = Router(tags=["people"])


class TouchIn(Schema, extra="forbid"):
    """With `person` (a key) or `to` (`@handle` or a name, who appears if they are new). Without `on` and `at`, now."""

    person: int | None = None
    to: str = ""
    kind: str = "talk"
    text: str = ""
    on: date | None = None
    at: datetime | None = None
    key: str = Field("", max_length=64)


class TouchpointOut(Schema):
    id: int
    person_id: int
    person: str
    kind: str
    at: datetime
    text: str
    weight: float
    source: str
    url: str
    saw: str = Field(description="The key of the piece of work of yours which they saw in it.")

    @staticmethod
    def resolve_person(touchpoint: Touchpoint) -> str:
        return touchpoint.person.name


class TouchpointsOut(Schema):
    items: list[TouchpointOut]
    total: int


class Asked(Part):
    person: int | None = None


class PauseIn(Schema, extra="forbid"):
    first_on: date
    last_on: date | None = None
    reason: str = ""
    person: int | None = None


class PauseOut(Schema):
    id: int
    first_on: date
    last_on: date
    reason: str
    person_id: int | None


class PausesOut(Schema):
    items: list[PauseOut]
    total: int


@router.get("/touchpoints", response=TouchpointsOut)
def touchpoints(request: ApiRequest, part: Query[Asked]) -> dict[str, object]:
    """The latest first; of one person with `person`."""
    person = None if part.person is None else visible_or_404(request.auth, Person, part.person)
    rows = queries.touchpoints_of(request.auth, person)
    return part.listed(rows)


@router.post("/touchpoints", response={201: TouchpointOut})
def touch(request: ApiRequest, given: TouchIn) -> Status[Touchpoint]:
    """We talked. The same `key` gives the same touchpoint, however often it is sent."""
    if given.person is None and given.at is not None:
        raise ValidationError({"at": "With “to” give the day as “on”."})
    return Status(201, _touched(request, given))


@router.delete("/touchpoints/{touchpoint_id}", response={204: None})
def untouch(request: ApiRequest, touchpoint_id: int) -> Status[None]:
    """Only what was noted by hand."""
    found = visible_or_404(request.auth, Touchpoint, touchpoint_id)
    actions.untouch(request.auth, touchpoint=found)
    return Status(204, None)


@router.get("/pauses", response=PausesOut)
def pauses(request: ApiRequest, part: Query[Asked]) -> dict[str, object]:
    """Your own, which hold every cadence; with `person`, theirs."""
    person = None if part.person is None else visible_or_404(request.auth, Person, part.person)
    return part.listed(queries.pauses_of(request.auth, person))


@router.post("/pauses", response={201: PauseOut})
def pause(request: ApiRequest, given: PauseIn) -> Status[Pause]:
    person = None if given.person is None else visible_or_404(request.auth, Person, given.person)
    first, last = given.first_on, given.last_on
    return Status(201, actions.pause(request.auth, person=person, first_on=first, last_on=last, reason=given.reason))


@router.delete("/pauses/{pause_id}", response={204: None})
def end_pause(request: ApiRequest, pause_id: int) -> Status[None]:
    found = visible_or_404(request.auth, Pause, pause_id)
    actions.end_pause(request.auth, pause=found)
    return Status(204, None)


def _touched(request: ApiRequest, given: TouchIn) -> Touchpoint:
    kind, text, key = given.kind, given.text, given.key
    if given.person is None:
        return actions.touch_named(request.auth, to=given.to, on=given.on, kind=kind, text=text, key=key)
    at = _with_zone(request, given.at) or at_some_time(request.auth, given.on)
    person = visible_or_404(request.auth, Person, given.person)
    return actions.touch(request.auth, person=person, at=at, kind=kind, text=text, key=key)


def _with_zone(request: ApiRequest, at: datetime | None) -> datetime | None:
    return at.replace(tzinfo=request.auth.zone) if at and at.tzinfo is None else at
