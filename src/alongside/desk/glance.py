"""What Today asks of several rooms where a row or two is enough: all of it in one look."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.db.models.fields.json import KT
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.desk.today import not_put_off
from alongside.evidence.models import Activity, Entry, Story
from alongside.evidence.queries import waiting
from alongside.growth.queries import open_steps, planned
from alongside.growth.steps import AT_MOST
from alongside.lib.one_look import Few, in_one_look
from alongside.people.queries.understood import waiting_for

RECENT = timedelta(days=21)
_STEP = {"text": "text", "why": "why", "kind": "kind", "person": "person_id"}
type Told = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Glance:
    asked: list[Told]
    """Expectations that wait for the viewer's word."""
    planned: list[Told]
    """A row when the small steps of this week were looked for."""
    step: list[Told]
    """Of those some ask for a talk, which may stand in the calendar by now."""
    pieces: list[Told]
    """Fresh work of which there is no entry, the weightiest first."""
    story: list[Told]
    """The last one without a result. Here as with pieces, what was put off makes room for the next."""
    last_line: list[Told]


def glance(viewer: Member, day: date) -> Glance:
    mine = Entry.objects.visible_to(viewer).filter(owner=viewer)
    stories = Story.objects.visible_to(viewer).filter(owner=viewer, archived_at=None, result="")
    pieces = waiting(viewer).filter(last_on__range=(day - RECENT, day)).exclude(_is_ahead(viewer))
    why = {"why": KT("why__0"), "more_why": KT("why__1"), "because": "because"}
    pieces, stories = not_put_off(pieces, "piece", viewer, day), not_put_off(stories, "story", viewer, day)
    asked = {
        "asked": Few(waiting_for(viewer).order_by("pk"), {"id": "pk", "text": "text", "who": "owner__name"}, 2),
        "planned": Few(planned(viewer, today=day), {"id": "pk"}),
        "step": Few(open_steps(viewer, today=day), {**_STEP, "id": "pk"}, AT_MOST),
        "pieces": Few(pieces.order_by("-score", "-last_on"), {"id": "pk", "title": "title", "on": "last_on", **why}, 2),
        "story": Few(stories.order_by("-happened_on"), {"id": "pk", "action": "action", "on": "happened_on"}),
        "last_line": Few(mine.filter(archived_at=None).order_by("-happened_on"), {"on": "happened_on"}),
    }
    return Glance(**in_one_look(Member.objects.filter(pk=viewer.pk), asked))


def _is_ahead(viewer: Member) -> Exists:
    """Of a meeting that has not been there is nothing to tell yet."""
    ahead = Activity.objects.visible_to(viewer).filter(kind="meeting", happened_at__gt=timezone.now(), vanished_at=None)
    return Exists(ahead.filter(piece=OuterRef("pk")))
