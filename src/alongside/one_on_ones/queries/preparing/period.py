"""From when to when a preparation looks, and why."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError

from alongside.accounts.models import Member
from alongside.evidence.models import Activity, Entry
from alongside.one_on_ones import wording
from alongside.one_on_ones.queries.schedule import Schedule


@dataclass(frozen=True)
class Period:
    since: date
    until: date
    because: str


def period_of(viewer: Member, held: Schedule, *, since: date | None, until: date | None, now: datetime) -> Period:
    """Since the last meeting, else as many of the last days as there is something of. Both days are included."""
    today = now.astimezone(viewer.zone).date()
    until = until or today
    if since is None:
        return _since_last_time(viewer, held, until, today)
    if since > until:
        raise ValidationError(f"The days run backwards: {since.isoformat()} is after {until.isoformat()}.")
    return Period(since, until, "the days you asked for")


def _since_last_time(viewer: Member, held: Schedule, until: date, today: date) -> Period:
    met = held.last.starts_at.astimezone(viewer.zone).date() if held.last else None
    if met and met <= until:
        return Period(met, until, f"since you met on {wording.long_day(met, today=today)}")
    days = 14 if _has_content(viewer, until - timedelta(days=14), until) else 30
    never = "you have not met yet" if met is None else "before your last meeting"
    return Period(until - timedelta(days=days), until, f"{never}, so the {days} days before")


def _has_content(viewer: Member, since: date, until: date) -> bool:
    entries = Entry.objects.visible_to(viewer).filter(owner=viewer, happened_on__range=(since, until))
    return entries.exists() or Activity.objects.visible_to(viewer).filter(day__range=(since, until)).exists()
