"""The small steps of a week, for programs."""

from collections.abc import Callable

from django.utils import timezone
from ninja import Router, Schema

from alongside.accounts.middleware import ApiRequest
from alongside.growth import actions, queries
from alongside.growth.models import Step
from alongside.sharing.guard import visible_or_404

router = Router(tags=["steps"])


class ReasonSourceOut(Schema):
    label: str
    url: str


class StepOut(Schema):
    id: int
    kind: str
    text: str
    why: str
    minutes: int
    person: int | None
    state: str
    sources: list[ReasonSourceOut]

    @staticmethod
    def resolve_person(step: Step) -> int | None:
        return step.person_id


class StepsOut(Schema):
    week: str
    items: list[StepOut]
    total: int
    refused: list[str]


@router.get("/steps", response=StepsOut)
def steps(request: ApiRequest) -> dict[str, object]:
    """The steps of this week, and the kinds that are never wanted."""
    week = queries.week_of_steps(request.auth, today=timezone.localdate())
    refused = [each.kind for each in week.refused]
    return {"week": week.monday.isoformat(), "items": week.steps, "total": len(week.steps), "refused": refused}


@router.post("/steps/plan", response=StepsOut)
def plan_steps(request: ApiRequest) -> dict[str, object]:
    """Look for what is missing of the three. Those that stand stay as they are."""
    actions.plan_steps(request.auth, today=timezone.localdate())
    return steps(request)


@router.post("/steps/{step_id}/done", response=StepOut)
def finish_step(request: ApiRequest, step_id: int) -> Step:
    return _settled(request, step_id, actions.finish_step)


@router.post("/steps/{step_id}/later", response=StepOut)
def put_off_step(request: ApiRequest, step_id: int) -> Step:
    """Not this week."""
    return _settled(request, step_id, actions.put_off_step)


@router.post("/steps/{step_id}/never", response=StepOut)
def refuse_step(request: ApiRequest, step_id: int) -> Step:
    """Nothing of its kind is proposed again."""
    return _settled(request, step_id, actions.refuse_step)


@router.post("/steps/{step_id}/reopen", response=StepOut)
def reopen_step(request: ApiRequest, step_id: int) -> Step:
    return _settled(request, step_id, actions.reopen_step)


def _settled(request: ApiRequest, pk: int, verb: Callable[..., Step]) -> Step:
    return verb(request.auth, step=visible_or_404(request.auth, Step, pk))
