"""From when to when a preparation looks, and why."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from alongside.accounts.models import Member
from alongside.evidence.models import Activity, Entry, Piece
from alongside.one_on_ones import wording
from alongside.one_on_ones.models import Pair
from alongside.one_on_ones.queries.schedule import Schedule
from alongside.people.models import REAL, Touchpoint, TouchpointKind


@dataclass(frozen=True)
class Period:
    since: date
    until: date
    because: str
    work_since: date
    """Earlier than the rest when work has been quiet for longer: one line logged today does not hide it."""


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
    return Period(since, until, "the days you asked for", work_since=since)


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
        return Period(met, until, f"since you met on {wording.long_day(met, today=today)}", work_since=met)
    never = "you have not met yet" if met is None else "before your last meeting"
    last, worked = _last_content(viewer, until), _last_work(viewer, until)
    since = _reach(last, until)
    if last is None or _is_recent(last, until):
        because = f"{never}, so the {(until - since).days} days before"
    else:
        because = f"{never} and the last there is of you is from {wording.long_day(last, today=today)}"
    if worked is None or worked >= since:
        return Period(since, until, because, work_since=since)
    because += f"; the last work worth telling is from {wording.long_day(worked, today=today)}"
    return Period(since, until, because, work_since=_reach(worked, until))


def _reach(last: date | None, until: date) -> date:
    """So far back that there is something in it."""
    if last and not _is_recent(last, until):
        return last - timedelta(days=30)
    return until - timedelta(days=14 if last and (until - last).days <= 14 else 30)


def _is_recent(last: date, until: date) -> bool:
    return (until - last).days <= 30


def _last_content(viewer: Member, until: date) -> date | None:
    """The last day with an entry or an activity of the viewer's own."""
    entries = Entry.objects.visible_to(viewer).filter(owner=viewer, archived_at=None, happened_on__lte=until)
    activities = Activity.objects.visible_to(viewer).filter(day__lte=until)
    days = (
        entries.order_by("-happened_on").values_list("happened_on", flat=True).first(),
        activities.order_by("-day").values_list("day", flat=True).first(),
    )
    return max((day for day in days if day), default=None)


def _last_work(viewer: Member, until: date) -> date | None:
    """The last day with an activity of a piece that is worth telling."""
    told = Piece.objects.visible_to(viewer).filter(dismissed_at=None, is_trivial=False)
    rows = Activity.objects.visible_to(viewer).filter(day__lte=until, vanished_at=None, piece__in=told)
    return rows.order_by("-day").values_list("day", flat=True).first()
