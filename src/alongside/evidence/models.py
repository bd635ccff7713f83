"""Evidence of work: activities from sources, pieces of work, entries of the log, impact stories."""

import re
from datetime import datetime, timedelta
from datetime import timezone as fixed_zone

from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.evidence.metrics import describe, from_json
from alongside.people.models import Person
from alongside.sharing.models import Part, Private, Shared

_TICKET = re.compile(r"[A-Z][A-Z0-9]+-\d+")


class Circle(models.TextChoices):
    OWN = "own", "own contribution"
    COLLABORATION = "collaboration", "collaboration"
    ENABLING = "enabling", "enabling others"


class Piece(Private):
    """A piece of work: activities that belong together, found by the app, correctable by hand."""

    key = models.CharField(max_length=240, help_text="The id of its first activity: stays when more is found.")
    title = models.CharField(max_length=300)
    titled_by_hand = models.BooleanField(default=False)
    kind = models.CharField(max_length=20)
    circle = models.CharField(max_length=13, choices=Circle, default=Circle.OWN)
    first_on = models.DateField()
    last_on = models.DateField()
    score = models.FloatField(default=0)
    is_trivial = models.BooleanField(default=False, help_text="Upkeep that is not worth a suggestion.")
    why = models.JSONField(default=list, help_text="Reasons in words, from the record.")
    because = models.CharField(max_length=300, blank=True, help_text="Why its activities belong together.")
    dismissed_at = models.DateTimeField(null=True)
    seen_by = models.ManyToManyField(Person, related_name="+", blank=True)

    within: "list[Activity]"
    """Its activities of some days, where a query has fetched them."""

    class Meta:
        verbose_name = "piece of work"
        verbose_name_plural = "pieces of work"
        constraints = [models.UniqueConstraint(fields=["owner", "key"], name="one_piece_per_key")]
        indexes = [models.Index(fields=["owner", "last_on"], name="piece_by_day")]

    def __str__(self) -> str:
        return self.title


def called_by(source: str, external_id: str, url: str) -> str:
    """A hash is known by its first letters, a ticket by the key at the end of its address, all else by its name."""
    if source == "git":
        return external_id[:7]
    last = url.rpartition("/")[2]
    return last if _TICKET.fullmatch(last) else external_id


class Activity(Private):
    """One raw event from a source. Only what its owner did themself is kept here."""

    source = models.CharField(max_length=20)
    origin = models.CharField(max_length=200, help_text="Where in the source: the repository's name.")
    external_id = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    title = models.TextField()
    body = models.TextField(blank=True)
    happened_at = models.DateTimeField()
    utc_offset = models.SmallIntegerField(default=0, help_text="Minutes east of UTC, where its author was.")
    day = models.DateField(help_text="The author's own day.")
    url = models.CharField(max_length=500, blank=True)
    details = models.JSONField(default=dict, help_text="files, parents, tickets, credits, branch")
    vanished_at = models.DateTimeField(null=True, help_text="No longer in the source, after a rebase or force push.")
    piece = models.ForeignKey(Piece, models.SET_NULL, null=True, related_name="activities")
    placed_by_hand = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "activities"
        constraints = [models.UniqueConstraint(fields=["owner", "source", "external_id"], name="one_activity_once")]
        indexes = [models.Index(fields=["owner", "day"], name="activity_by_day")]

    def __str__(self) -> str:
        return self.title

    @property
    def called(self) -> str:
        return called_by(self.source, self.external_id, self.url)

    @property
    def local_time(self) -> datetime:
        return self.happened_at.astimezone(fixed_zone(timedelta(minutes=self.utc_offset)))


class Correction(Private):
    """What a person said by hand about an activity that is not theirs any more: it holds again when that comes back."""

    source = models.CharField(max_length=20)
    external_id = models.CharField(max_length=200)
    key = models.CharField(max_length=240, help_text="Of its piece of work.")
    title = models.CharField(max_length=300, blank=True, help_text="Of that piece, given by hand.")
    placed_by_hand = models.BooleanField()
    dismissed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "source", "external_id"], name="one_correction_per_activity")
        ]

    def __str__(self) -> str:
        return f"{self.external_id} in {self.title or self.key}"


class LookedThrough(Private):
    """That the record was looked through for contacts, as a whole, and that nothing in it has changed since."""

    by = models.CharField(max_length=64, blank=True, help_text="The names it was looked through by; empty when void.")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "looked through"
        constraints = [models.UniqueConstraint(fields=["owner"], name="one_look_at_the_record_each")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"


class EntryKind(models.TextChoices):
    WIN = "win", "win"
    CHALLENGE = "challenge", "challenge"
    BLOCKER = "blocker", "blocker"
    LEARNING = "learning", "learning"
    FEEDBACK = "feedback", "feedback received"
    THANKS = "thanks", "thanks received"
    NOTE = "note", "note"


class Entry(Shared):
    """One line in the log. The line is kept as it was typed; everything else is read from it."""

    line = models.TextField()
    kind = models.CharField(max_length=9, choices=EntryKind, default=EntryKind.NOTE)
    text = models.TextField()
    details = models.TextField(blank=True)
    happened_on = models.DateField()
    goals = models.JSONField(default=list)
    metrics = models.JSONField(default=list)
    people = models.ManyToManyField(Person, related_name="entries", blank=True)
    piece = models.ForeignKey(Piece, models.SET_NULL, null=True, related_name="entries")
    capture_key = models.CharField(max_length=64, null=True, editable=False)  # noqa: DJ001
    created_at = models.DateTimeField(auto_now_add=True)
    edited_at = models.DateTimeField(null=True)
    archived_at = models.DateTimeField(null=True)
    eased_at = models.DateTimeField(null=True, help_text="When a challenge or blocker was over.")

    class Meta:
        verbose_name_plural = "entries"
        constraints = [models.UniqueConstraint(fields=["owner", "capture_key"], name="one_entry_per_capture")]
        indexes = [models.Index(fields=["owner", "happened_on"], name="entry_by_day")]

    def __str__(self) -> str:
        return self.text

    @property
    def told_metrics(self) -> list[str]:
        return [describe(from_json(metric)) for metric in self.metrics]

    @property
    def is_obstacle(self) -> bool:
        return self.kind in (EntryKind.CHALLENGE, EntryKind.BLOCKER)


class Topic(Part):
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="topics")
    name = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "name"], name="one_topic_once")]
        indexes = [models.Index(fields=["workspace", "name"], name="topic_by_name")]

    @classmethod
    def who_sees(cls, member: Member) -> Q:
        return Q(entry__in=Entry.objects.visible_to(member))

    @classmethod
    def who_edits(cls, member: Member) -> Q:
        return Q(entry__in=Entry.objects.editable_by(member))


class Story(Shared):
    """An impact story: did what, to change what, resulting in what."""

    action = models.TextField(blank=True)
    purpose = models.TextField(blank=True)
    result = models.TextField(blank=True)
    metrics = models.JSONField(default=list)
    circle = models.CharField(max_length=13, choices=Circle, blank=True)
    goals = models.JSONField(default=list)
    happened_on = models.DateField()
    witnesses = models.ManyToManyField(Person, related_name="witnessed", blank=True)
    entries = models.ManyToManyField(Entry, related_name="stories", blank=True)
    pieces = models.ManyToManyField(Piece, related_name="stories", blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    edited_at = models.DateTimeField(null=True)
    archived_at = models.DateTimeField(null=True)

    grounds: "object"
    """What it stands on, where a query has told it."""

    class Meta:
        verbose_name = "impact story"
        verbose_name_plural = "impact stories"

    def __str__(self) -> str:
        return self.action

    @property
    def told_metrics(self) -> list[str]:
        return [describe(from_json(metric)) for metric in self.metrics]
