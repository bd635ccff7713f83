"""Who could be a person: named in meetings, reviews and work, and not added yet."""

from alongside.accounts.models import Member
from alongside.people.models import NOBODY, Stranger
from alongside.sharing.door import SharedQuerySet


def strangers_of(viewer: Member, *, dismissed: bool = False) -> SharedQuerySet[Stranger]:
    """With whom there was most, and most lately, first."""
    return all_strangers(viewer).filter(dismissed_at__isnull=not dismissed).order_by("-score", "name", "pk")


def all_strangers(viewer: Member) -> SharedQuerySet[Stranger]:
    """Whether they were dismissed or not."""
    return Stranger.objects.visible_to(viewer).exclude(key__startswith=NOBODY)
