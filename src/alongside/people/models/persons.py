"""Persons around a member, and the names and addresses under which each of them is known."""

from functools import cache

from django.db import models

from alongside.sharing.models import Private


class Relation(models.TextChoices):
    MANAGER = "manager", "manager"
    REPORT = "report", "report"
    PEER = "peer", "peer"
    PRODUCT = "product", "product partner"
    MANAGERS_PEER = "managers_peer", "manager's peer"
    STAKEHOLDER = "stakeholder", "stakeholder"
    SKIP_LEVEL = "skip_level", "skip-level"
    DECISION_MAKER = "decision_maker", "decision maker"
    MENTOR = "mentor", "mentor"
    COMMUNITY = "community", "community"
    OTHER = "other", "other"


class Ring(models.TextChoices):
    INNER = "inner", "inner"
    LEADERS = "leaders", "leader’s"
    NEXT_LEVEL = "next_level", "next level"
    SUPPORT = "support", "support"


RING_OF = {
    Relation.MANAGER: Ring.INNER,
    Relation.REPORT: Ring.INNER,
    Relation.PEER: Ring.INNER,
    Relation.PRODUCT: Ring.INNER,
    Relation.MANAGERS_PEER: Ring.LEADERS,
    Relation.STAKEHOLDER: Ring.LEADERS,
    Relation.SKIP_LEVEL: Ring.NEXT_LEVEL,
    Relation.DECISION_MAKER: Ring.NEXT_LEVEL,
    Relation.MENTOR: Ring.SUPPORT,
    Relation.COMMUNITY: Ring.SUPPORT,
    Relation.OTHER: Ring.SUPPORT,
}
CADENCE_OF = {Ring.INNER: 7, Ring.LEADERS: 30, Ring.NEXT_LEVEL: 90, Ring.SUPPORT: 0}
"""Days between two touchpoints; 0 where it is chosen for each person."""


@cache
def ring_of(placed_in: str, relation: str) -> Ring:
    return Ring(placed_in) if placed_in else RING_OF[Relation(relation)]


def wanted_every(ring: Ring, cadence_days: int | None) -> int:
    return CADENCE_OF[ring] if cadence_days is None else cadence_days


class Person(Private):
    """Somebody a member relates to, signed up or not. The row is the member's own view of them."""

    name = models.CharField(max_length=120)
    handle = models.CharField(max_length=60, help_text="What stands after @ in a line of the log.")
    relation = models.CharField(max_length=14, choices=Relation, default=Relation.PEER)
    role = models.CharField(max_length=80, blank=True, help_text="What they do: staff engineer, head of product.")
    team = models.CharField(max_length=80, blank=True)
    placed_in = models.CharField(max_length=10, choices=Ring, blank=True, help_text="Where their owner put them.")
    reports_to = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="reports")
    decides = models.BooleanField(default=False, help_text="Takes part in deciding on the owner's promotion.")
    friend = models.BooleanField(default=False, help_text="A friend. It never counts as having seen work.")
    cadence_days = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Days between two touchpoints: empty for the ring's, 0 for no reminder."
    )
    created_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, editable=False, help_text="Shown no more, but where they are named.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "handle"], name="one_person_per_handle")]

    def __str__(self) -> str:
        return self.name

    @property
    def ring(self) -> Ring:
        return ring_of(self.placed_in, self.relation)

    @property
    def wanted_every(self) -> int:
        """Days between two touchpoints; 0 for no reminder."""
        return wanted_every(self.ring, self.cadence_days)


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


class NotLearned(Private):
    """An address that was taken from a person: no record gives it to anybody again."""

    address = models.CharField(max_length=300, help_text="As addresses are compared.")
    taken_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "address"], name="not_learned_once")]
        verbose_name = "address not learned"
        verbose_name_plural = "addresses not learned"

    def __str__(self) -> str:
        return self.address


class Merge(Private):
    """Two rows that became one person, and what it takes to part them again."""

    into = models.ForeignKey(Person, models.CASCADE, related_name="merges")
    name = models.CharField(max_length=120, help_text="Of the row that is gone.")
    before = models.JSONField(help_text="The row that is gone, and which rows pointed at it.")
    merged_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.name} into {self.into}"


class NextRole(models.TextChoices):
    SENIOR = "senior", "senior engineer"
    STAFF = "staff", "staff engineer"
    MANAGER = "manager", "engineering manager"
    DIRECTOR = "director", "manager of managers"
    PRODUCT_LEAD = "product_lead", "product lead"


class Aim(Private):
    """The role its owner wants next. What it needs is compared with who is there."""

    role = models.CharField(max_length=12, choices=NextRole)
    chosen_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner"], name="one_aim_each")]

    def __str__(self) -> str:
        return self.get_role_display()
