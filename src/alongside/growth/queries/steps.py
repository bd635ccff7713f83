"""The steps of a week, and what was proposed before."""

from dataclasses import dataclass
from datetime import date, timedelta

from alongside.accounts.models import Member
from alongside.growth.models import PlannedWeek, RefusedKind, Step
from alongside.growth.steps import AT_MOST, StepKind
from alongside.growth.steps.proposals import Taken
from alongside.sharing.door import SharedQuerySet


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True, slots=True)
class Week:
    monday: date
    steps: list[Step]
    refused: list[RefusedKind]
    looked_on: date | None

    @property
    def has_room(self) -> bool:
        return len(self.steps) < AT_MOST

    def to_be_looked_for(self, *, today: date) -> bool:
        """Nobody has looked yet; or there is room, and since then a day has passed with whatever it brought."""
        return self.looked_on is None or (self.has_room and self.looked_on < today)


def week_of_steps(viewer: Member, *, today: date) -> Week:
    monday = monday_of(today)
    steps = Step.objects.visible_to(viewer).filter(week=monday).select_related("person").order_by("pk")
    refused = RefusedKind.objects.visible_to(viewer).order_by("refused_at", "pk")
    looked = planned(viewer, today=today).values_list("looked_on", flat=True).first()
    return Week(monday, list(steps), list(refused), looked)


def planned(viewer: Member, *, today: date) -> SharedQuerySet[PlannedWeek]:
    """A row when the steps of this week were looked for."""
    return PlannedWeek.objects.visible_to(viewer).filter(week=monday_of(today))


def open_steps(viewer: Member, *, today: date) -> SharedQuerySet[Step]:
    steps = Step.objects.visible_to(viewer).filter(week=monday_of(today), state=Step.State.OPEN)
    return steps.order_by("pk")


def taken_steps(viewer: Member, *, since: date) -> list[Taken]:
    rows = Step.objects.visible_to(viewer).filter(week__gte=since)
    return [Taken(step.key, StepKind(step.kind), step.person_id, step.week, step.state) for step in rows]


def refused_kinds(viewer: Member) -> set[StepKind]:
    return {StepKind(each.kind) for each in RefusedKind.objects.visible_to(viewer)}
