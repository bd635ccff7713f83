"""Persons who were merged or removed, and can be had back."""

from alongside.accounts.models import Member
from alongside.people.models import Merge, Person
from alongside.sharing.door import SharedQuerySet


def merges_of(viewer: Member, into: Person | None = None) -> SharedQuerySet[Merge]:
    """The latest first. What it takes to part them again is long, and read when that is asked for."""
    rows = Merge.objects.visible_to(viewer).defer("before").select_related("into").order_by("-pk")
    return rows.filter(into=into) if into else rows


def removed_persons(viewer: Member) -> SharedQuerySet[Person]:
    return Person.objects.visible_to(viewer).exclude(removed_at=None).order_by("name", "pk")
