"""Two windows of one member that do the same at the same moment. SQLite lets only one of them write at a time."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait

import pytest
from django.db import connection, transaction

from alongside.accounts.models import Member
from alongside.growth import actions
from alongside.growth.models import RefusedKind
from alongside.growth.tests.conftest import TODAY
from alongside.people import actions as people

pytestmark = [
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs two who write at once"),
    pytest.mark.django_db(transaction=True),
]


def at_once[Answer](verb: Callable[[], Answer]) -> tuple[Answer, Answer]:
    """What two get who begin before the other has ended."""
    with ThreadPoolExecutor(1) as beside:
        with transaction.atomic():
            first = verb()
            second: Future[Answer] = beside.submit(_on_its_own, verb)
            wait([second], timeout=1)
        return first, second.result()


def _on_its_own[Answer](verb: Callable[[], Answer]) -> Answer:
    try:
        return verb()
    finally:
        connection.close()


def add_people(anna: Member) -> None:
    for name, relation in (("Ben Okoye", "peer"), ("Mina Abara", "skip_level")):
        people.add_person(anna, name=name, relation=relation)


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
