import pytest
from django.test import Client
from django.utils import timezone

from alongside.accounts.actions import issue_token
from alongside.accounts.models import Member
from alongside.people import actions, queries
from alongside.people.actions import Contact
from alongside.people.models import Person


@pytest.fixture
def ninas(anna: Member) -> list[Person]:
    return [actions.add_person(anna, name="Nina Nine", handle=handle) for handle in ("nina", "nina.nine")]


@pytest.fixture
def door(client: Client, anna: Member) -> Client:
    client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {issue_token(anna, name='test')}"
    return client


def test_a_name_of_two_is_no_handle_of_one_of_them(door: Client, anna: Member, ninas: list[Person]) -> None:
    touched = door.post("/api/touchpoints", {"to": "nina  NINE", "text": "lunch"}, "application/json")
    found = door.get("/api/persons/find", {"text": "Nina Nine"})

    for answer in (touched, found):
        assert answer.status_code == 422
        assert "could be Nina Nine (@nina), Nina Nine (@nina.nine). Write the handle." in answer.text
    assert not queries.touchpoints_of(anna).exists()
    assert list(queries.persons_of(anna)) == ninas


@pytest.mark.parametrize("text", ["@nina.nine", "nina.nine", "@Nina.Nine"])
def test_a_handle_means_one_alone(door: Client, anna: Member, ninas: list[Person], text: str) -> None:
    door.post("/api/touchpoints", {"to": text}, "application/json")

    assert [each.person for each in queries.touchpoints_of(anna)] == [ninas[1]]
    assert door.get("/api/persons/find", {"text": text}).json()["id"] == ninas[1].pk


def test_a_name_of_one_goes_before_the_handle_of_another(door: Client, anna: Member) -> None:
    actions.add_person(anna, name="Nina Weiss", handle="nina.nine")
    nine = actions.add_person(anna, name="Nina Nine", handle="nn")

    assert door.get("/api/persons/find", {"text": "Nina Nine"}).json()["id"] == nine.pk


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
