from typing import Any

from django.db.models import Count, Prefetch

from alongside.accounts.models import Member
from alongside.evidence.metrics import from_json
from alongside.evidence.models import Circle, Entry, Piece, Story
from alongside.evidence.queries.pieces import shown_activities
from alongside.evidence.stories import Gap, StoryText, lint
from alongside.people.models import Person
from alongside.sharing.door import SharedQuerySet

_MOST_SOURCES = 6


def stories_of(viewer: Member, *, archived: bool | None = False) -> SharedQuerySet[Story]:
    """Impact stories that the viewer may see, the latest first, with witnesses and sources they may see.

    `archived=None` gives archived ones too.
    """
    pieces = Piece.objects.visible_to(viewer).prefetch_related(Prefetch("activities", shown_activities(viewer)))
    rows = Story.objects.visible_to(viewer).select_related("owner")
    rows = rows if archived is None else rows.filter(archived_at__isnull=not archived)
    shown: list[Any] = [
        Prefetch("witnesses", Person.objects.visible_to(viewer).order_by("name")),
        Prefetch("entries", Entry.objects.visible_to(viewer).order_by("happened_on", "pk")),
        Prefetch("pieces", pieces.order_by("first_on", "pk")),
        "named",
    ]
    return rows.prefetch_related(*shown).order_by("-happened_on", "-pk")


def story_text(story: Story) -> StoryText:
    """The story as a plain value, for its sentence and its lint. Take it from `stories_of`: its links are fetched."""
    return StoryText(
        action=story.action,
        purpose=story.purpose,
        result=story.result,
        metrics=tuple(from_json(metric) for metric in story.metrics),
        circle=story.circle,
        goals=tuple(story.goals),
        witnesses=tuple(person.name for person in story.witnesses.all()),
        sources=tuple(_sources(story)),
    )


def gaps_of(story: Story) -> tuple[Gap, ...]:
    return lint(story_text(story))


def circles_of(viewer: Member, year: int) -> dict[str, int]:
    """How many of the viewer's own impact stories of a year sit in each circle of impact."""
    mine = Story.objects.visible_to(viewer).filter(owner=viewer, archived_at=None, happened_on__year=year)
    counted = dict(mine.values_list("circle").annotate(times=Count("pk")).order_by("circle"))
    return {circle: counted.get(circle, 0) for circle in Circle.values}


def _sources(story: Story) -> list[str]:
    """Activities by what their source calls them; an entry by its day."""
    activities = [activity for piece in story.pieces.all() for activity in piece.activities.all()]
    named = list(dict.fromkeys(f"{activity.kind} {activity.called}" for activity in activities))
    more = [f"{len(named) - _MOST_SOURCES} more"] if len(named) > _MOST_SOURCES else []
    return [*named[:_MOST_SOURCES], *more, *(f"log of {entry.happened_on:%-d %b %Y}" for entry in story.entries.all())]
