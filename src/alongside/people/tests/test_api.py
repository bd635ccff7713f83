import json

import pytest
from django.test import Client

from alongside.accounts.actions import issue_token
from alongside.accounts.models import Member
from alongside.people import actions


@pytest.fixture
def api(anna: Member) -> Client:
    return Client(headers={"authorization": f"Bearer {issue_token(anna, name='test')}"})


def test_a_person_is_added_found_and_edited(api: Client) -> None:
    added = api.post("/api/persons", {"name": "Jürgen Müller"}, "application/json")
    assert (added.status_code, added.json()["handle"]) == (201, "jurgen")

    changed = api.patch(f"/api/persons/{added.json()['id']}", {"relation": "manager"}, "application/json")

    assert (changed.json()["name"], changed.json()["relation"]) == ("Jürgen Müller", "manager")
    assert api.get("/api/persons/find?text=jür").json()["relation"] == "manager"
    assert api.get("/api/persons").json()["total"] == 1


def test_nobody_is_said_in_words(api: Client) -> None:
    answer = api.get("/api/persons/find?text=zoe")

    assert answer.status_code == 422
    assert "Nobody is called" in json.loads(answer.content)["detail"]


def test_a_person_of_somebody_else_is_not_there(api: Client, ben: Member) -> None:
    theirs = actions.add_person(ben, name="Mina")

    assert api.get(f"/api/persons/{theirs.pk}").status_code == 404
    assert api.patch(f"/api/persons/{theirs.pk}", {"name": "x"}, "application/json").status_code == 404
