from typing import Any

from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema, Status

from alongside.accounts.middleware import ApiRequest
from alongside.lib.paging import Part
from alongside.one_on_ones import actions
from alongside.one_on_ones.api.shapes import PointOut, QuestionOut, pair_for, point_out
from alongside.one_on_ones.models import Question

router = Router()


class BankPart(Part):
    side: str = ""
    situation: str = ""


class QuestionsOut(Schema):
    items: list[QuestionOut]
    total: int


class QuestionIn(Schema):
    text: str
    situation: str = "any"
    side: str = "report"
    about: str = "me"


class QuestionEdit(Schema):
    text: str
    situation: str = ""
    side: str = ""
    about: str = ""


class AskIn(Schema):
    """`text` are the words with their blanks filled."""

    question: int
    text: str = ""


class BankOpenedOut(Schema):
    new: int


@router.get("/questions", response=QuestionsOut)
def questions(
    request: ApiRequest,
    part: Query[BankPart],
) -> dict[str, Any]:
    """Your own bank, also what is retired."""
    rows = Question.objects.visible_to(request.auth).order_by("pk")
    rows = rows.filter(side=part.side) if part.side else rows
    rows = rows.filter(situation=part.situation) if part.situation else rows
    return part.listed(rows)


@router.post("/questions", response={201: QuestionOut})
def add_question(request: ApiRequest, given: QuestionIn) -> Status[Any]:
    return Status(201, actions.add_question(request.auth, **given.dict()))


@router.post("/questions/open", response=BankOpenedOut)
def open_bank(request: ApiRequest) -> dict[str, int]:
    """Fill the bank with the questions everybody starts with; those that are there stay as they are."""
    return {"new": actions.open_bank(request.auth)}


@router.patch("/questions/{int:question_id}", response=QuestionOut)
def edit_question(request: ApiRequest, question_id: int, given: QuestionEdit) -> Question:
    return actions.edit_question(request.auth, question=_question(request, question_id), **given.dict())


@router.post("/questions/{int:question_id}/retire", response=QuestionOut)
def retire_question(request: ApiRequest, question_id: int) -> Question:
    return actions.retire_question(request.auth, question=_question(request, question_id))


@router.post("/questions/{int:question_id}/restore", response=QuestionOut)
def restore_question(request: ApiRequest, question_id: int) -> Question:
    return actions.restore_question(request.auth, question=_question(request, question_id))


@router.post("/pairs/{int:pair_id}/ask", response={201: PointOut})
def ask_question(request: ApiRequest, pair_id: int, given: AskIn) -> Status[Any]:
    question = _question(request, given.question)
    point = actions.ask_question(request.auth, pair=pair_for(request, pair_id), question=question, text=given.text)
    return Status(201, point_out(request, point))


def _question(request: ApiRequest, question_id: int) -> Question:
    return get_object_or_404(Question.objects.visible_to(request.auth), pk=question_id)
