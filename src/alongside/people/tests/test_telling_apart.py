import pytest
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.people import actions, queries
from alongside.people.actions import Contact
from alongside.people.models import Person


@pytest.fixture
def mina(anna: Member) -> Person:
    return actions.add_person(anna, name="Mina Okafor", relation="manager", email="mina@example.org")


def test_two_of_one_name_are_not_told_apart_by_it(anna: Member) -> None:
    first, second = (actions.add_person(anna, name="Tom Ash", email=f"tom{n}@example.org") for n in range(2))
    contacts = [
        Contact((("email", "tom1@example.org"), ("name", "Tom Ash")), "review", timezone.now(), source_id="1"),
        Contact((("name", "Tom Ash"),), "review", timezone.now(), source_id="2"),
    ]

    kept = actions.keep_touchpoints(anna, source="github", contacts=contacts)

    assert kept.unknown == 1
    assert queries.touchpoints_of(anna).get().person == second
    assert first != second


def test_an_address_of_two_stands_for_whom_the_name_says(anna: Member, mina: Person) -> None:
    tom = actions.add_person(anna, name="Tom Ash")
    known = (("email", "mina@example.org"), ("name", "Tom Ash"))

    actions.keep_touchpoints(anna, source="x", contacts=[Contact(known, "review", timezone.now(), source_id="1")])

    assert queries.touchpoints_of(anna).get().person == tom
