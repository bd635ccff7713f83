"""Who sees and who changes. Every noun in which people put words stands on one of these three."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from alongside.accounts.models import Member, Workspace
from alongside.sharing.door import SharedQuerySet, opened


class Audience(models.TextChoices):
    ME = "me", "only you"
    NAMED = "named", "people you named"
    WORKSPACE = "workspace", "everyone in the workspace"


NOBODY = Q(pk__in=[])
UPKEEP = "Django's own uniqueness checks"


class Guarded(models.Model):
    """The door's two rules for a noun. Without a rule of its own nobody sees anything."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, editable=False, related_name="+")

    objects: ClassVar[SharedQuerySet[Self]] = SharedQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        abstract = True

    @classmethod
    def who_sees(cls, member: Member) -> Q:  # noqa: ARG003
        return NOBODY

    @classmethod
    def who_edits(cls, member: Member) -> Q:
        return cls.who_sees(member)

    def validate_unique(self, exclude: Any = None) -> None:
        with opened(UPKEEP):
            super().validate_unique(exclude)

    def validate_constraints(self, exclude: Any = None) -> None:
        with opened(UPKEEP):
            super().validate_constraints(exclude)


class Part(Guarded):
    """A part of a whole: seen and changed as its whole is. It states the rule through that whole."""

    class Meta:
        abstract = True


class Private(Guarded):
    """Its owner's alone, for ever: there is no way to share it."""

    owner = models.ForeignKey(Member, models.CASCADE, editable=False, related_name="+")
    audience = Audience.ME

    class Meta:
        abstract = True

    @classmethod
    def who_sees(cls, member: Member) -> Q:
        return Q(owner=member)


class Shared(Guarded):
    """Its owner's alone until they share it, with people they name or with the workspace."""

    owner = models.ForeignKey(Member, models.CASCADE, editable=False, related_name="+")
    audience = models.CharField(max_length=9, choices=Audience, default=Audience.ME)
    named = models.ManyToManyField(Member, blank=True, related_name="+")

    class Meta:
        abstract = True

    @classmethod
    def who_sees(cls, member: Member) -> Q:
        invited = cls.named.through._default_manager.filter(member=member).values(cls._meta.model_name or "")
        return Q(owner=member) | Q(audience=Audience.WORKSPACE) | Q(audience=Audience.NAMED, pk__in=invited)

    @classmethod
    def who_edits(cls, member: Member) -> Q:
        return Q(owner=member)
