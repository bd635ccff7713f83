"""What a preparation is made of, fetched once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from django.db.models import Exists, OuterRef, Q, Value

from alongside.accounts.models import Member
from alongside.evidence.models import Activity, Entry, EntryKind, Piece
from alongside.evidence.queries import pieces_between
from alongside.one_on_ones import wording
from alongside.one_on_ones.models import Dismissal, Pair, Promise, Question, Reach, TalkingPoint
from alongside.one_on_ones.queries.preparing.period import Period
from alongside.one_on_ones.queries.schedule import Schedule
from alongside.people.models import Person
from alongside.people.queries import persons_who_are

OBSTACLES = (EntryKind.CHALLENGE, EntryKind.BLOCKER)
REMEMBERED = timedelta(days=200)
OBSTACLE_FORGOTTEN = timedelta(days=180)
MANY = 200


@dataclass(frozen=True)
class Material:
    viewer: Member
    pair: Pair
    period: Period
    schedule: Schedule
    now: datetime

    @cached_property
    def other(self) -> str:
        return self.pair.other_name(self.viewer)

    @property
    def first_name(self) -> str:
        return wording.first_name(self.other)

    @cached_property
    def other_member(self) -> Member | None:
        return self.pair.other if self.pair.owner_id == self.viewer.pk else self.pair.owner

    @cached_property
    def person(self) -> Person | None:
        """The viewer's own row for the other of the pair."""
        if self.pair.owner_id == self.viewer.pk:
            return self.pair.person
        return persons_who_are(self.viewer, [self.pair.owner_id]).get(self.pair.owner_id)

    @cached_property
    def pieces(self) -> list[Piece]:
        """Those with work in the period, the weightiest first; `within` has their activities of it."""
        return list(pieces_between(self.viewer, self.period.work_since, self.period.until)[:MANY])

    @cached_property
    def entries(self) -> list[Entry]:
        """The viewer's own entries of the period, and all that is still in the way."""
        period = self.period
        long_ago = period.until - OBSTACLE_FORGOTTEN
        in_the_way = Q(kind__in=OBSTACLES, eased_at=None, happened_on__gte=long_ago)
        eased = Q(kind__in=OBSTACLES, happened_on__gte=long_ago, eased_at__date__range=(period.since, period.until))
        rows = Entry.objects.visible_to(self.viewer).filter(owner=self.viewer, archived_at=None)
        rows = rows.filter(happened_on__range=(min(period.since, long_ago), period.until))
        rows = rows.filter(Q(happened_on__gte=period.since) | in_the_way | eased)
        named = Entry.people.through._default_manager.filter(entry=OuterRef("pk"), person=self.person)
        told = rows.annotate(named_them=Exists(named), shared_with_them=self._their_view)
        return list(told.order_by("-happened_on", "-pk")[: 2 * MANY])

    @property
    def _their_view(self) -> Exists | Value:
        if self.other_member is None:
            return Value(value=False)
        return Exists(Entry.objects.visible_to(self.other_member).filter(pk=OuterRef("pk")))

    @cached_property
    def points(self) -> list[TalkingPoint]:
        """Open ones, and those of the last months: what was raised, asked and answered."""
        rows = TalkingPoint.objects.visible_to(self.viewer).filter(pair=self.pair)
        recent = Q(done_at=None, dropped_at=None) | Q(created_at__gte=self.now - REMEMBERED)
        return list(rows.filter(recent).order_by("created_at", "pk")[: 10 * MANY])

    @cached_property
    def open_points(self) -> list[TalkingPoint]:
        return [point for point in self.points if not point.done_at and not point.dropped_at]

    @cached_property
    def promises(self) -> list[Promise]:
        rows = Promise.objects.visible_to(self.viewer).still_open().filter(pair=self.pair)
        return list(rows.order_by("due_on", "created_at")[:MANY])

    @cached_property
    def questions(self) -> list[Question]:
        return list(Question.objects.visible_to(self.viewer).filter(retired_at=None))

    @cached_property
    def put_away(self) -> set[str]:
        rows = Dismissal.objects.visible_to(self.viewer).filter(pair=self.pair)
        return set(rows.values_list("key", flat=True))

    @cached_property
    def on_agenda(self) -> dict[str, int]:
        """Key of the line → the point that was made from it."""
        mine = [point for point in self.open_points if point.author_id == self.viewer.pk]
        return {point.made_from: point.pk for point in mine if point.made_from}

    @cached_property
    def obstacles(self) -> list[Entry]:
        """The oldest first."""
        return [entry for entry in reversed(self.entries) if entry.kind in OBSTACLES and not entry.eased_at]

    def names_them(self, entry: Entry) -> bool:
        return bool(getattr(entry, "named_them", False))

    def is_shared_with_them(self, entry: Entry) -> bool:
        return bool(getattr(entry, "shared_with_them", False))

    def within(self, piece: Piece) -> list[Activity]:
        """The activities of the piece that fall into the period."""
        return getattr(piece, "within", [])

    def has_seen(self, piece: Piece) -> bool:
        return self.person in piece.seen_by.all()

    def discussed(self, entry: Entry | None, piece: Piece | None) -> date | None:
        """When the two last closed a shared point that was made from it."""
        from_it = [
            point.done_at
            for point in self.points
            if point.done_at
            and point.audience == Reach.BOTH
            and ((entry and point.entry_id == entry.pk) or (piece and point.piece_id == piece.pk))
        ]
        return self.day(max(from_it)) if from_it else None

    def times_met_since(self, moment: datetime) -> int:
        return self.schedule.times_between(moment, self.now)

    def day(self, moment: datetime) -> date:
        return moment.astimezone(self.viewer.zone).date()

    def raised(self, kinds: Iterable[str]) -> datetime | None:
        """When a point of one of these kinds was last put on the agenda."""
        return max((point.created_at for point in self.points if point.kind in kinds), default=None)
