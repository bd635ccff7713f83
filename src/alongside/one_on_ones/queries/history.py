"""What was: the meetings of a pair by date with what belongs to each, and a search across all of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q

from alongside.accounts.models import Member
from alongside.one_on_ones import wording
from alongside.one_on_ones.models import Meeting, Note, Pair, Promise, TalkingPoint
from alongside.search.index import matching

A_PAGE = 10
HITS = 100


@dataclass
class Past:
    """A meeting that was, or a day without one on which something was closed or written."""

    on: date
    meeting: Meeting | None = None
    points: list[TalkingPoint] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    called: str = ""
    """Of one that another source has and the pair has not: its title there."""
    source: str = ""

    @property
    def words(self) -> str:
        told = {"point": len(self.points), "note": len(self.notes), "promise": len(self.promises)}
        parts = [wording.counted(number, word) for word, number in told.items() if number]
        return ", ".join(parts) or "nothing written"

    @property
    def moved_from(self) -> datetime | None:
        return self.meeting.moved_from if self.meeting else None

    @property
    def state(self) -> str:
        if self.meeting is None:
            return "between meetings"
        return "skipped" if self.meeting.skipped_at else "cancelled" if self.meeting.cancelled_at else ""


@dataclass(frozen=True)
class History:
    pasts: tuple[Past, ...]
    page: int
    has_more: bool
    total: int

    @property
    def before(self) -> int:
        return self.page - 1

    @property
    def after(self) -> int:
        return self.page + 1


@dataclass(frozen=True)
class Hit:
    """`what` is the word for the thing; `on` the day on which it was written or closed."""

    what: str
    text: str
    answer: str
    on: date
    private: bool
    thing_id: int
    icon: str


def history(viewer: Member, pair: Pair, *, now: datetime, page: int = 1) -> History:
    """Ten meetings at a time, the latest first, each with all that was closed, written and promised in it.
    What belongs to no meeting stands under its own day."""
    past = Meeting.objects.visible_to(viewer).filter(pair=pair, starts_at__lte=now).order_by("-starts_at")
    total = past.count()
    first = (max(page, 1) - 1) * A_PAGE
    # One more before the page: what lies between two pages belongs to the later one.
    window = list(past[max(first - 1, 0) : first + A_PAGE])
    rows = window[1:] if first else window
    latest = window[0].starts_at if first and window else now
    oldest = rows[-1].starts_at if rows and first + A_PAGE < total else None
    gathered = _Gathering(viewer, rows)
    gathered.take(viewer, pair, oldest, latest)
    return History(gathered.pasts(), max(page, 1), first + A_PAGE < total, total)


class _Gathering:
    def __init__(self, viewer: Member, meetings: Iterable[Meeting]) -> None:
        self._zone = viewer.zone
        self._of = {row.pk: Past(self._day(row.starts_at), row) for row in meetings}
        self._between: dict[date, Past] = {}

    def take(self, viewer: Member, pair: Pair, oldest: datetime | None, latest: datetime) -> None:
        closed = TalkingPoint.objects.visible_to(viewer).closed().filter(pair=pair).order_by("position", "pk")
        done, dropped = (self._here("closed_in", when, oldest, latest) for when in ("done_at", "dropped_at"))
        for point in closed.filter(done | dropped):
            self._past(point.closed_in_id, point.done_at or point.dropped_at or point.created_at).points.append(point)
        notes = Note.objects.visible_to(viewer).kept().filter(pair=pair).order_by("created_at")
        for note in notes.filter(self._here("meeting", "created_at", oldest, latest)).select_related("author"):
            self._past(note.meeting_id, note.created_at).notes.append(note)
        promises = Promise.objects.visible_to(viewer).filter(pair=pair).order_by("created_at")
        for promise in promises.filter(self._here("made_in", "created_at", oldest, latest)):
            self._past(promise.made_in_id, promise.created_at).promises.append(promise)

    def pasts(self) -> tuple[Past, ...]:
        found = [*self._of.values(), *self._between.values()]
        return tuple(sorted(found, key=lambda past: past.on, reverse=True))

    def _here(self, meeting: str, when: str, oldest: datetime | None, latest: datetime) -> Q:
        loose = Q(**{meeting: None, f"{when}__lt": latest})
        if oldest:
            loose &= Q(**{f"{when}__gte": oldest})
        return Q(**{f"{meeting}__in": list(self._of)}) | loose

    def _past(self, meeting: int | None, moment: datetime) -> Past:
        if meeting is not None and meeting in self._of:
            return self._of[meeting]
        day = self._day(moment)
        return self._between.setdefault(day, Past(day))

    def _day(self, moment: datetime) -> date:
        return moment.astimezone(self._zone).date()


def find(viewer: Member, pair: Pair, text: str) -> list[Hit]:
    """Points, answers, notes and promises in which every word stands, the latest first."""
    points = matching(TalkingPoint.objects.visible_to(viewer), text).filter(pair=pair).order_by("-created_at")[:HITS]
    notes = matching(Note.objects.visible_to(viewer).kept(), text).filter(pair=pair).order_by("-created_at")[:HITS]
    promises = matching(Promise.objects.visible_to(viewer), text).filter(pair=pair).order_by("-created_at")[:HITS]
    hits = [
        *(_hit(viewer, point.get_kind_display(), point, answer=point.answer) for point in points),
        *(_hit(viewer, "note", note) for note in notes),
        *(_hit(viewer, "promise", promise) for promise in promises),
    ]
    return sorted(hits, key=lambda hit: hit.on, reverse=True)[:HITS]


def _hit(viewer: Member, what: str, thing: TalkingPoint | Note | Promise, answer: str = "") -> Hit:
    closed = (thing.done_at or thing.dropped_at) if isinstance(thing, TalkingPoint) else None
    on = (closed or thing.created_at).astimezone(viewer.zone).date()
    icon = thing.kind if isinstance(thing, TalkingPoint) else what
    return Hit(what, thing.text, answer, on, getattr(thing, "audience", "") == "me", thing.pk, icon)
