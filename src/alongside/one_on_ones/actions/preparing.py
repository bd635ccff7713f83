"""From the preparation: a line goes on the agenda, or is put away for good."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from alongside.accounts.models import Member
from alongside.events.actions import record
from alongside.evidence.models import Entry, EntryKind, Piece
from alongside.lib.keys import key_in
from alongside.one_on_ones.actions.points import new_point
from alongside.one_on_ones.actions.questions import ask_question
from alongside.one_on_ones.models import Dismissal, Pair, PointKind, Promise, Question, Reach, TalkingPoint
from alongside.one_on_ones.queries.by_calendar import NOT_OURS
from alongside.sharing.door import SharedQuerySet
from alongside.sharing.guard import action

GROWTH = "growth:talk"
_KIND_OF_ENTRY = {
    EntryKind.CHALLENGE: PointKind.CHALLENGE,
    EntryKind.BLOCKER: PointKind.CHALLENGE,
    EntryKind.FEEDBACK: PointKind.FEEDBACK,
    EntryKind.LEARNING: PointKind.GROWTH,
}


@action(edits="pair")
def put_on_agenda(actor: Member, *, pair: Pair, key: str, text: str = "", audience: str = Reach.BOTH) -> TalkingPoint:
    """The line of the preparation with this key becomes a talking point; a second time it is the same one.
    `text` are the words as they were shown, or better ones; without them the line's own."""
    there = TalkingPoint.objects.visible_to(actor).still_open().filter(pair=pair, author=actor, made_from=key).first()
    return there or _make(actor, pair, key, text, audience)


@action(edits="pair")
def raise_point(actor: Member, *, pair: Pair, text: str, kind: str = "", key: str = "") -> TalkingPoint:
    """Something to talk about, put on the agenda from elsewhere: once, however often that is asked.
    `key` is that of an entry or a piece of work that it is about."""
    if key.partition(":")[0] in ("entry", "piece"):
        return put_on_agenda(actor, pair=pair, key=key, text=text)
    mine = TalkingPoint.objects.visible_to(actor).still_open().filter(pair=pair, author=actor)
    there = mine.filter(text=text.replace("\r\n", "\n").strip()).first()
    return there or new_point(actor, pair, kind=kind or PointKind.QUESTION, text=text)


@action(edits="pair")
def dismiss(actor: Member, *, pair: Pair, key: str) -> None:
    """This line is not suggested again, to this member, for this pair."""
    if key != NOT_OURS:
        _noun_and_number(key)
    dismissal = Dismissal(workspace=actor.workspace, owner=actor, pair=pair, key=key)
    if not Dismissal.objects.visible_to(actor).filter(pair=pair, key=key).exists():
        dismissal.full_clean()
        dismissal.save()
        record(actor, verb="dismissed", thing=dismissal)


@action(edits="pair")
def bring_back(actor: Member, *, pair: Pair, key: str) -> None:
    Dismissal.objects.editable_by(actor).filter(pair=pair, key=key).delete()
    record(actor, verb="brought_back", thing=pair)


def _make(actor: Member, pair: Pair, key: str, text: str, audience: str) -> TalkingPoint:
    noun, number = _noun_and_number(key)
    if noun == "entry":
        entry = _found(Entry.objects.visible_to(actor), number)
        kind = _KIND_OF_ENTRY.get(EntryKind(entry.kind), PointKind.UPDATE)
        source: dict[str, Any] = {"entry": entry}
        words = entry.text
    elif noun == "piece":
        piece = _found(Piece.objects.visible_to(actor), number)
        kind, words, source = PointKind.UPDATE, piece.title, {"piece": piece}
    elif noun == "question":
        question = _found(Question.objects.visible_to(actor), number)
        return ask_question(actor, pair=pair, question=question, text=text, made_from=key)
    elif noun == "promise":
        promise = _found(Promise.objects.visible_to(actor).filter(pair=pair), number)
        kind, words, source = PointKind.UPDATE, f"Promise: {promise.text}", {}
    else:
        kind, words, source = PointKind.GROWTH, "What would you trust me with next, and what is missing for it?", {}
    return new_point(actor, pair, kind=kind, text=text or words, audience=audience, made_from=key, **source)


def _found[M: models.Model](rows: SharedQuerySet[M], number: int) -> M:
    thing = rows.filter(pk=number).first()
    if thing is None:
        raise ValidationError("This line is gone, or not yours. Open the preparation again.")
    return thing


def _noun_and_number(key: str) -> tuple[str, int]:
    noun, _, number = key.partition(":")
    if key == GROWTH:
        return "growth", 0
    if noun in ("entry", "piece", "question", "promise") and key_in(number):
        return noun, key_in(number)
    raise ValidationError(f"“{key[:60]}” is no line of the preparation.")
