"""What is typed: the same letters are left out at every door."""

import json

import pytest
from django.test import Client

from alongside.accounts.actions import change_settings, issue_token
from alongside.accounts.models import Member
from alongside.evidence.tests.touches import found, keep
from alongside.people import actions, queries
from alongside.people.models import Expectation, Identity, Person, PersonNote, Touchpoint
from alongside.people.queries import known_as

ODD = "Mi\u202ena\u200b Oka\x07for\u2069"


@pytest.fixture
def page(client: Client, anna: Member) -> Client:
    client.force_login(anna.user)
    return client


@pytest.fixture
def api(anna: Member) -> Client:
    return Client(headers={"authorization": f"Bearer {issue_token(anna, name='test')}"})


def told(member: Member) -> list[tuple[str, str, str, str]]:
    return [(each.name, each.handle, each.role, each.team) for each in queries.persons_of(member)]


def test_a_person_that_is_typed_has_letters_that_are_seen(page: Client, anna: Member) -> None:
    page.post("/people/add/", {"name": ODD, "relation": "peer", "role": ODD, "team": ODD, "handle": "mi\u202ena"})

    assert told(anna) == [("Mina Okafor", "mina", "Mina Okafor", "Mina Okafor")]


@pytest.mark.parametrize("letter", ["\\u0000", "\\ud800", "\\u001b", "\\u202e", "\\u2067", "\\u200b"])
def test_nor_is_anything_else_taken_from_a_program(api: Client, anna: Member, letter: str) -> None:
    text = f'"Mi{letter}na"'

    answer = api.post("/api/persons", f'{{"name": {text}, "role": {text}, "team": {text}}}', "application/json")

    assert answer.status_code == 201
    assert told(anna) == [("Mina", "mina", "Mina", "Mina")]


def test_a_name_of_which_nothing_is_seen_is_none(page: Client, anna: Member) -> None:
    answer = page.post("/people/add/", {"name": "\u202e\u200b", "relation": "peer"})

    assert "Write a name." in answer.text
    assert told(anna) == []


@pytest.mark.parametrize(("name", "address"), [("", ""), (" ", "\u200b"), ("\u202e", " ")])
def test_nobody_is_added_from_an_answer_without_a_name_or_address(
    page: Client, anna: Member, name: str, address: str
) -> None:
    answer = page.post("/ask/person/", {"name": name, "address": address}, follow=True)

    assert "Write a name." in answer.text
    assert told(anna) == []


def test_an_address_of_which_nothing_is_seen_is_not_learned(anna: Member, mina: Person) -> None:
    before = set(Identity.objects.visible_to(anna))

    keep(anna, found(1, "pull request", ("reviewer", mina.name, "\u200b")))

    assert set(Identity.objects.visible_to(anna)) == before
    assert [touched.person for touched in queries.touchpoints_of(anna)] == [mina]


def test_the_name_of_a_member_too(anna: Member) -> None:
    change_settings(anna, name=f" {ODD} ", zone="UTC")
    kept = anna.name
    change_settings(anna, name="\u202e", zone="UTC")

    assert (kept, anna.name) == ("Mina Okafor", "Mina Okafor")


def test_a_text_keeps_its_lines(page: Client, anna: Member, mina: Person) -> None:
    text = "- sh\u202eip search\r\n\t- so\x1bon"
    page.post(f"/people/{mina.pk}/notes/", {"about": "goals", "text": text})
    actions.expect(anna, person=mina, text=text)
    actions.touch(anna, person=mina, text=text)

    kept = "- ship search\n\t- soon"
    assert PersonNote.objects.visible_to(anna).get().text == kept
    assert Expectation.objects.visible_to(anna).get().text == kept
    assert Touchpoint.objects.visible_to(anna).get().text == "- ship search - soon"


@pytest.mark.parametrize("apostrophe", ["’", "‘", "ʼ"])
def test_names_that_differ_by_their_apostrophe_are_one(api: Client, anna: Member, apostrophe: str) -> None:
    there = actions.add_person(anna, name=f"Mary O{apostrophe}Neil")
    cards = {"items": [{"line": 1, "name": "Mary O'Neil", "emails": ["mary@example.org"]}]}

    done = api.post("/api/persons/import", json.dumps(cards), "application/json").json()

    assert (done["added"], done["known"]) == (0, 1)
    assert queries.find_person(anna, "mary@example.org") == queries.find_person(anna, "mary o'neil") == there
    assert queries.persons_by_identity(anna)[known_as("name", "Mary O'Neil")] == there.pk
