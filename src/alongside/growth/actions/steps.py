"""Verbs over the small steps of a week: look for them, take one, put it off, refuse its kind."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils import timezone

from alongside.accounts.models import Member
from alongside.events.actions import record
from alongside.growth.models import PlannedWeek, RefusedKind, Step
from alongside.growth.queries.step_material import material_of
from alongside.growth.queries.steps import monday_of, refused_kinds, taken_steps, week_of_steps
from alongside.growth.steps import Proposal, StepKind, pick
from alongside.growth.steps.finding import possible
from alongside.growth.steps.picking import SAME_THING_WEEKS
from alongside.people import actions as people
from alongside.people.contacts import Contact
from alongside.people.models import TouchpointKind
from alongside.sharing.guard import action

_CONTACT = {
    StepKind.TELL: (TouchpointKind.MESSAGE, 1.0),
    StepKind.ASK: (TouchpointKind.QUESTION, 1.0),
    StepKind.INVOLVE: (TouchpointKind.QUESTION, 1.0),
    StepKind.SYNC: (TouchpointKind.MESSAGE, 0.3),
    StepKind.COFFEE: (TouchpointKind.MESSAGE, 0.3),
    StepKind.SKIP_LEVEL: (TouchpointKind.MESSAGE, 0.3),
}
"""Asking for half an hour is not that half hour: the meeting itself restarts the cadence."""


@action()
def plan_steps(actor: Member, *, today: date) -> list[Step]:
    """The steps of this week; what is missing of the three is looked for. Those that stand stay as they are, but for
    what is not needed any more: a talk that was planned meanwhile, somebody who is away."""
    week = monday_of(today)
    _look(actor, week, today)
    still = [step.pk for step in week_of_steps(actor, today=today).steps]
    Step.objects.editable_by(actor).filter(week=week).exclude(pk__in=still).delete()
    chosen = pick(
        possible(material_of(actor, today=today)),
        week=week,
        taken=taken_steps(actor, since=week - timedelta(weeks=SAME_THING_WEEKS)),
        refused=refused_kinds(actor),
    )
    for proposal in chosen:
        _step(actor, week, proposal).save()
    return list(Step.objects.visible_to(actor).filter(week=week).order_by("pk"))


@action(edits="step")
def finish_step(actor: Member, *, step: Step) -> Step:
    return _settled(actor, step, Step.State.DONE, "finished")


@action(edits="step")
def put_off_step(actor: Member, *, step: Step) -> Step:
    """Until another week."""
    return _settled(actor, step, Step.State.LATER, "put off")


@action(edits="step")
def refuse_step(actor: Member, *, step: Step) -> Step:
    """No step of its kind is proposed again."""
    mine = RefusedKind.objects.editable_by(actor)
    mine.get_or_create(owner=actor, kind=step.kind, defaults={"workspace": actor.workspace})
    return _settled(actor, step, Step.State.NEVER, "refused")


@action(edits="step")
def reopen_step(actor: Member, *, step: Step) -> Step:
    """Takes back that it was done, put off or refused."""
    if step.state == Step.State.NEVER:
        allow_steps(actor, kind=step.kind)
    return _settled(actor, step, Step.State.OPEN, "reopened")


@action()
def allow_steps(actor: Member, *, kind: str) -> None:
    """Takes back the refusal of a kind."""
    RefusedKind.objects.editable_by(actor).filter(kind=kind).delete()


def _step(actor: Member, week: date, proposal: Proposal) -> Step:
    return Step(
        owner=actor,
        workspace=actor.workspace,
        week=week,
        kind=proposal.kind,
        key=proposal.key,
        text=proposal.text[:400],
        why=proposal.why[:600],
        sources=[{"label": source.label, "url": source.url} for source in proposal.sources],
        person_id=proposal.person,
    )


def _look(actor: Member, week: date, today: date) -> None:
    """Written before anything is read: whoever looks at the same time waits here, and then finds what was chosen."""
    PlannedWeek.objects.editable_by(actor).update_or_create(
        owner=actor,
        week=week,
        defaults={"looked_on": today},
        create_defaults={"looked_on": today, "workspace": actor.workspace},
    )


def _settled(actor: Member, step: Step, state: Step.State, verb: str) -> Step:
    step.state = state
    step.settled_at = None if state == Step.State.OPEN else timezone.now()
    step.save(update_fields=["state", "settled_at"])
    people.keep_touchpoints(actor, source="steps", contacts=_contacts(actor), whole=True)
    record(actor, verb=verb, thing=step)
    return step


def _contacts(actor: Member) -> Iterator[Contact]:
    """All steps that were taken: whoever takes one back takes its touchpoint back."""
    done = Step.objects.visible_to(actor).filter(state=Step.State.DONE, person__isnull=False, kind__in=list(_CONTACT))
    for step in done:
        kind, weight = _CONTACT[StepKind(step.kind)]
        yield Contact(
            known=step.person_id or 0,
            kind=kind,
            at=step.settled_at or timezone.now(),
            text=step.text,
            weight=weight,
            source_id=f"step:{step.pk}",
        )
