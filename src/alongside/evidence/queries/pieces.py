from datetime import date
from typing import Any, cast

from django.db.models import Prefetch
from django.db.models.fields.json import KT

from alongside.accounts.models import Member
from alongside.evidence.models import Activity, Entry, Piece
from alongside.people.models import Person
from alongside.sharing.door import SharedQuerySet


def pieces_of(viewer: Member) -> SharedQuerySet[Piece]:
    """All pieces of work of the viewer, the latest first, with their activities and who has seen them."""
    return _shown(Piece.objects.visible_to(viewer), viewer)


def shown_activities(viewer: Member) -> SharedQuerySet[Activity]:
    """In their order and without what is long, each with what makes its day uncertain."""
    rows = Activity.objects.visible_to(viewer).annotate(doubt=KT("details__extra__uncertain"))
    return cast(SharedQuerySet[Activity], rows.defer("body", "details").order_by("happened_at", "pk"))


def piece_of(viewer: Member, pk: int) -> Piece:
    return pieces_of(viewer).get(pk=pk)


def waiting(viewer: Member, *, dismissed: bool = False) -> SharedQuerySet[Piece]:
    """What may be worth an entry and is none yet: no upkeep, nothing that stands in the log. Or what was dismissed."""
    told = Entry.objects.visible_to(viewer).filter(archived_at=None).exclude(piece=None).values("piece")
    rows = Piece.objects.visible_to(viewer).filter(dismissed_at__isnull=not dismissed).exclude(pk__in=told)
    return rows if dismissed else rows.filter(is_trivial=False)


def inbox(viewer: Member, *, dismissed: bool = False) -> SharedQuerySet[Piece]:
    """What waits, with its activities and who has seen each."""
    return _shown(waiting(viewer, dismissed=dismissed), viewer)


def inbox_rows(viewer: Member, *, dismissed: bool = False) -> SharedQuerySet[Piece]:
    """The inbox with who has seen each, without its activities."""
    rows = waiting(viewer, dismissed=dismissed).prefetch_related(_seen_by(viewer))
    return rows.order_by("-last_on", "-score", "pk")


def pieces_between(viewer: Member, since: date, until: date) -> SharedQuerySet[Piece]:
    """Pieces worked on from one day to another, both included, the weightiest first; dismissed ones left out.

    `within` of each holds its activities of these days, in order; `activities` is not fetched.
    """
    days = Activity.objects.visible_to(viewer).filter(day__range=(since, until), vanished_at=None)
    touched = days.exclude(piece=None).values("piece")
    rows = Piece.objects.visible_to(viewer).filter(pk__in=touched, dismissed_at=None)
    shown: list[Any] = [
        Prefetch("activities", days.order_by("happened_at", "pk"), to_attr="within"),
        _seen_by(viewer),
    ]
    return rows.prefetch_related(*shown).order_by("-score", "-last_on", "pk")


def _shown(rows: SharedQuerySet[Piece], viewer: Member) -> SharedQuerySet[Piece]:
    shown: list[Any] = [Prefetch("activities", shown_activities(viewer)), _seen_by(viewer)]
    return rows.prefetch_related(*shown).order_by("-last_on", "-score", "pk")


def _seen_by(viewer: Member) -> Any:
    return Prefetch("seen_by", Person.objects.visible_to(viewer))
