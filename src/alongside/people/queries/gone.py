"""Persons who were merged or removed, and can be had back."""

from datetime import datetime

from django.db.models import F

from alongside.accounts.models import Member
from alongside.people.models import Merge, Person
from alongside.sharing.door import SharedQuerySet


def merges_of(viewer: Member, into: Person | None = None) -> SharedQuerySet[Merge]:
    """The latest first. What it takes to part them again is long, and read when that is asked for."""
    rows = Merge.objects.visible_to(viewer).defer("before").select_related("into").order_by("-pk")
    return rows.filter(into=into) if into else rows


def removed_persons(viewer: Member) -> SharedQuerySet[Person]:
    return Person.objects.visible_to(viewer).exclude(removed_at=None).order_by("name", "pk")


def taken_back(viewer: Member, came_at: datetime | None = None) -> SharedQuerySet[Person]:
    """Who came with a file of contacts that was taken back: as removed as when they came."""
    rows = Person.objects.visible_to(viewer).filter(removed_at=F("created_at"))
    return rows.filter(created_at=came_at) if came_at else rows


def came_with(viewer: Member, came_at: datetime) -> SharedQuerySet[Person]:
    """Who was added by the file of that moment and is still there."""
    return Person.objects.visible_to(viewer).filter(created_at=came_at, removed_at=None)
