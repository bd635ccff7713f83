"""Two persons who could be one, and two of whom was said that they are not."""

from django.db import models

from alongside.people.models.persons import Person
from alongside.sharing.models import Private


class SameAddress(Private):
    """The record has an address of one beside the name of the other. Each look through it finds all of them anew."""

    one = models.ForeignKey(Person, models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, models.CASCADE, related_name="+")
    address = models.CharField(max_length=300)

    class Meta:
        verbose_name_plural = "same addresses"
        constraints = [models.UniqueConstraint(fields=["owner", "one", "other"], name="one_same_address_of_two")]


class NotOne(Private):
    """Its owner said so. Of who was merged it holds for who they became; where that makes two of them one, it says
    nothing until they are parted."""

    one = models.ForeignKey(Person, models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, models.CASCADE, related_name="+")
    said_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "answer that two are not one"
        verbose_name_plural = "answers that two are not one"
        constraints = [models.UniqueConstraint(fields=["owner", "one", "other"], name="said_once_of_two")]
