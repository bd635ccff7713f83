"""What a member needs of others, and who helps with it."""

from django.db import models

from alongside.people.models import Person
from alongside.sharing.models import Private

STARTERS = (
    "Mentoring on the next role",
    "Code review",
    "Domain knowledge",
    "Morale",
    "An outside view",
)


class Need(Private):
    """Something its owner needs support with."""

    text = models.CharField(max_length=200)
    helped_by = models.ManyToManyField(Person, related_name="+", blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "text"], name="one_need_once")]

    def __str__(self) -> str:
        return self.text
