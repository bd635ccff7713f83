"""Identities for programs."""

import pytest
from django.test import Client

from alongside.accounts.actions import issue_token
from alongside.accounts.models import Member
from alongside.people.actions import add_person
from alongside.sources.collectors.git.tests.repositories import Made
from alongside.sources.models import Collection
from alongside.sources.tests.conftest import collected


@pytest.fixture
def api(engineer: Member) -> Client:
    return Client(headers={"authorization": f"Bearer {issue_token(engineer, name='test')}"})


def test_my_identities_come_and_go_and_are_counted(api: Client, engineer: Member, made: Made) -> None:
    collected(engineer, made)
    added = api.post("/api/identities", {"kind": "email", "value": "somebody@example.org"}, "application/json").json()
    begun = Collection.objects.visible_to(engineer).get(done_at=None)

    removed = api.delete(f"/api/identities/{added['id']}").status_code

    assert begun.repository
    assert removed == 204
    assert [each["value"] for each in api.get("/api/identities").json()["items"]] == ["Engineer@Example.org"]


def test_an_identity_of_a_person_moves_to_another(api: Client, engineer: Member) -> None:
    mina, tom = (add_person(engineer, name=name) for name in ("Mina", "Tom"))
    given = {"kind": "email", "value": "tom@example.org", "person_id": mina.pk}
    added = api.post("/api/identities", given, "application/json").json()

    moved = api.patch(f"/api/identities/{added['id']}", {"person_id": tom.pk}, "application/json").json()

    assert (added["person_id"], moved["person_id"]) == (mina.pk, tom.pk)


def test_a_mistyped_field_makes_nobodys_address_mine(api: Client, engineer: Member) -> None:
    mina = add_person(engineer, name="Mina")
    given = {"kind": "email", "value": "mina@example.org", "person": mina.pk}

    answer = api.post("/api/identities", given, "application/json")

    assert (answer.status_code, "person: There is no such field here" in answer.json()["detail"]) == (422, True)
    assert "mina@example.org" not in api.get("/api/identities").text


def test_what_could_be_mine_is_told_with_its_reasons_until_it_is_refused(
    api: Client, engineer: Member, made: Made
) -> None:
    made.commit("From home", {"home.py": "1\n"}, person=("ANNA", "anna@home.example"))
    collected(engineer, made)
    told = api.get("/api/identities/proposals").json()["items"]

    api.post("/api/identities/refuse", {"kind": "email", "value": "anna@home.example"}, "application/json")

    assert [each["reasons"] for each in told if each["value"] == "anna@home.example"] == [
        ["the same name as you: ANNA"]
    ]
    assert "anna@home.example" not in api.get("/api/identities/proposals").content.decode()


def test_the_identity_of_somebody_elses_person_is_not_there(api: Client, ben: Member) -> None:
    theirs = add_person(ben, name="Mina")
    given = {"kind": "name", "value": "x", "person_id": theirs.pk}

    assert api.post("/api/identities", given, "application/json").status_code == 404
