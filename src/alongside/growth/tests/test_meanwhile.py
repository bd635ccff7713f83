"""What was read before one's turn came is not written back: another window changed it meanwhile."""

from functools import partial

import pytest
from django.test import Client

from alongside.accounts.models import Member
from alongside.growth import actions
from alongside.growth.models import KnownFor, Need
from alongside.people import actions as people
from alongside.people.models import Person
from alongside.people.tests.meanwhile import before_writing


@pytest.fixture
def page(client: Client, anna: Member) -> Client:
    client.force_login(anna.user)
    return client


def test_a_topic_that_is_edited_stays_dropped(page: Client, anna: Member) -> None:
    actions.choose_topic(anna, topic="reliability")
    same = KnownFor.objects.visible_to(anna).get()

    with before_writing(partial(actions.drop_topic, anna, known_for=same)):
        page.post(f"/growth/topics/{same.pk}/edit/", {"topic": "uptime", "every_weeks": 6})

    kept = KnownFor.objects.visible_to(anna).get()
    assert (kept.topic, kept.dropped_at) == ("uptime", same.dropped_at)


def test_a_need_that_is_edited_stays_dropped(page: Client, anna: Member) -> None:
    actions.add_need(anna, text="Feedback")
    same = Need.objects.visible_to(anna).get()

    with before_writing(partial(actions.drop_need, anna, need=same)):
        page.post(f"/growth/support/{same.pk}/edit/", {"text": "Feedback each week"})

    kept = Need.objects.visible_to(anna).get()
    assert (kept.text, kept.dropped_at) == ("Feedback each week", same.dropped_at)


@pytest.mark.parametrize("way", ["decide", "decide-not"])
def test_whose_relation_changed_meanwhile_keeps_the_new_one(page: Client, anna: Member, way: str) -> None:
    person = people.add_person(anna, name="Mina Abara", relation="stakeholder")
    same = Person.objects.visible_to(anna).get()

    with before_writing(partial(people.edit_person, anna, person=same, relation="mentor")):
        page.post(f"/growth/decision-makers/{person.pk}/{way}/")

    kept = Person.objects.visible_to(anna).get()
    assert (kept.relation, kept.decides) == ("mentor", way == "decide")
