"""For programs: what a person does, what is known of them, and what they expect."""

from typing import Any

import pytest
from django.test import Client

from alongside.accounts.actions import issue_token
from alongside.accounts.models import Member
from alongside.people import actions
from alongside.people.models import Expectation, Person

WORDS = "Say early when a date slips"


def api(member: Member) -> Client:
    return Client(headers={"authorization": f"Bearer {issue_token(member, name='test')}"})


def send(client: Client, verb: str, path: str, given: dict[str, Any]) -> Any:
    return getattr(client, verb)(f"/api/{path}", given, "application/json")


@pytest.fixture
def boss(anna: Member, ben: Member) -> Person:
    return actions.add_person(anna, name="The boss", relation="manager", email="ben@example.org")


@pytest.fixture
def asked(anna: Member, boss: Person) -> Expectation:
    drafted = actions.expect(anna, person=boss, text="An earlier wording")
    actions.edit_expectation(anna, expectation=drafted, text=WORDS)
    return actions.ask_to_confirm(anna, expectation=drafted)


def test_a_person_is_told_in_full_and_changed_in_part(anna: Member, boss: Person) -> None:
    told = {"name": "Jonas", "role": "Engineer", "team": "Payments", "reports_to": boss.pk, "cadence_days": 21}

    added = send(api(anna), "post", "persons", told).json()
    changed = send(api(anna), "patch", f"persons/{added['id']}", {"friend": True, "reports_to": None}).json()
    freed = send(api(anna), "patch", f"persons/{added['id']}", {"cadence_days": None, "name": None}).json()

    assert (added["role"], added["reports_to"], added["wanted_every"]) == ("Engineer", boss.pk, 21)
    assert (changed["friend"], changed["reports_to"], changed["team"]) == (True, None, "Payments")
    assert (freed["name"], freed["cadence_days"], freed["wanted_every"], freed["ring"]) == ("Jonas", None, 7, "inner")


def test_a_circle_is_refused_in_words(anna: Member, boss: Person) -> None:
    answer = send(api(anna), "patch", f"persons/{boss.pk}", {"reports_to": boss.pk})

    assert answer.status_code == 422
    assert "Nobody reports to themself" in answer.text


def test_a_person_of_somebody_else_is_no_ones_boss(anna: Member, cleo: Member, boss: Person) -> None:
    theirs = actions.add_person(cleo, name="Elena")

    assert send(api(anna), "patch", f"persons/{boss.pk}", {"reports_to": theirs.pk}).status_code == 404


def test_what_is_known_is_written_and_what_is_not_is_asked(anna: Member, boss: Person) -> None:
    answer = send(api(anna), "put", f"persons/{boss.pk}/known/goals", {"text": "Payouts", "learned_on": "2026-09-01"})
    topics = {topic["about"]: topic for topic in answer.json()["items"]}

    again = send(api(anna), "put", f"persons/{boss.pk}/known/goals", {"text": ""}).json()

    assert (topics["goals"]["text"], topics["goals"]["learned_on"]) == ("Payouts", "2026-09-01")
    assert topics["pressures"]["worth_asking"]
    assert len(topics["pressures"]["questions"]) == 2
    assert not topics["aspirations"]["worth_asking"]
    assert all(not topic["text"] for topic in again["items"])
    assert again == api(anna).get(f"/api/persons/{boss.pk}/known").json()


def test_an_unknown_topic_is_refused_in_words(anna: Member, boss: Person) -> None:
    answer = send(api(anna), "put", f"persons/{boss.pk}/known/shoes", {"text": "38"})

    assert answer.status_code == 422
    assert "say one of goals" in answer.text


def test_an_expectation_goes_to_the_other_side_and_back(anna: Member, ben: Member, boss: Person) -> None:
    written = send(api(anna), "post", f"persons/{boss.pk}/expectations", {"text": WORDS, "since": "2026-09-01"}).json()
    path = f"expectations/{written['id']}"
    send(api(anna), "post", f"{path}/ask", {})

    theirs = api(ben).get("/api/expectations?whose=asked").json()
    corrected = send(api(ben), "post", f"{path}/correct", {"read": WORDS, "text": "A week before"}).json()
    mine = api(anna).get(f"/api/persons/{boss.pk}/expectations").json()

    assert [(each["text"], each["of"], each["mine"]) for each in theirs["items"]] == [(WORDS, "Anna", False)]
    assert (corrected["state"], corrected["told"].split(",")[0]) == ("corrected", "You put it in these words")
    assert [(each["text"], each["asked"], each["person_id"]) for each in mine["items"]] == [
        ("A week before", "Ben", boss.pk)
    ]
    assert [change["did"] for change in mine["items"][0]["changes"]] == [
        "put it so",
        "asked whether it is so",
        "understood it so",
    ]


def test_who_is_asked_is_told_these_words_alone(ben: Member, asked: Expectation) -> None:
    answer = api(ben).get(f"/api/expectations/{asked.pk}")

    assert answer.json()["text"] == WORDS
    assert (answer.json()["person_id"], answer.json()["changes"], answer.json()["asked"]) == (None, [], "")
    assert "An earlier wording" not in answer.text
    assert "The boss" not in answer.text


def test_words_that_were_not_read_are_not_confirmed(ben: Member, asked: Expectation) -> None:
    answer = send(api(ben), "post", f"expectations/{asked.pk}/confirm", {"read": "Other words"})

    assert answer.status_code == 422
    assert "Read it again" in answer.text


def test_who_is_asked_may_drop_it_and_no_more(ben: Member, asked: Expectation) -> None:
    path = f"expectations/{asked.pk}"

    refused = [
        send(api(ben), "patch", path, {"text": "x"}).status_code,
        send(api(ben), "post", f"{path}/withdraw", {}).status_code,
        send(api(ben), "post", f"{path}/answer", {"state": "unclear"}).status_code,
    ]
    dropped = send(api(ben), "post", f"{path}/drop", {}).json()

    assert refused == [403, 403, 403]
    assert dropped["dropped_at"]
    assert send(api(ben), "post", f"{path}/restore", {}).json()["dropped_at"] is None


@pytest.mark.parametrize("name", ["cleo", "dan"])
def test_a_colleague_and_a_stranger_find_nothing(
    cleo: Member, dan: Member, boss: Person, asked: Expectation, name: str
) -> None:
    client = api({"cleo": cleo, "dan": dan}[name])

    for path in (f"expectations/{asked.pk}", f"persons/{boss.pk}/known", f"persons/{boss.pk}/expectations"):
        assert client.get(f"/api/{path}").status_code == 404
    for verb in ("ask", "confirm", "correct", "drop", "restore", "answer", "withdraw"):
        sent = {"read": WORDS, "text": "x", "state": "unclear"}
        assert send(client, "post", f"expectations/{asked.pk}/{verb}", sent).status_code == 404
    assert client.get("/api/expectations?whose=asked").json() == {"items": [], "total": 0}
