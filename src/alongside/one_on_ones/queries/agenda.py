"""The running page of a pair, as one of the two sees it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from alongside.accounts.models import Member
from alongside.one_on_ones import wording
from alongside.one_on_ones.mix import Mix, mix_of
from alongside.one_on_ones.models import Note, Pair, PointQuerySet, Promise, Question, Reach, TalkingPoint
from alongside.one_on_ones.queries.schedule import Schedule, Slot, schedule

CLOSED_SHOWN = 40
OPEN_SHOWN = 200


@dataclass(frozen=True)
class PointLine:
    """A talking point with what the page says about it; `times` is in how many meetings it lay open."""

    point: TalkingPoint
    from_whom: str
    times: int
    age: str
    answer_by: str
    asked: Question | None
    is_mine: bool
    """The viewer wrote it: what it was made from is shown to nobody else."""


@dataclass(frozen=True)
class PromiseLine:
    promise: Promise
    whose: str
    due: str
    is_late: bool


@dataclass(frozen=True)
class Agenda:
    pair: Pair
    other: str
    first_name: str
    eye: str
    schedule: Schedule
    points: tuple[PointLine, ...]
    closed: tuple[PointLine, ...]
    mix: Mix
    shared_notes: tuple[Note, ...]
    private_notes: tuple[Note, ...]
    mine: tuple[PromiseLine, ...]
    theirs: tuple[PromiseLine, ...]
    kept: tuple[PromiseLine, ...]

    @property
    def next(self) -> Slot | None:
        return self.schedule.next

    @property
    def last(self) -> Slot | None:
        return self.schedule.last

    @property
    def mix_parts(self) -> list[tuple[str, str, int]]:
        return [(kind, wording_of(kind), number) for kind, number in self.mix.counts.items() if number]


def wording_of(kind: str) -> str:
    return {"feedback": "Feedback ask"}.get(kind, kind.capitalize())


def agenda(viewer: Member, pair: Pair, *, now: datetime) -> Agenda:
    points = list(_points(viewer, pair).still_open().order_by("position", "pk")[:OPEN_SHOWN])
    oldest = min((point.created_at for point in points), default=now)
    held = schedule(viewer, pair, now=now, since=min(oldest, now - timedelta(days=75)))
    since = held.last.starts_at - timedelta(minutes=30) if held.last else now - timedelta(days=28)
    closed = _points(viewer, pair).closed().filter(_at_or_after(since)).order_by("-done_at", "-dropped_at", "-pk")
    notes = list(_notes(viewer, pair, since))
    promises = [promise_line(promise, pair, viewer, now=now) for promise in _promises(viewer, pair, since)]
    opened = [line for line in promises if not line.promise.kept_at and not line.promise.dropped_at]
    asked = _asked(viewer, points)
    mine = pair.side_of(viewer)
    return Agenda(
        pair=pair,
        other=pair.other_name(viewer),
        first_name=wording.first_name(pair.other_name(viewer)),
        eye=eye(viewer, pair),
        schedule=held,
        points=tuple(_line(point, pair, viewer, held, asked) for point in points),
        closed=tuple(_line(point, pair, viewer, held, asked) for point in closed[:CLOSED_SHOWN]),
        mix=mix_of(point.kind for point in points),
        shared_notes=tuple(note for note in notes if note.audience == Reach.BOTH),
        private_notes=tuple(note for note in notes if note.audience == Reach.ME),
        mine=tuple(line for line in opened if line.promise.side == mine),
        theirs=tuple(line for line in opened if line.promise.side != mine),
        kept=tuple(line for line in promises if line not in opened),
    )


def eye(viewer: Member, pair: Pair) -> str:
    """Who sees what is shared here."""
    if pair.other_id is None:
        return f"only you, until {pair.other_name(viewer)} joins"
    return f"you and {pair.other_name(viewer)}"


def promise_line(promise: Promise, pair: Pair, viewer: Member, *, now: datetime) -> PromiseLine:
    today = now.astimezone(viewer.zone).date()
    is_open = not promise.kept_at and not promise.dropped_at
    is_late = bool(is_open and promise.due_on and promise.due_on < today)
    whose = pair.name_of(promise.side, viewer)
    return PromiseLine(promise, whose, wording.due(promise.due_on, today=today), is_late)


def _line(point: TalkingPoint, pair: Pair, viewer: Member, held: Schedule, asked: dict[int, Question]) -> PointLine:
    times = held.times_between(point.created_at, point.done_at or point.dropped_at or held.now)
    return PointLine(
        point=point,
        from_whom=wording.first_name(pair.name_of(point.side, viewer)),
        times=times,
        age=wording.age(_day(point.created_at, viewer), times, today=_day(held.now, viewer)),
        answer_by=wording.first_name(pair.name_of(point.answered_by, viewer)) if point.answered_by else "",
        asked=asked.get(point.question_id or 0),
        is_mine=point.author_id == viewer.pk,
    )


def _day(moment: datetime, viewer: Member) -> date:
    return moment.astimezone(viewer.zone).date()


def _points(viewer: Member, pair: Pair) -> PointQuerySet:
    return TalkingPoint.objects.visible_to(viewer).filter(pair=pair)


def _notes(viewer: Member, pair: Pair, since: datetime) -> Iterable[Note]:
    rows = Note.objects.visible_to(viewer).kept().filter(pair=pair)
    return rows.filter(created_at__gte=since).order_by("created_at")[:100]


def _promises(viewer: Member, pair: Pair, since: datetime) -> Iterable[Promise]:
    rows = Promise.objects.visible_to(viewer).filter(pair=pair)
    still = Q(kept_at=None, dropped_at=None) | Q(kept_at__gte=since) | Q(dropped_at__gte=since)
    return rows.filter(still).order_by("due_on", "created_at")[:200]


def _at_or_after(since: datetime) -> Q:
    return Q(done_at__gte=since) | Q(dropped_at__gte=since)


def _asked(viewer: Member, points: list[TalkingPoint]) -> dict[int, Question]:
    """The questions of the viewer's own bank from which points were made."""
    keys = {point.question_id for point in points if point.question_id}
    if not keys:
        return {}
    return {question.pk: question for question in Question.objects.visible_to(viewer).filter(pk__in=keys)}
