from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.growth import actions as growth
from alongside.one_on_ones.actions import pair_up
from alongside.people import actions as people
from alongside.people.contacts import Contact
from alongside.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def peer(anna: Member) -> Person:
    """Somebody anna spoke with two months ago, and a one-on-one far away, so that she is no newcomer."""
    person = people.add_person(anna, name="Cleo Duarte", relation="peer")
    then = timezone.now() - timedelta(days=60)
    people.keep_touchpoints(anna, source="calendar", contacts=[Contact(person.pk, "meeting", then, source_id="1")])
    manager = people.add_person(anna, name="Ben Okoye", relation="manager")
    pair_up(anna, person=manager, every="ad_hoc")
    return person


def test_today_shows_one_step_of_the_week(client: Client, anna: Member, peer: Person) -> None:
    growth.plan_steps(anna, today=timezone.localdate())
    client.force_login(anna.user)

    shown = client.get("/").content.decode()

    assert "propose a short sync to Cleo Duarte" in shown


def test_a_step_that_was_taken_is_not_shown(client: Client, anna: Member, peer: Person) -> None:
    [step] = growth.plan_steps(anna, today=timezone.localdate())
    growth.finish_step(anna, step=step)
    client.force_login(anna.user)

    assert "Cleo Duarte" not in client.get("/").content.decode()


def test_a_new_week_leads_to_the_page_that_looks_for_its_steps(client: Client, anna: Member, peer: Person) -> None:
    client.force_login(anna.user)

    new = client.get("/").content.decode()
    client.post("/steps/plan/")
    looked = client.get("/").content.decode()

    assert "three small steps of this week" in new
    assert "three small steps of this week" not in looked
