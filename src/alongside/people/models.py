"""Persons around a member, and the names and addresses under which each of them is known."""

from django.db import models

from alongside.accounts.models import Member
from alongside.sharing.models import Private


class Relation(models.TextChoices):
    MANAGER = "manager", "manager"
    REPORT = "report", "report"
    PEER = "peer", "peer"
    PRODUCT = "product", "product partner"
    SKIP_LEVEL = "skip_level", "skip-level"
    STAKEHOLDER = "stakeholder", "stakeholder"
    MENTOR = "mentor", "mentor"
    OTHER = "other", "other"


class Person(Private):
    """Somebody a member relates to, signed up or not. The row is the member's own view of them."""

    name = models.CharField(max_length=120)
    handle = models.CharField(max_length=60, help_text="What stands after @ in a line of the log.")
    relation = models.CharField(max_length=11, choices=Relation, default=Relation.PEER)
    member = models.ForeignKey(Member, models.SET_NULL, null=True, editable=False, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "handle"], name="one_person_per_handle")]

    def __str__(self) -> str:
        return self.name


class IdentityKind(models.TextChoices):
    EMAIL = "email", "e-mail address"
    NAME = "name", "name"
    LOGIN = "login", "login"


class Identity(Private):
    """A name or address under which a source knows somebody: a person, or (without one) the owner themself."""

    kind = models.CharField(max_length=5, choices=IdentityKind)
    value = models.CharField(max_length=254, help_text="Compared exactly, after folding case.")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="identities")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "kind", "value"], name="one_identity_once")]
        verbose_name_plural = "identities"
