from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from alongside.accounts.actions import issue_token
from alongside.accounts.models import Member
from alongside.people import actions, queries
from alongside.people.actions import Contact
from alongside.people.models import Merge


@pytest.fixture
def api(anna: Member) -> Client:
    return Client(headers={"authorization": f"Bearer {issue_token(anna, name='test')}"})


def test_those_who_are_due_come_with_why(api: Client, anna: Member) -> None:
    boss = actions.add_person(anna, name="Mina", relation="manager")
    actions.touch(anna, person=actions.add_person(anna, name="Tom"))
    actions.touch(anna, person=boss, at=timezone.now() - timedelta(days=30))

    everyone, due, ring = (api.get(f"/api/standings{query}").json() for query in ("", "?due=true", "?ring=support"))

    assert [each["name"] for each in everyone["items"]] == ["Mina", "Tom"]
    assert [(each["name"], each["state"], each["is_due"]) for each in due["items"]] == [("Mina", "long", True)]
    assert ring["total"] == 0
    assert api.get("/api/standings?ring=circus").status_code == 422


def test_contacts_come_in_and_what_is_odd_is_told(api: Client, anna: Member) -> None:
    items = [{"line": 1, "name": "Ben", "emails": ["ben@example.org"]}, {"line": 9, "name": "Cleo", "emails": ["?"]}]

    dry = api.post("/api/persons/import", {"items": items, "dry_run": True}, "application/json").json()
    done = api.post("/api/persons/import", {"items": items, "relation": "peer"}, "application/json").json()

    assert (dry["added"], done["added"], done["told"][0]["line"]) == (2, 2, 9)
    assert [each.relation for each in queries.persons_of(anna)] == ["peer", "peer"]


def test_those_who_are_proposed_are_added_or_dismissed(api: Client, anna: Member, ben: Member) -> None:
    known = [(("name", f"{name} Okoye"),) for name in ("Ben", "Cleo")]
    actions.keep_strangers(anna, contacts=[Contact(each, "review", timezone.now()) for each in known])
    first, second = (each["id"] for each in api.get("/api/strangers").json()["items"])

    added = api.post("/api/strangers/add", {"ids": [first], "relation": "peer"}, "application/json")
    gone = api.post("/api/strangers/dismiss", {"ids": [second]}, "application/json")

    assert (added.status_code, gone.status_code) == (201, 204)
    assert api.get("/api/strangers").json()["total"] == 0
    assert api.get("/api/strangers?dismissed=true").json()["total"] == 1
    theirs = Client(headers={"authorization": f"Bearer {issue_token(ben, name='test')}"})
    assert theirs.post("/api/strangers/add", {"ids": [second]}, "application/json").status_code == 404


def test_a_merge_and_a_removal_are_taken_back(api: Client, anna: Member) -> None:
    mina, twin = (actions.add_person(anna, name=name) for name in ("Mina", "Other"))
    api.post(f"/api/persons/{twin.pk}/merge", {"into": mina.pk}, "application/json")
    merge = api.get("/api/merges").json()["items"][0]

    parted = api.post(f"/api/merges/{merge['id']}/part")
    removed = api.post(f"/api/persons/{mina.pk}/remove")

    assert (parted.json()["name"], merge["into"], removed.status_code) == ("Other", mina.pk, 204)
    assert api.get("/api/persons").json()["total"] == 1
    assert api.post(f"/api/persons/{mina.pk}/bring-back").json()["name"] == "Mina"
    assert not Merge.objects.visible_to(anna).exists()
