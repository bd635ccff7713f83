"""The member's own bank of questions."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.events.actions import record
from alongside.one_on_ones.actions.points import new_point
from alongside.one_on_ones.actions.texts import clean_text
from alongside.one_on_ones.models import Pair, PointKind, Question, TalkingPoint
from alongside.one_on_ones.picking import blanks_in
from alongside.one_on_ones.question_bank import starter_questions
from alongside.sharing.guard import action, held

TEXT = 500
_KIND = {"feedback": PointKind.FEEDBACK, "silent_on_growth": PointKind.GROWTH, "career": PointKind.GROWTH}


@action()
def open_bank(actor: Member) -> int:
    """Fill the bank with the questions everybody starts with, the first time; those that are there stay as they are."""
    there = set(Question.objects.visible_to(actor).exclude(starter_key=None).values_list("starter_key", flat=True))
    new = [
        Question(
            workspace=actor.workspace,
            owner=actor,
            starter_key=starter.key,
            text=starter.text,
            situation=starter.situation,
            side=starter.side,
            about=starter.about,
        )
        for starter in starter_questions()
        if starter.key not in there
    ]
    Question.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


@action()
def add_question(
    actor: Member, *, text: str, situation: str = "any", side: str = "report", about: str = "me"
) -> Question:
    question = Question(workspace=actor.workspace, owner=actor)
    _fill(question, text, situation, side, about)
    record(actor, verb="added", thing=question)
    return question


@action(edits="question")
def edit_question(
    actor: Member, *, question: Question, text: str, situation: str = "", side: str = "", about: str = ""
) -> Question:
    held(actor, question)
    _fill(question, text, situation or question.situation, side or question.side, about or question.about)
    record(actor, verb="edited", thing=question)
    return question


@action(edits="question")
def retire_question(actor: Member, *, question: Question) -> Question:
    """It is not picked any more. What was answered to it stays where it is."""
    question.retired_at = timezone.now()
    question.save(update_fields=["retired_at"])
    record(actor, verb="retired", thing=question)
    return question


@action(edits="question")
def restore_question(actor: Member, *, question: Question) -> Question:
    question.retired_at = None
    question.save(update_fields=["retired_at"])
    record(actor, verb="restored", thing=question)
    return question


@action(edits="pair")
def ask_question(actor: Member, *, pair: Pair, question: Question, text: str = "", made_from: str = "") -> TalkingPoint:
    """Put a question of the bank on the agenda; a blank in its words must be filled first."""
    words = clean_text(text or question.text, what="question", limit=TEXT * 4)
    blanks = sorted(blanks_in(words) - {"person"})
    if blanks:
        raise ValidationError(f"Fill the blank “{blanks[0]}” before you ask this question.")
    words = words.replace("{person}", pair.other_name(actor))
    kind = _KIND.get(question.situation, PointKind.QUESTION)
    return new_point(actor, pair, kind=kind, text=words, question=question, made_from=made_from)


def _fill(question: Question, text: str, situation: str, side: str, about: str) -> None:
    question.text = clean_text(text, what="question", limit=TEXT)
    question.situation, question.side, question.about = situation, side, about
    question.full_clean()
    question.save()
