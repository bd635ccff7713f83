"""The few things worth telling first."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from alongside.accounts.middleware import ApiRequest
from alongside.evidence.queries import Highlights, highlights
from alongside.evidence.work.material import Deed
from alongside.sources.collectors.git.problems import GitProblem
from alongside.sources.highlights import highlights_of

router = Router(tags=["evidence"])


class Asked(Schema):
    """Without `author` it is you, with all that your sources brought; with it, the commits under that address."""

    since: date
    until: date | None = None
    author: str = ""
    limit: int = Field(10, ge=1, le=100)


class DeedOut(Schema):
    """`label` is what people call it: the ticket, the beginning of a commit's hash."""

    kind: str
    id: str
    label: str
    title: str
    on: datetime
    origin: str = Field(alias="source")

    @staticmethod
    def resolve_label(deed: Deed) -> str:
        if deed.kind in ("commit", "merge"):
            return deed.id[:10]
        return deed.tickets[0] if deed.tickets else deed.kind


class HighlightOut(Schema):
    title: str
    kind: str
    circle: str
    score: float
    why: list[str]
    because: list[str]
    piece_id: int | None
    sources: list[DeedOut] = Field(alias="deeds")


class HighlightsOut(Schema):
    """`considered` pieces of work out of `activities`; `trivial` of them are upkeep and never told."""

    since: date
    until: date
    author: str
    items: list[HighlightOut]
    considered: int
    trivial: int
    activities: int


@router.get("/highlights", response=HighlightsOut)
def read_highlights(request: ApiRequest, asked: Query[Asked]) -> dict[str, object]:
    """What is worth telling first of these days, and why."""
    until = asked.until or timezone.localdate()
    if until < asked.since:
        raise ValidationError({"until": "The days end before they begin."})
    found = _found(request, asked, until)
    told = {"items": found.items, "considered": found.considered, "trivial": found.trivial}
    return {"since": asked.since, "until": until, "author": asked.author, "activities": found.activities, **told}


def _found(request: ApiRequest, asked: Asked, until: date) -> Highlights:
    if not asked.author:
        return highlights(request.auth, since=asked.since, until=until, at_most=asked.limit)
    try:
        return highlights_of(request.auth, author=asked.author, since=asked.since, until=until, at_most=asked.limit)
    except GitProblem as problem:
        raise ValidationError({"author": str(problem)}) from problem
