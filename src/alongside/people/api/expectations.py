"""Expectations, for programs: what one understood, and the answer of who was asked."""

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from ninja import Query, Router, Schema, Status
from pydantic import Field

from alongside.accounts.middleware import ApiRequest
from alongside.accounts.models import Member
from alongside.lib.paging import Part
from alongside.people import actions
from alongside.people.models import Expectation, Person
from alongside.people.queries import understood
from alongside.sharing.guard import visible_or_404

router = Router(tags=["people"])


class ChangeOut(Schema):
    """`text` is empty where the words stayed the same."""

    who: str
    did: str
    text: str
    at: datetime


class ExpectationOut(Schema):
    """`person_id` is told to its owner only, `changes` to others as far as they are their own."""

    id: int
    text: str
    state: str
    told: str
    since: date
    mine: bool
    of: str
    person_id: int | None
    asked: str
    answered_at: datetime | None
    dropped_at: datetime | None
    changes: list[ChangeOut]


class ExpectationsOut(Schema):
    items: list[ExpectationOut]
    total: int


class ExpectationIn(Schema):
    text: str
    since: date | None = None


class ExpectationChangeIn(ExpectationIn):
    """`read`: the words that these replace; where it is given and they are others by now, nothing changes."""

    read: str | None = None


class ExpectationAnswerIn(Schema):
    """What they said in a talk: confirmed, corrected (with their words) or unclear."""

    state: str
    text: str = ""


class ReadIn(Schema):
    """The words that are confirmed."""

    read: str


class CorrectionIn(ReadIn):
    text: str


class ExpectationPart(Part):
    whose: str = Field("mine", description="mine, or asked: what others ask you to confirm")


@router.get("/expectations", response=ExpectationsOut)
def expectations(request: ApiRequest, part: Query[ExpectationPart]) -> dict[str, Any]:
    rows = understood.asked_of(request.auth) if part.whose == "asked" else understood.mine(request.auth)
    return _some(request.auth, rows, part)


@router.get("/persons/{int:person_id}/expectations", response=ExpectationsOut)
def expectations_of(request: ApiRequest, person_id: int, part: Query[ExpectationPart]) -> dict[str, Any]:
    person = visible_or_404(request.auth, Person, person_id)
    return _some(request.auth, understood.mine(request.auth).filter(person=person), part)


@router.post("/persons/{int:person_id}/expectations", response={201: ExpectationOut})
def expect(request: ApiRequest, person_id: int, given: ExpectationIn) -> Status[Any]:
    person = visible_or_404(request.auth, Person, person_id)
    return Status(201, _out(request, actions.expect(request.auth, person=person, **given.dict()).pk))


@router.get("/expectations/{int:expectation_id}", response=ExpectationOut)
def expectation(request: ApiRequest, expectation_id: int) -> dict[str, Any]:
    return _out(request, expectation_id)


@router.patch("/expectations/{int:expectation_id}", response=ExpectationOut)
def edit_expectation(request: ApiRequest, expectation_id: int, given: ExpectationChangeIn) -> dict[str, Any]:
    actions.edit_expectation(request.auth, expectation=_found(request, expectation_id), **given.dict())
    return _out(request, expectation_id)


@router.post("/expectations/{int:expectation_id}/ask", response=ExpectationOut)
def ask_to_confirm(request: ApiRequest, expectation_id: int) -> dict[str, Any]:
    """Share it with the one who expects it, who is a member of the workspace, and with nobody else."""
    actions.ask_to_confirm(request.auth, expectation=_found(request, expectation_id))
    return _out(request, expectation_id)


@router.post("/expectations/{int:expectation_id}/withdraw", response=ExpectationOut)
def withdraw_expectation(request: ApiRequest, expectation_id: int) -> dict[str, Any]:
    actions.withdraw_expectation(request.auth, expectation=_found(request, expectation_id))
    return _out(request, expectation_id)


@router.post("/expectations/{int:expectation_id}/answer", response=ExpectationOut)
def record_answer(request: ApiRequest, expectation_id: int, given: ExpectationAnswerIn) -> dict[str, Any]:
    """Written down by its owner, after a talk."""
    actions.record_answer(request.auth, expectation=_found(request, expectation_id), **given.dict())
    return _out(request, expectation_id)


@router.post("/expectations/{int:expectation_id}/confirm", response=ExpectationOut)
def confirm_expectation(request: ApiRequest, expectation_id: int, given: ReadIn) -> dict[str, Any]:
    """By who was asked."""
    actions.confirm_expectation(request.auth, expectation=_found(request, expectation_id), **given.dict())
    return _out(request, expectation_id)


@router.post("/expectations/{int:expectation_id}/correct", response=ExpectationOut)
def correct_expectation(request: ApiRequest, expectation_id: int, given: CorrectionIn) -> dict[str, Any]:
    """By who was asked."""
    actions.correct_expectation(request.auth, expectation=_found(request, expectation_id), **given.dict())
    return _out(request, expectation_id)


@router.post("/expectations/{int:expectation_id}/drop", response=ExpectationOut)
def drop_expectation(request: ApiRequest, expectation_id: int) -> dict[str, Any]:
    actions.drop_expectation(request.auth, expectation=_found(request, expectation_id))
    return _out(request, expectation_id)


@router.post("/expectations/{int:expectation_id}/restore", response=ExpectationOut)
def restore_expectation(request: ApiRequest, expectation_id: int) -> dict[str, Any]:
    actions.restore_expectation(request.auth, expectation=_found(request, expectation_id))
    return _out(request, expectation_id)


def _some(viewer: Member, rows: QuerySet[Expectation], part: ExpectationPart) -> dict[str, Any]:
    shown = part.of(rows)
    return {"items": [_told(viewer, row) for row in shown], "total": rows.count()}


def _found(request: ApiRequest, pk: int) -> Expectation:
    try:
        return understood.one(request.auth, pk)
    except Expectation.DoesNotExist as nothing:
        raise Http404 from nothing


def _out(request: ApiRequest, pk: int) -> dict[str, Any]:
    return _told(request.auth, _found(request, pk))


def _told(viewer: Member, row: Expectation) -> dict[str, Any]:
    told = understood.understood(viewer, row)
    names = ("id", "text", "state", "since", "answered_at", "dropped_at")
    return {name: getattr(row, name) for name in names} | {
        "told": told.told,
        "mine": told.is_mine,
        "of": row.owner.name,
        "person_id": row.person_id if told.is_mine else None,
        "asked": told.asked,
        "changes": told.changes,
    }
