"""The small steps of a week, and what of them is not wanted."""

from django.db import models

from alongside.growth.steps.kinds import CALLED, MINUTES, StepKind
from alongside.growth.steps.proposals import LONGEST_KEY
from alongside.people.models import Person
from alongside.sharing.models import Private

KINDS = [(kind.value, words) for kind, words in CALLED.items()]


class Step(Private):
    """One light step towards somebody, as it was proposed for one week. What was chosen stays."""

    class State(models.TextChoices):
        OPEN = "open", "open"
        DONE = "done", "done"
        LATER = "later", "put off"
        NEVER = "never", "not wanted"

    week = models.DateField(help_text="Its Monday.")
    kind = models.CharField(max_length=10, choices=KINDS)
    key = models.CharField(max_length=LONGEST_KEY, help_text="What it is about: the same in every week.")
    text = models.CharField(max_length=400)
    why = models.CharField(max_length=600)
    sources = models.JSONField(default=list, help_text="Where the reason stands: label and address.")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="steps")
    state = models.CharField(max_length=5, choices=State, default=State.OPEN)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "week", "key"], name="one_step_once_a_week")]

    def __str__(self) -> str:
        return self.text

    @property
    def minutes(self) -> int:
        return MINUTES[StepKind(self.kind)]


class RefusedKind(Private):
    """A kind of step that its owner never wants."""

    kind = models.CharField(max_length=10, choices=KINDS)
    refused_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "kind"], name="one_refusal_per_kind")]

    def __str__(self) -> str:
        return self.get_kind_display()


class PlannedWeek(Private):
    """That the steps of a week were looked for, and on which day last."""

    week = models.DateField()
    looked_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "week"], name="one_plan_a_week")]

    def __str__(self) -> str:
        return f"week of {self.week}"
