"""What a count of one's own commits is made of."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from ninja import Query, Router, Schema

from alongside.accounts.middleware import ApiRequest
from alongside.sources.counting import Counted, counted

router = Router(tags=["sources"])


class Days(Schema):
    since: date
    until: date | None = None


class ExampleOut(Schema):
    hash: str
    subject: str
    repository: str


class LeftOutOut(Schema):
    reason: str
    sentence: str
    commits: int
    examples: list[ExampleOut]


class CountedOut(Schema):
    """`commits` are changes that you wrote, each once; `credits` commits of others in which you are named, by role."""

    since: date
    until: date
    commits: int
    by_repository: dict[str, int]
    by_mailmap: int
    credits: dict[str, int]
    left_out: list[LeftOutOut]


@router.get("/counted", response=CountedOut)
def count(request: ApiRequest, days: Query[Days]) -> Counted:
    """What was counted as yours, what was left out, and why."""
    until = days.until or timezone.localdate()
    if until < days.since:
        raise ValidationError({"until": "The days end before they begin."})
    return counted(request.auth, days.since, until)
