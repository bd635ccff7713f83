"""Topics that a member wants their name on."""

from django.core.validators import MaxValueValidator
from django.db import models

from alongside.sharing.models import Private

WEEKS = 6
"""After so many weeks without anything new on a topic its owner is reminded, unless they say otherwise."""


class KnownFor(Private):
    """A topic its owner wants to be known for. What is on record of it is read anew each time."""

    topic = models.CharField(max_length=80, help_text="As you write it after # in your log.")
    words = models.JSONField(default=list, blank=True, help_text="Other words for it, in titles of work.")
    every_weeks = models.PositiveSmallIntegerField(
        default=WEEKS, validators=[MaxValueValidator(104)], help_text="Weeks until a reminder, 0 for none."
    )
    chosen_on = models.DateField()
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "topic to be known for"
        verbose_name_plural = "topics to be known for"
        constraints = [models.UniqueConstraint(fields=["owner", "topic"], name="one_topic_to_be_known_for_once")]

    def __str__(self) -> str:
        return self.topic

    @property
    def tag(self) -> str:
        """As it stands in a line of the log."""
        return self.topic.replace(" ", "-")
