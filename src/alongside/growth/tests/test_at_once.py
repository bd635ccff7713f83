"""Two windows of one member that do the same at the same moment. SQLite lets only one of them write at a time."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.growth import actions
from alongside.growth.models import Need, RefusedKind
from alongside.growth.tests.conftest import TODAY
from alongside.people import actions as people
from alongside.people.tests.meanwhile import TWO_WHO_WRITE, at_once

pytestmark = TWO_WHO_WRITE


def add_people(anna: Member) -> None:
    """Whom she has not spoken with for long."""
    for name, relation in (("Ben Okoye", "peer"), ("Mina Abara", "skip_level")):
        person = people.add_person(anna, name=name, relation=relation)
        people.touch(anna, person=person, at=timezone.now() - timedelta(days=200))


@pytest.mark.parametrize("looked_before", [False, True])
def test_who_looks_for_steps_twice_at_once_gets_the_same(anna: Member, looked_before: bool) -> None:
    if looked_before:
        assert actions.plan_steps(anna, today=TODAY) == []
    add_people(anna)

    first, second = at_once(lambda: actions.plan_steps(anna, today=TODAY))

    assert first == second
    assert len(first) == 2


def test_who_refuses_a_kind_twice_at_once_has_refused_it(anna: Member) -> None:
    add_people(anna)
    step, _ = actions.plan_steps(anna, today=TODAY)

    at_once(lambda: actions.refuse_step(anna, step=step))

    assert [each.kind for each in RefusedKind.objects.visible_to(anna)] == [step.kind]


def test_a_need_that_is_added_twice_at_once_stands_there_once(anna: Member) -> None:
    with pytest.raises(ValidationError, match="on your list already"):
        at_once(lambda: actions.add_need(anna, text="Feedback"))

    assert Need.objects.visible_to(anna).count() == 1
