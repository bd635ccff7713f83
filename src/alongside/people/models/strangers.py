"""Those whom sources name and who are no persons of the member yet."""

from django.db import models
from django.utils import timezone

from alongside.lib import wording
from alongside.people.strangers import in_words
from alongside.sharing.models import Private


class Stranger(Private):
    """Somebody met in meetings, reviews or commits, proposed as a person until they are added or dismissed."""

    key = models.CharField(max_length=300, help_text="What holds their names together: a full name, else an address.")
    name = models.CharField(max_length=200)
    known = models.JSONField(default=list, help_text="Kind and value of all under which they are known.")
    counts = models.JSONField(default=dict, help_text="How many touchpoints of each kind.")
    score = models.FloatField(default=0, help_text="How often and how lately: by it they are ranked.")
    last_at = models.DateTimeField()
    dismissed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "key"], name="one_stranger_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def in_words(self) -> str:
        return in_words(self.counts)

    @property
    def why(self) -> str:
        """`3 meetings, last on Tuesday`."""
        last = wording.lately(timezone.localdate(self.last_at), today=timezone.localdate())
        return f"{self.in_words}, last {last}"
