from collections.abc import Iterator

from django.db.models.functions import ExtractYear

from alongside.accounts.models import Member
from alongside.evidence.models import Circle, Entry, Piece, Story
from alongside.evidence.timeline import Timeline, Work, timeline


def timeline_of(viewer: Member, year: int) -> Timeline:
    """Pieces of work that are no upkeep and not dismissed. A story says more surely in which circle its work is."""
    return timeline(_works(viewer, year), year=year, circles=Circle.choices)


def years_of(viewer: Member) -> list[int]:
    """Those with evidence, the latest first."""
    rows = Piece.objects.visible_to(viewer).filter(is_trivial=False, dismissed_at=None).order_by()
    return sorted(set(rows.values_list(ExtractYear("last_on"), flat=True).distinct()), reverse=True)


def _works(viewer: Member, year: int) -> Iterator[Work]:
    rows = Piece.objects.visible_to(viewer).filter(last_on__year=year, is_trivial=False, dismissed_at=None)
    told = set(
        Entry.objects.visible_to(viewer).filter(archived_at=None).exclude(piece=None).values_list("piece", flat=True)
    )
    stories = Story.objects.visible_to(viewer).filter(archived_at=None).exclude(circle="").exclude(pieces=None)
    circles = dict(stories.values_list("pieces", "circle"))
    for pk, title, kind, circle, on, score in rows.values_list("pk", "title", "kind", "circle", "last_on", "score"):
        yield Work(pk, title, kind, circles.get(pk, circle), on, score, pk in told)
