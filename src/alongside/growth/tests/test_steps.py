from datetime import UTC, date, datetime, timedelta
from http import HTTPStatus

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.evidence import actions as evidence
from alongside.evidence.tests.findings import work_of
from alongside.growth import actions, queries
from alongside.growth.models import RefusedKind, Step
from alongside.growth.steps import StepKind
from alongside.people import actions as people
from alongside.people.contacts import Contact
from alongside.people.models import Person, Touchpoint
from alongside.people.queries import standings

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 11, 20)


def met(owner: Member, person: Person, days: int, **more: object) -> None:
    at = datetime(2026, 11, 20, 12, tzinfo=UTC) - timedelta(days=days)
    told = {"kind": "meeting", "at": at, "text": "Retries", "source_id": f"{person.pk}:{days}"} | more
    people.keep_touchpoints(owner, source="calendar", contacts=[Contact(known=person.pk, **told)])  # type: ignore[arg-type]


@pytest.fixture
def peer(anna: Member) -> Person:
    person = people.add_person(anna, name="Ben Okoye", relation="peer")
    met(anna, person, 25)
    return person


@pytest.fixture
def step(anna: Member, peer: Person) -> Step:
    [step] = actions.plan_steps(anna, today=FRIDAY)
    return step


def test_a_peer_not_spoken_with_for_long_is_a_step_with_its_reason(step: Step, peer: Person) -> None:
    assert (step.person, step.kind, step.week) == (peer, StepKind.SYNC, date(2026, 11, 16))
    assert step.why == "You last spoke 3 weeks ago, about “Retries”; you want to speak every week."


@pytest.mark.parametrize(("days", "asked"), [(0, False), (6, False), (9, True)])
def test_whom_one_never_met_is_asked_when_their_first_time_has_run(anna: Member, days: int, asked: bool) -> None:
    added = people.add_person(anna, name="Dora D.", relation="peer")

    today = timezone.localdate(added.created_at) + timedelta(days=days)
    found = [step.text for step in actions.plan_steps(anna, today=today)]

    assert found == (["Propose a short sync to Dora D."] if asked else [])


def test_looking_again_in_the_same_week_changes_nothing(anna: Member, step: Step) -> None:
    met(anna, people.add_person(anna, name="Cleo Duarte", relation="peer"), 60)

    again = actions.plan_steps(anna, today=FRIDAY)

    assert again == [step]


def test_a_week_has_three_at_most(anna: Member) -> None:
    for name, relation in (("P", "peer"), ("S", "skip_level"), ("D", "decision_maker"), ("L", "stakeholder")):
        met(anna, people.add_person(anna, name=name, relation=relation), 400)
    evidence.write_story(
        anna, told=evidence.Told(action="wrote a guide", purpose="help", result="two teams use it", circle="enabling")
    )

    assert len(actions.plan_steps(anna, today=FRIDAY)) == 3


def test_a_step_that_is_done_leaves_a_touchpoint_and_taking_it_back_removes_it(
    anna: Member, step: Step, peer: Person
) -> None:
    actions.finish_step(anna, step=step)
    done = Touchpoint.objects.visible_to(anna).filter(source="steps")
    assert [(touch.person, touch.text) for touch in done] == [(peer, step.text)]

    actions.reopen_step(anna, step=step)

    assert not Touchpoint.objects.visible_to(anna).filter(source="steps").exists()


def test_asking_for_a_talk_is_not_the_talk(anna: Member, step: Step, peer: Person) -> None:
    actions.finish_step(anna, step=step)

    assert standings(anna, timezone.localdate())[peer.pk].last_on == date(2026, 10, 26)


def test_a_kind_that_is_refused_does_not_return_until_it_is_allowed(anna: Member, step: Step) -> None:
    actions.refuse_step(anna, step=step)
    assert actions.plan_steps(anna, today=FRIDAY + timedelta(days=7)) == []

    actions.allow_steps(anna, kind=step.kind)

    assert len(actions.plan_steps(anna, today=FRIDAY + timedelta(days=14))) == 1


def test_taking_back_a_refusal_allows_its_kind(anna: Member, step: Step) -> None:
    actions.refuse_step(anna, step=step)

    actions.reopen_step(anna, step=step)

    assert not RefusedKind.objects.visible_to(anna).exists()


def test_a_step_put_off_returns_in_the_next_week(anna: Member, step: Step) -> None:
    actions.put_off_step(anna, step=step)

    assert actions.plan_steps(anna, today=FRIDAY) == [step]
    assert [each.key for each in actions.plan_steps(anna, today=FRIDAY + timedelta(days=7))] == [step.key]


def test_advice_on_a_piece_of_work_is_answered_when_a_win_came_of_it(anna: Member) -> None:
    person = people.add_person(anna, name="Ben Okoye", relation="mentor")
    piece, _ = work_of(anna)
    met(anna, person, 30, kind="review", text="Retry captures", saw=piece.key)
    entry = evidence.accept(anna, piece=piece)
    evidence.edit(anna, entry=entry, line="win: lost captures fell from 38 to 0 2026-11-05", today=FRIDAY)

    [step] = actions.plan_steps(anna, today=FRIDAY)

    assert step.kind == StepKind.TELL
    assert step.text == "Tell Ben Okoye what came of “Retry failed captures”."
    assert "lost captures fell" in step.why


def test_nobody_else_finds_or_settles_a_step(step: Step, ben: Member, dan: Member) -> None:
    for stranger in (ben, dan):
        assert not Step.objects.visible_to(stranger).exists()
        assert queries.week_of_steps(stranger, today=FRIDAY).steps == []
        with pytest.raises(PermissionDenied):
            actions.finish_step(stranger, step=step)


def test_a_page_of_a_new_week_asks_to_look(client: Client, anna: Member) -> None:
    client.force_login(anna.user)

    new = client.get(reverse("growth:steps")).content.decode()
    looked = client.post(reverse("growth:plan_steps"), follow=True).content.decode()

    assert "Looking through your record" in new
    assert "Looking through your record" not in looked
    assert "Nothing to propose" in looked


def test_on_another_day_the_page_looks_for_what_is_missing(anna: Member, step: Step) -> None:
    week = queries.week_of_steps(anna, today=FRIDAY)

    assert not week.to_be_looked_for(today=FRIDAY)
    assert week.to_be_looked_for(today=FRIDAY + timedelta(days=1))


def test_the_page_shows_steps_and_settles_them(client: Client, anna: Member) -> None:
    met(anna, people.add_person(anna, name="Ben Okoye", relation="peer"), 60)
    client.force_login(anna.user)

    shown = client.post(reverse("growth:plan_steps"), follow=True).content.decode()
    step = Step.objects.visible_to(anna).get()
    answer = client.post(reverse("growth:put_off_step", args=[step.pk]))

    assert "Propose a short sync to Ben Okoye." in shown
    assert answer.status_code == HTTPStatus.FOUND
    assert Step.objects.visible_to(anna).get().state == Step.State.LATER


def test_somebody_else_gets_a_404(client: Client, step: Step, ben: Member) -> None:
    client.force_login(ben.user)

    assert client.post(reverse("growth:finish_step", args=[step.pk])).status_code == HTTPStatus.NOT_FOUND
