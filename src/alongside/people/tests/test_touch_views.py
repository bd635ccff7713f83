import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from alongside.accounts.actions import issue_token
from alongside.accounts.models import Member
from alongside.people import actions, queries
from alongside.people.actions import Contact
from alongside.people.models import Pause, Person, Touchpoint


@pytest.fixture
def mina(anna: Member) -> Person:
    return actions.add_person(anna, name="Mina Okafor", relation="manager")


@pytest.fixture
def as_anna(client: Client, anna: Member) -> Client:
    client.force_login(anna.user)
    return client


@pytest.fixture
def api(anna: Member) -> Client:
    return Client(headers={"authorization": f"Bearer {issue_token(anna, name='test')}"})


def test_one_stroke_notes_a_talk_and_one_takes_it_back(as_anna: Client, anna: Member, mina: Person) -> None:
    answer = as_anna.post(f"/people/{mina.pk}/touch/", {"text": "coffee"}, follow=True)
    touched = queries.touchpoints_of(anna).get()
    undo = f"/people/touchpoints/{touched.pk}/remove/"

    assert undo in answer.text
    as_anna.post(undo)
    assert not queries.touchpoints_of(anna).exists()


def test_taking_back_can_be_taken_back(as_anna: Client, anna: Member, mina: Person) -> None:
    then = timezone.now() - timedelta(days=3)
    touched = actions.touch(anna, person=mina, text="lunch <b>", at=then, kind="question")

    answer = as_anna.post(f"/people/touchpoints/{touched.pk}/remove/", follow=True)
    fields = dict(re.findall(r'name="(kind|text|at)" value="([^"]*)"', answer.text))
    as_anna.post(f"/people/{mina.pk}/touch/", {**fields, "text": "lunch <b>"})

    again = queries.touchpoints_of(anna).get()
    assert (again.kind, again.text, again.at) == ("question", "lunch <b>", then)


def test_a_day_that_is_none_is_said(as_anna: Client, anna: Member, mina: Person) -> None:
    for wrong in ({"on": "soon"}, {"at": "2026-99-99T00:00"}, {"on": "2999-01-01"}, {"on": "1800-01-01"}):
        answer = as_anna.post(f"/people/{mina.pk}/touch/", wrong, follow=True)
        assert any(said in answer.text for said in ("Write the day", "still to come", "before 1970"))

    assert not queries.touchpoints_of(anna).exists()


def test_the_page_of_contacts_tells_where_each_is_from(as_anna: Client, anna: Member, mina: Person) -> None:
    far = Contact(known=mina.pk, kind="meeting", at=timezone.now(), source_id="x", weight=0.05, text="All hands")
    actions.keep_touchpoints(anna, source="calendar", contacts=[far])
    actions.touch(anna, person=mina, text="coffee")

    page = as_anna.get(f"/people/{mina.pk}/touchpoints/").text

    assert "coffee" in page
    assert "calendar" in page
    assert "does not restart" in page
    assert "#meeting" in page, "each contact has the mark of its kind"
    assert "by hand" in page


def test_pauses_are_added_and_removed_with_undo(as_anna: Client, anna: Member, mina: Person) -> None:
    days = {"first_on": "2026-12-24", "last_on": "2027-01-01", "reason": "leave"}
    for path in ("/people/pauses/", f"/people/{mina.pk}/pauses/"):
        assert "leave" in as_anna.post(path, days, follow=True).text
    mine, theirs = Pause.objects.visible_to(anna).order_by("pk")
    assert (mine.person, theirs.person, theirs.last_on) == (None, mina, date(2027, 1, 1))

    answer = as_anna.post(f"/people/pauses/{theirs.pk}/remove/", follow=True)

    assert "Undo" in answer.text
    assert list(Pause.objects.visible_to(anna)) == [mine]


def test_a_wrong_pause_comes_back_with_what_was_typed(as_anna: Client) -> None:
    answer = as_anna.post("/people/pauses/", {"first_on": "2026-12-24", "last_on": "2026-12-01"})

    assert answer.status_code == 422
    assert "before the first" in answer.text
    assert "2026-12-24" in answer.text


def test_others_find_nothing_and_change_nothing(
    client: Client, anna: Member, ben: Member, dan: Member, mina: Person
) -> None:
    touched = actions.touch(anna, person=mina)
    pause = actions.pause(anna, first_on=date(2026, 12, 24), person=mina)
    gets = [f"/people/{mina.pk}/touchpoints/", f"/people/{mina.pk}/pauses/"]
    posts = [
        f"/people/{mina.pk}/touch/",
        f"/people/touchpoints/{touched.pk}/remove/",
        f"/people/pauses/{pause.pk}/remove/",
    ]

    for member in (ben, dan):
        client.force_login(member.user)
        assert {client.get(path).status_code for path in gets} == {404}
        assert {client.post(path).status_code for path in posts} == {404}
    assert (Touchpoint.objects.visible_to(anna).count(), Pause.objects.visible_to(anna).count()) == (1, 1)


def test_the_api_notes_lists_and_removes(api: Client, anna: Member, mina: Person) -> None:
    sent = {"to": "@manager", "text": "coffee", "on": "2025-11-19", "key": "once"}
    first, again = (api.post("/api/touchpoints", sent, "application/json") for _ in range(2))
    listed = api.get(f"/api/touchpoints?person={mina.pk}").json()

    assert (first.status_code, first.json()) == (201, again.json())
    assert (listed["total"], listed["items"][0]["person"], listed["items"][0]["text"]) == (1, "Mina Okafor", "coffee")
    assert api.delete(f"/api/touchpoints/{first.json()['id']}").status_code == 204
    assert api.get("/api/touchpoints").json()["total"] == 0


def test_the_api_says_what_is_wrong(api: Client, anna: Member, mina: Person) -> None:
    for wrong in ({}, {"to": "mina", "kind": "stare"}, {"to": "mina", "at": "2026-01-01T10:00:00Z"}):
        assert api.post("/api/touchpoints", wrong, "application/json").status_code == 422
    assert api.post("/api/touchpoints", {"person": mina.pk + 1}, "application/json").status_code == 404


@pytest.mark.parametrize("day", ["1800-01-01", "0001-01-01", "2999-01-01", "9999-12-31"])
def test_the_api_takes_no_day_that_cannot_be(api: Client, anna: Member, mina: Person, day: str) -> None:
    answers = [
        api.post("/api/touchpoints", {**whom, "on": day}, "application/json")
        for whom in ({"person": mina.pk}, {"to": "New One"})
    ]

    assert [each.status_code for each in answers] == [422, 422]
    assert all("before 1970" in each.text or "still to come" in each.text for each in answers)
    assert not queries.touchpoints_of(anna).exists()


def test_the_api_takes_no_field_that_it_does_not_know(api: Client, anna: Member, mina: Person) -> None:
    answer = api.post("/api/touchpoints", {"person": mina.pk, "day": "2025-11-19"}, "application/json")

    assert (answer.status_code, "day: There is no such field here" in answer.json()["detail"]) == (422, True)
    assert not queries.touchpoints_of(anna).exists()


def test_the_api_pauses(api: Client, anna: Member, mina: Person) -> None:
    made = api.post("/api/pauses", {"first_on": "2026-12-24", "person": mina.pk}, "application/json")

    assert (made.status_code, made.json()["last_on"]) == (201, "2026-12-24")
    assert (api.get("/api/pauses").json()["total"], api.get(f"/api/pauses?person={mina.pk}").json()["total"]) == (0, 1)
    assert api.delete(f"/api/pauses/{made.json()['id']}").status_code == 204


def test_the_api_gives_a_stranger_nothing(dan: Member, anna: Member, mina: Person) -> None:
    touched = actions.touch(anna, person=mina)
    stranger = Client(headers={"authorization": f"Bearer {issue_token(dan, name='test')}"})

    assert stranger.get(f"/api/touchpoints?person={mina.pk}").status_code == 404
    assert stranger.delete(f"/api/touchpoints/{touched.pk}").status_code == 404
    assert stranger.get("/api/touchpoints").json() == {"items": [], "total": 0}
