"""The pairs of a member, and what stands beside them in a list."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from alongside.accounts.models import Member
from alongside.one_on_ones import wording
from alongside.one_on_ones.models import Every, Pair, Promise, TalkingPoint
from alongside.one_on_ones.queries.by_calendar import ByCalendar, by_calendar
from alongside.one_on_ones.queries.schedule import Schedule, schedules
from alongside.search.folding import fold
from alongside.sharing.door import SharedQuerySet


@dataclass(frozen=True)
class PairLine:
    pair: Pair
    other: str
    rhythm: str
    schedule: Schedule
    open_points: int
    open_promises: int
    by_calendar: ByCalendar | None
    """Where nobody has set a rhythm or a date: seen by the viewer alone."""

    @property
    def every(self) -> str:
        return Every(self.by_calendar.rhythm.every if self.by_calendar else self.pair.every).label

    @property
    def meets_at(self) -> datetime | None:
        found = self.by_calendar.next if self.by_calendar else None
        return self.schedule.next.starts_at if self.schedule.next else found


def pairs_of(viewer: Member) -> SharedQuerySet[Pair]:
    return Pair.objects.visible_to(viewer).select_related("owner", "other", "person")


def pair_lines(viewer: Member, *, now: datetime, archived: bool = False) -> list[PairLine]:
    """The one to meet next first; those without a date last."""
    pairs = list(pairs_of(viewer).filter(archived_at__isnull=not archived))
    times = schedules(viewer, pairs, now=now)
    undated = [pair for pair in pairs if not archived and is_undated(pair, times[pair.pk])]
    shown = by_calendar(viewer, undated, now=now)
    points = _counts(TalkingPoint.objects.visible_to(viewer).still_open(), pairs)
    promises = _counts(Promise.objects.visible_to(viewer).still_open(), pairs)
    lines = [
        PairLine(
            pair,
            pair.other_name(viewer),
            wording.rhythm_words(pair.rhythm),
            times[pair.pk],
            points.get(pair.pk, 0),
            promises.get(pair.pk, 0),
            shown.get(pair.pk),
        )
        for pair in pairs
    ]
    return sorted(lines, key=lambda line: (line.meets_at is None, line.meets_at, fold(line.other)))


def is_undated(pair: Pair, times: Schedule) -> bool:
    """Neither of the two has said when they meet."""
    return pair.rhythm is None and times.next is None


def when_words(moment: datetime | None, viewer: Member, *, now: datetime) -> str:
    """`tomorrow, Tue 17 Nov at 14:00`."""
    if moment is None:
        return "no date yet"
    local, today = moment.astimezone(viewer.zone), now.astimezone(viewer.zone).date()
    near = wording.in_days(local.date(), today=today)
    return f"{near}, {wording.long_day(local.date(), today=today)} at {local:%H:%M}"


def _counts(rows: SharedQuerySet[TalkingPoint] | SharedQuerySet[Promise], pairs: list[Pair]) -> dict[int, int]:
    here = rows.filter(pair__in=[pair.pk for pair in pairs]).order_by()
    return {row["pair"]: row["number"] for row in here.values("pair").annotate(number=Count("pk"))}
