from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from alongside.accounts.models import Member
from alongside.evidence.models import Circle, Entry, Piece, Story
from alongside.evidence.timeline import Timeline, Work, timeline
from alongside.sharing.door import SharedQuerySet


def timeline_of(viewer: Member, year: int, *, today: date) -> Timeline:
    """Pieces of work worth telling. A story says more surely in which circle its work is."""
    return timeline(_works(viewer, year), year=year, circles=Circle.choices, today=today)


def years_around(viewer: Member, year: int) -> tuple[int | None, int | None]:
    """The nearest years with evidence before and after this one."""
    days = _worth_telling(viewer).values_list("last_on", flat=True)
    before = days.filter(last_on__lt=date(year, 1, 1)).order_by("-last_on").first()
    after = days.filter(last_on__gt=date(year, 12, 31)).order_by("last_on").first()
    return before.year if before else None, after.year if after else None


def _worth_telling(viewer: Member) -> SharedQuerySet[Piece]:
    """No upkeep and not dismissed; and what is in the log in any case."""
    told = Q(pk__in=_entries(viewer).values("piece"))
    return Piece.objects.visible_to(viewer).filter(Q(is_trivial=False, dismissed_at=None) | told)


def _entries(viewer: Member) -> SharedQuerySet[Entry]:
    return Entry.objects.visible_to(viewer).filter(archived_at=None).exclude(piece=None)


def _works(viewer: Member, year: int) -> Iterator[Work]:
    rows = _worth_telling(viewer).filter(last_on__year=year)
    told = set(_entries(viewer).filter(piece__last_on__year=year).values_list("piece", flat=True))
    stories = Story.objects.visible_to(viewer).filter(archived_at=None).exclude(circle="").exclude(pieces=None)
    circles = dict(stories.values_list("pieces", "circle"))
    for pk, title, kind, circle, on, score in rows.values_list("pk", "title", "kind", "circle", "last_on", "score"):
        yield Work(pk, title, kind, circles.get(pk, circle), on, score, pk in told)
