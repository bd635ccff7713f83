"""One-on-ones: the pair of two people, their meetings, and what they have to talk about."""

from datetime import UTC, datetime, timedelta
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.evidence.models import Entry, Piece
from alongside.lib.rhythm import Rhythm
from alongside.one_on_ones.picking import SIDES, SITUATIONS
from alongside.people.models import Person
from alongside.sharing.door import SharedQuerySet
from alongside.sharing.models import Guarded, Part, Private

OCCURRENCE = "%Y-%m-%dT%H:%M:%SZ"
"""How a meeting is named for good: the start it was meant to have, in UTC, as calendars write it."""


def this_moment() -> datetime:
    return timezone.now()


class Every(models.TextChoices):
    WEEKLY = "weekly", "every week"
    FORTNIGHTLY = "fortnightly", "every two weeks"
    MONTHLY = "monthly", "every month"
    AD_HOC = "ad_hoc", "when we need it"


class Side(models.TextChoices):
    """Who of the two: whoever opened the pair, or the other of it, signed up or not."""

    OWNER = "owner", "owner"
    OTHER = "other", "other"


class Pair(Guarded):
    """Two on the same side: both have the same rights on all that is shared here, and nobody else has any."""

    owner = models.ForeignKey(Member, models.CASCADE, editable=False, related_name="+")
    other = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, editable=False, related_name="+")
    person = models.ForeignKey(
        Person, models.RESTRICT, related_name="+", help_text="The owner's own row: never shown to the other."
    )
    every = models.CharField(max_length=11, choices=Every, default=Every.AD_HOC)
    first_on = models.DateField(null=True, blank=True)
    at = models.TimeField(null=True, blank=True)
    zone = models.CharField(max_length=64, default="UTC")
    minutes = models.PositiveSmallIntegerField(default=45, validators=[MinValueValidator(5), MaxValueValidator(480)])
    calendar_uid = models.CharField(max_length=500, blank=True)
    calendar_until = models.DateField(
        null=True, blank=True, help_text="How far the calendar was read: up to there it rules."
    )
    created_at = models.DateTimeField(auto_now_add=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return "one-on-one"

    @classmethod
    def who_sees(cls, member: Member) -> Q:
        return Q(owner=member) | Q(other=member)

    def side_of(self, viewer: Member) -> Side:
        return Side.OWNER if viewer.pk == self.owner_id else Side.OTHER

    def other_name(self, viewer: Member) -> str:
        """The one whom the viewer meets, by the name that the viewer may see."""
        return self.person.name if self.side_of(viewer) == Side.OWNER else self.owner.name

    def title_for(self, viewer: Member) -> str:
        return f"You and {self.other_name(viewer)}"

    def name_of(self, side: str, viewer: Member) -> str:
        return "you" if side == self.side_of(viewer) else self.other_name(viewer)

    @property
    def rhythm(self) -> Rhythm | None:
        if self.every == Every.AD_HOC or not (self.first_on and self.at):
            return None
        return Rhythm(self.every, self.first_on, self.at, self.zone)  # type: ignore[arg-type]


def opposite(side: str) -> Side:
    return Side.OTHER if side == Side.OWNER else Side.OWNER


class OfPair(Part):
    """Seen and changed by the two of the pair."""

    pair = models.ForeignKey(Pair, models.CASCADE, related_name="%(class)ss")

    class Meta:
        abstract = True

    @classmethod
    def who_sees(cls, member: Member) -> Q:
        return Q(pair__owner=member) | Q(pair__other=member)

    @property
    def key(self) -> str:
        return str(self.pk)


class MeetingQuerySet(SharedQuerySet["Meeting"]):
    def not_called_off(self) -> "MeetingQuerySet":
        return self.filter(skipped_at=None, cancelled_at=None)


class Meeting(OfPair):
    """One occurrence. It keeps its name (`uid`, `occurrence`) wherever it is moved, with all that was written."""

    uid = models.CharField(max_length=500, blank=True)
    occurrence = models.CharField(max_length=20)
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=45, validators=[MinValueValidator(5), MaxValueValidator(1440)])
    moved_from = models.DateTimeField(null=True, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    skipped_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[MeetingQuerySet] = MeetingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pair", "uid", "occurrence"], name="one_meeting_per_occurrence")]
        indexes = [models.Index(fields=["pair", "starts_at"], name="meeting_by_time")]

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def is_called_off(self) -> bool:
        return bool(self.skipped_at or self.cancelled_at)

    def is_over(self, now: datetime) -> bool:
        """A planned meeting whose time has passed is taken to have happened, until somebody says otherwise."""
        return not self.is_called_off and (self.held_at is not None or self.ends_at <= now)


def occurrence_of(starts_at: datetime) -> str:
    return starts_at.astimezone(UTC).strftime(OCCURRENCE)


class PointKind(models.TextChoices):
    UPDATE = "update", "update"
    CHALLENGE = "challenge", "challenge"
    DECISION = "decision", "decision"
    FEEDBACK = "feedback", "feedback ask"
    GROWTH = "growth", "growth"
    QUESTION = "question", "question"
    THANKS = "thanks", "thanks"


class Reach(models.TextChoices):
    ME = "me", "only you"
    BOTH = "both", "the two of you"


class Reached(OfPair):
    """Of the pair, and either for both or for its author alone."""

    author = models.ForeignKey(Member, models.CASCADE, editable=False, related_name="+")
    audience = models.CharField(max_length=4, choices=Reach, default=Reach.BOTH)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=this_moment, editable=False)
    edited_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @classmethod
    def who_sees(cls, member: Member) -> Q:
        return super().who_sees(member) & (Q(audience=Reach.BOTH) | Q(author=member))


class PointQuerySet(SharedQuerySet["TalkingPoint"]):
    def still_open(self) -> "PointQuerySet":
        return self.filter(done_at=None, dropped_at=None)

    def closed(self) -> "PointQuerySet":
        return self.exclude(done_at=None, dropped_at=None)


class Question(Private):
    """A line of the member's own bank of questions."""

    text = models.CharField(max_length=500)
    situation = models.CharField(max_length=40, choices=[(name, name.replace("_", " ")) for name in SITUATIONS])
    side = models.CharField(max_length=7, choices=[(name, name) for name in SIDES], help_text="Who asks it.")
    about = models.CharField(max_length=4, choices=[("me", "my work"), ("them", "their work")], default="me")
    starter_key = models.CharField(max_length=80, null=True, blank=True, editable=False)  # noqa: DJ001
    created_at = models.DateTimeField(default=this_moment, editable=False)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "starter_key"], name="one_question_per_starter")]

    def __str__(self) -> str:
        return self.text


class PromiseQuerySet(SharedQuerySet["Promise"]):
    def still_open(self) -> "PromiseQuerySet":
        return self.filter(kept_at=None, dropped_at=None)

    def closed(self) -> "PromiseQuerySet":
        return self.exclude(kept_at=None, dropped_at=None)


class Promise(OfPair):
    text = models.TextField(max_length=2000)
    side = models.CharField(max_length=5, choices=Side)
    due_on = models.DateField(null=True, blank=True)
    made_in = models.ForeignKey(Meeting, models.SET_NULL, null=True, blank=True, related_name="promises_made")
    author = models.ForeignKey(Member, models.CASCADE, editable=False, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=this_moment, editable=False)
    edited_at = models.DateTimeField(null=True, blank=True)
    kept_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[PromiseQuerySet] = PromiseQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=["pair", "kept_at", "dropped_at"], name="promise_open")]

    def __str__(self) -> str:
        return self.text


class TalkingPoint(Reached):
    """An item on the agenda. What it was made from is its author's own and is shown only through its own door."""

    kind = models.CharField(max_length=9, choices=PointKind, default=PointKind.UPDATE)
    text = models.TextField(max_length=4000)
    side = models.CharField(max_length=5, choices=Side, help_text="Who of the two brings it.")
    position = models.FloatField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    closed_in = models.ForeignKey(Meeting, models.SET_NULL, null=True, blank=True, related_name="points_closed")
    answer = models.TextField(blank=True, max_length=8000)
    answered_at = models.DateTimeField(null=True, blank=True)
    made_from = models.CharField(max_length=120, blank=True, editable=False, help_text="The line of the preparation.")
    entry = models.ForeignKey(Entry, models.SET_NULL, null=True, blank=True, related_name="+")
    piece = models.ForeignKey(Piece, models.SET_NULL, null=True, blank=True, related_name="+")
    question = models.ForeignKey(Question, models.SET_NULL, null=True, blank=True, related_name="+")

    objects: ClassVar[PointQuerySet] = PointQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=["pair", "done_at", "dropped_at"], name="point_open")]

    def __str__(self) -> str:
        return self.text

    @property
    def kinds(self) -> list[tuple[str, str]]:
        return [(str(kind), label) for kind, label in PointKind.choices]

    @property
    def answered_by(self) -> Side | None:
        """The one of the two who did not bring it."""
        return opposite(self.side) if self.answer else None


class NoteQuerySet(SharedQuerySet["Note"]):
    def kept(self) -> "NoteQuerySet":
        return self.filter(removed_at=None)


class Note(Reached):
    """Belongs to the pair; the meeting only says when, so a meeting that is called off takes no note with it."""

    meeting = models.ForeignKey(Meeting, models.SET_NULL, null=True, blank=True, related_name="notes")
    text = models.TextField(max_length=50_000)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[NoteQuerySet] = NoteQuerySet.as_manager()  # type: ignore[assignment]

    def __str__(self) -> str:
        return self.text[:80]


class Dismissal(Private):
    """A line of the preparation that its reader does not want to see again."""

    pair = models.ForeignKey(Pair, models.CASCADE, related_name="+")
    key = models.CharField(max_length=120)
    created_at = models.DateTimeField(default=this_moment, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "pair", "key"], name="one_dismissal_per_line")]
