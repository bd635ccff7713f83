"""From when to when a preparation looks, and why."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from alongside.accounts.models import Member
from alongside.evidence.models import Activity, Entry
from alongside.one_on_ones import wording
from alongside.one_on_ones.models import Pair
from alongside.one_on_ones.queries.schedule import Schedule
from alongside.people.models import REAL, Touchpoint, TouchpointKind


@dataclass(frozen=True)
class Period:
    since: date
    until: date
    because: str


def period_of(
    viewer: Member, pair: Pair, held: Schedule, *, since: date | None, until: date | None, now: datetime
) -> Period:
    """Since the last meeting, else as far back as there is something of the viewer. Both days are included."""
    today = now.astimezone(viewer.zone).date()
    until = until or today
    if since is None:
        return _since_last_time(viewer, last_met(viewer, pair, held), until, today)
    if since > until:
        raise ValidationError(f"The days run backwards: {since.isoformat()} is after {until.isoformat()}.")
    return Period(since, until, "the days you asked for")


def last_met(viewer: Member, pair: Pair, held: Schedule) -> date | None:
    """By the meetings of the pair, or where those know of none, by a calendar that the viewer collected."""
    if held.last:
        return held.last.starts_at.astimezone(viewer.zone).date()
    told = one_on_ones_told(viewer, pair, now=held.now).order_by("-at").first()
    return told.at.astimezone(viewer.zone).date() if told else None


def one_on_ones_told(viewer: Member, pair: Pair, *, now: datetime) -> QuerySet[Touchpoint]:
    """One-on-ones that sources told of; the row for the other one is the owner's, and so are its touchpoints."""
    told = Touchpoint.objects.visible_to(viewer).filter(person=pair.person_id, at__lte=now)
    return told.filter(kind=TouchpointKind.ONE_ON_ONE, weight__gte=REAL)


def _since_last_time(viewer: Member, met: date | None, until: date, today: date) -> Period:
    if met and met <= until:
        return Period(met, until, f"since you met on {wording.long_day(met, today=today)}")
    never = "you have not met yet" if met is None else "before your last meeting"
    last = _last_content(viewer, until)
    quiet = (until - last).days if last else 0
    if last is None or quiet <= 30:
        days = 14 if last and quiet <= 14 else 30
        return Period(until - timedelta(days=days), until, f"{never}, so the {days} days before")
    told = wording.long_day(last, today=today)
    return Period(last - timedelta(days=30), until, f"{never} and the last there is of you is from {told}")


def _last_content(viewer: Member, until: date) -> date | None:
    """The last day with an entry or an activity of the viewer's own."""
    entries = Entry.objects.visible_to(viewer).filter(owner=viewer, archived_at=None, happened_on__lte=until)
    activities = Activity.objects.visible_to(viewer).filter(day__lte=until)
    days = (
        entries.order_by("-happened_on").values_list("happened_on", flat=True).first(),
        activities.order_by("-day").values_list("day", flat=True).first(),
    )
    return max((day for day in days if day), default=None)
