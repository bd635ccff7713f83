"""When the two met and meet: rows where something happened to a meeting, the rhythm everywhere else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from django.db.models import Q

from alongside.accounts.models import Member
from alongside.lib.rhythm import occurrences, on_the_clock, zone_named
from alongside.one_on_ones.models import Meeting, Pair, occurrence_of

AHEAD = timedelta(days=75)
BACK = timedelta(days=75)
EARLY = timedelta(minutes=30)
AFTERWARDS = timedelta(hours=12)


@dataclass(frozen=True)
class Slot:
    """A meeting that takes or took place, whether or not there is a row for it yet."""

    starts_at: datetime
    minutes: int
    occurrence: str
    meeting: Meeting | None = None

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    def is_over(self, now: datetime) -> bool:
        return self.meeting.is_over(now) if self.meeting else self.ends_at <= now


@dataclass(frozen=True)
class Schedule:
    """`last` is the latest meeting that is over, `next` the first that is not: it may be running."""

    slots: tuple[Slot, ...]
    now: datetime

    @property
    def last(self) -> Slot | None:
        return next((slot for slot in reversed(self.slots) if slot.is_over(self.now)), None)

    @property
    def next(self) -> Slot | None:
        return next((slot for slot in self.slots if not slot.is_over(self.now)), None)

    @property
    def current(self) -> Slot | None:
        """The meeting that people are in, or have just come out of: what they write belongs to it."""
        near = [s for s in self.slots if s.starts_at - EARLY <= self.now <= s.ends_at + AFTERWARDS]
        return near[-1] if near else None

    def times_between(self, start: datetime, end: datetime) -> int:
        return sum(slot.is_over(self.now) and start <= slot.starts_at <= end for slot in self.slots)


def schedule(viewer: Member, pair: Pair, *, now: datetime, since: datetime | None = None) -> Schedule:
    """The meetings of the pair from `since` (75 days back, or the last one there was) to 75 days ahead."""
    since, until = since or now - BACK, now + AHEAD
    rows = list(_rows(viewer, [pair], since, until))
    found = schedule_of(pair, rows, since=since, now=now)
    return found if found.last else _with_an_older_row(viewer, pair, found)


def schedules(viewer: Member, pairs: Iterable[Pair], *, now: datetime) -> dict[int, Schedule]:
    """Of many pairs with one query: for lists."""
    pairs = list(pairs)
    since = now - BACK
    rows: dict[int, list[Meeting]] = {pair.pk: [] for pair in pairs}
    for row in _rows(viewer, pairs, since, now + AHEAD):
        rows[row.pair_id].append(row)
    return {pair.pk: schedule_of(pair, rows[pair.pk], since=since, now=now) for pair in pairs}


def schedule_of(pair: Pair, rows: list[Meeting], *, since: datetime, now: datetime) -> Schedule:
    taken = {row.occurrence for row in rows}
    held = [_slot(row) for row in rows if not row.is_called_off]
    planned = [slot for slot in _by_rhythm(pair, since, now + AHEAD) if slot.occurrence not in taken]
    return Schedule(tuple(sorted([*held, *planned], key=lambda slot: slot.starts_at)), now)


def slot_named(pair: Pair, occurrence: str, *, now: datetime) -> Slot | None:
    """The meeting of that name around now, when the rhythm makes one."""
    slots = _by_rhythm(pair, now - timedelta(days=400), now + timedelta(days=400))
    return next((slot for slot in slots if slot.occurrence == occurrence), None)


def _rows(viewer: Member, pairs: list[Pair], since: datetime, until: datetime) -> Iterable[Meeting]:
    here = Q(starts_at__range=(since, until)) | Q(occurrence__range=(occurrence_of(since), occurrence_of(until)))
    return Meeting.objects.visible_to(viewer).filter(here, pair__in=[pair.pk for pair in pairs]).order_by("starts_at")


def _with_an_older_row(viewer: Member, pair: Pair, found: Schedule) -> Schedule:
    rows = Meeting.objects.visible_to(viewer).not_called_off().filter(pair=pair, starts_at__lt=found.now)
    older = rows.order_by("-starts_at").first()
    known = {slot.occurrence for slot in found.slots}
    if older is None or older.occurrence in known:
        return found
    return Schedule((_slot(older), *found.slots), found.now)


def _slot(row: Meeting) -> Slot:
    return Slot(row.starts_at, row.minutes, row.occurrence, row)


def _by_rhythm(pair: Pair, since: datetime, until: datetime) -> list[Slot]:
    rhythm = pair.rhythm
    if rhythm is None:
        return []
    after = max(since, _calendar_rules_until(pair))
    moments = occurrences(rhythm, after=after, until=until)
    return [Slot(moment, pair.minutes, occurrence_of(moment)) for moment in moments]


def _calendar_rules_until(pair: Pair) -> datetime:
    """Up to here the calendar was read: what is not in it does not take place."""
    if pair.calendar_until is None:
        return datetime.min.replace(tzinfo=UTC)
    return on_the_clock(datetime.combine(pair.calendar_until, time.max), zone_named(pair.zone))
