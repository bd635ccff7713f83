"""Who could be a person: named in meetings, reviews and work, and not added yet."""

from alongside.accounts.models import Member
from alongside.people.models import Stranger
from alongside.sharing.door import SharedQuerySet


def strangers_of(viewer: Member, *, dismissed: bool = False) -> SharedQuerySet[Stranger]:
    """With whom there was most, and most lately, first."""
    rows = Stranger.objects.visible_to(viewer).filter(dismissed_at__isnull=not dismissed)
    return rows.order_by("-score", "name", "pk")
