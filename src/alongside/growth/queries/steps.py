"""The steps of a week, and what was proposed before."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.growth.meeting import met_soon
from alongside.growth.models import PlannedWeek, RefusedKind, Step
from alongside.growth.steps import AT_MOST, StepKind
from alongside.growth.steps.kinds import TALKS
from alongside.growth.steps.proposals import Taken
from alongside.people.models import Pause
from alongside.sharing.door import SharedQuerySet


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True, slots=True)
class Week:
    monday: date
    steps: list[Step]
    refused: list[RefusedKind]
    looked_on: date | None
    is_away: bool = False
    """The viewer, today."""

    @property
    def has_room(self) -> bool:
        return len(self.steps) < AT_MOST

    def to_be_looked_for(self, *, today: date) -> bool:
        """Nobody has looked yet; or there is room, and since then a day has passed with whatever it brought."""
        return self.looked_on is None or (self.has_room and self.looked_on < today)


def week_of_steps(viewer: Member, *, today: date) -> Week:
    monday = monday_of(today)
    settled = Step.objects.visible_to(viewer).filter(week=monday).exclude(state=Step.State.OPEN)
    steps = sorted([*settled.select_related("person"), *_fitting(viewer, today)], key=lambda step: step.pk)
    refused = RefusedKind.objects.visible_to(viewer).order_by("refused_at", "pk")
    looked = planned(viewer, today=today).values_list("looked_on", flat=True).first()
    return Week(monday, steps, list(refused), looked, is_away(viewer, today))


def planned(viewer: Member, *, today: date) -> SharedQuerySet[PlannedWeek]:
    """A row when the steps of this week were looked for."""
    return PlannedWeek.objects.visible_to(viewer).filter(week=monday_of(today))


def open_steps(viewer: Member, *, today: date) -> SharedQuerySet[Step]:
    """While the viewer is away there are none, and none towards somebody who is away. Of some, `is_needed` has to say
    whether they are."""
    steps = Step.objects.visible_to(viewer).filter(week=monday_of(today), state=Step.State.OPEN)
    theirs = _pauses(viewer, today).filter(Q(person=None) | Q(person=OuterRef("person")))
    return steps.exclude(Exists(theirs)).order_by("pk")


def is_needed(kind: str, person: int | None, met: Container[int | None]) -> bool:
    """Nobody asks for a talk with somebody whom they meet anyway."""
    return kind not in TALKS or person not in met


def is_away(viewer: Member, today: date) -> bool:
    return _pauses(viewer, today).filter(person=None).exists()


def _pauses(viewer: Member, today: date) -> SharedQuerySet[Pause]:
    return Pause.objects.visible_to(viewer).filter(first_on__lte=today, last_on__gte=today)


def _fitting(viewer: Member, today: date) -> list[Step]:
    steps = list(open_steps(viewer, today=today).select_related("person"))
    met = met_soon(viewer, timezone.now()) if any(step.kind in TALKS for step in steps) else set[int]()
    return [step for step in steps if is_needed(step.kind, step.person_id, met)]


def taken_steps(viewer: Member, *, since: date) -> list[Taken]:
    rows = Step.objects.visible_to(viewer).filter(week__gte=since)
    return [Taken(step.key, StepKind(step.kind), step.person_id, step.week, step.state) for step in rows]


def refused_kinds(viewer: Member) -> set[StepKind]:
    return {StepKind(each.kind) for each in RefusedKind.objects.visible_to(viewer)}
