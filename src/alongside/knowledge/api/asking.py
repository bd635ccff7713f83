"""Whom to ask."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from pydantic import Field

from alongside.accounts.middleware import ApiRequest
from alongside.evidence.models import Entry, Piece
from alongside.knowledge import queries

router = Router(tags=["knowledge"])


class WhomToAskIn(Schema):
    """`text` is a path when there is one of that name, else words."""

    paths: list[str] = Field(default=[], max_length=200)
    words: str = Field("", max_length=500)
    text: str = Field("", max_length=500)
    area: int | None = None
    entry: int | None = None
    piece: int | None = None
    most: int = Field(5, ge=1, le=20)


class ReasonOut(Schema):
    """`brief`: the text without the day that a reason above it says already. `words`: of those that were asked about,
    the ones that led to this place."""

    signal: str
    text: str
    brief: str
    points: float
    place: str
    times: int
    last_on: date
    words: list[str]


class ProofOut(Schema):
    """`what`: wrote, fixed or discussed."""

    what: str
    text: str
    on: date
    name: str
    url: str
    entry_id: int | None

    @staticmethod
    def resolve_entry_id(proof: Any) -> int | None:
        return proof.entry or None


class SuggestedOut(Schema):
    """`reasons` are the terms of the ranking's sum; `person_id` is your own row for them, if any."""

    name: str
    address: str
    person_id: int | None
    sure: str
    chance: float
    around: str
    is_around: bool
    last_on: date
    reasons: list[ReasonOut]
    proofs: list[ProofOut]

    @staticmethod
    def resolve_person_id(each: Any) -> int | None:
        return each.person or None


class ProgressOut(Schema):
    read: int
    commits: int


class MetOut(Schema):
    """A word that was asked about. `is_common`: it stands everywhere in your repositories, and says little."""

    word: str
    changes: int
    is_common: bool


class AskedOut(Schema):
    """Best first; `problem` says why there is nobody. When nobody was there for a year, `knew` was the last."""

    paths: list[str]
    items: list[SuggestedOut] = Field(alias="people")
    total: int
    words: list[MetOut]
    words_told: str
    lately: bool
    knew: str
    knew_on: date | None
    spared: str
    spared_why: str
    problem: str
    progress: ProgressOut

    @staticmethod
    def resolve_total(asked: Any) -> int:
        return len(asked.people)


@router.get("/ask", response=AskedOut)
def ask(request: ApiRequest, given: Query[WhomToAskIn]) -> queries.Asked:
    """Whom to ask about files, folders, words, an area, an entry or a piece of work."""
    member = request.auth
    if not (given.paths or given.words.strip() or given.text.strip() or given.area or given.entry or given.piece):
        raise ValidationError("Say what about: paths, words, text, area, entry or piece.")
    return queries.whom_to_ask(
        member,
        paths=given.paths,
        words=given.words,
        text=given.text,
        area=get_object_or_404(queries.areas(member), pk=given.area) if given.area else None,
        entry=get_object_or_404(Entry.objects.visible_to(member), pk=given.entry) if given.entry else None,
        piece=get_object_or_404(Piece.objects.visible_to(member), pk=given.piece) if given.piece else None,
        most=given.most,
    )
