"""The desk holds no work of its own, only what somebody does not want to be shown, and until when."""

from django.db import models

from alongside.sharing.models import Private


class Delay(Private):
    """A line of Today that its reader put off until a day, or (without one) for good."""

    key = models.CharField(max_length=120)
    until = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "key"], name="one_delay_per_line")]
