"""Touchpoints with a person, and the times when none is wanted."""

from django.db import models
from django.db.models import F, Q

from alongside.people.models.persons import Person
from alongside.sharing.models import Private


class TouchpointKind(models.TextChoices):
    ONE_ON_ONE = "one_on_one", "one-on-one"
    MEETING = "meeting", "meeting"
    HOSTED = "hosted", "meeting hosted"
    REVIEW = "review", "review"
    JOINT_WORK = "joint_work", "joint work"
    QUESTION = "question", "question asked"
    THANKS = "thanks", "thanks"
    MESSAGE = "message", "message"
    TALK = "talk", "talk"


class Touchpoint(Private):
    """One contact with one person. What comes from a source keeps its source; nobody's messages are read."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="touchpoints", db_index=False)
    kind = models.CharField(max_length=10, choices=TouchpointKind)
    at = models.DateTimeField()
    text = models.CharField(max_length=300, blank=True, help_text="What it was about, or the title of the meeting.")
    weight = models.FloatField(default=1.0, help_text="1 for a talk between two, little for a large meeting.")
    source = models.CharField(max_length=20, default="hand", help_text="hand, calendar, git, log, one-on-ones …")
    source_id = models.CharField(max_length=240, blank=True, help_text="The source's own name for it.")
    url = models.CharField(max_length=500, blank=True)
    saw = models.CharField(max_length=200, blank=True, help_text="The key of what of the owner's work they saw in it.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "person", "source", "source_id"],
                condition=~Q(source_id=""),
                name="one_touchpoint_once",
            )
        ]
        indexes = [
            # With all that the last contact of somebody is told by: two thousand of them without opening a row.
            models.Index(fields=["person", "-at", "weight", "owner", "workspace"], name="touchpoint_last_of_person"),
            models.Index(fields=["workspace", "owner", "kind", "-at"], name="touchpoint_by_kind"),
            models.Index(fields=["workspace", "owner", "kind", "saw"], name="touchpoint_that_saw"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} with {self.person}"


REAL = 0.5
"""From this weight on a touchpoint restarts the cadence."""


class Pause(Private):
    """Days on which a cadence stands still: a holiday, the owner's leave, or (with a person) theirs."""

    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="pauses")
    first_on = models.DateField()
    last_on = models.DateField()
    reason = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="a_pause_ends_after_it_began")
        ]

    def __str__(self) -> str:
        return self.reason or "away"
