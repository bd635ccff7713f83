"""Who is proposed first, and why."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from alongside.accounts.actions import issue_token
from alongside.accounts.models import Member
from alongside.people import actions, queries
from alongside.people.actions import Contact
from alongside.people.contacts import Name
from alongside.people.models import Identity
from alongside.people.strangers import put_together

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def met(name: str, days_ago: float, number: int = 1, kind: str = "meeting", weight: float = 0.8) -> list[Contact]:
    at = NOW - timedelta(days=days_ago)
    return [Contact((("name", name),), kind, at, weight=weight, source_id=f"{name}{each}") for each in range(number)]


def ranked(*contacts: Contact) -> list[str]:
    return [each.name for each in put_together(contacts)]


@pytest.mark.parametrize("number", [1, 23, 400])
def test_who_was_met_this_week_comes_before_old_acquaintances(number: int) -> None:
    assert ranked(*met("Old Friend", 400, number), *met("New Face", 2)) == ["New Face", "Old Friend"]


def test_of_two_who_were_met_lately_who_was_met_more_often_comes_first() -> None:
    assert ranked(*met("New Face", 1), *met("Old Friend", 9, 3)) == ["Old Friend", "New Face"]


def test_a_crowd_of_yesterday_is_less_than_a_talk_of_last_week() -> None:
    assert ranked(*met("In Crowd", 1, weight=0.05), *met("In Talk", 8)) == ["In Talk", "In Crowd"]


@given(st.lists(st.tuples(st.integers(0, 700_000), st.floats(0, 1)), min_size=1, max_size=30))
def test_another_touchpoint_never_makes_anybody_come_later(before: list[tuple[int, float]]) -> None:
    contacts = [each for days, weight in before for each in met("Ben", days, weight=weight)]

    [less], [more] = put_together(contacts), put_together([*contacts, *met("Ben", 5)])

    assert more.warmth >= less.warmth
    assert more.score > less.score


def test_a_proposal_says_how_often_and_when_last(client: Client, anna: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    actions.keep_strangers(anna, contacts=[*met("Old Friend", 400, 23, "review"), *met("New Face", 3, 3)])
    client.force_login(anna.user)

    page = client.get("/people/proposed/").text

    assert "3 meetings, last on Tuesday" in page
    assert "23 reviews, last on 16 Oct 2025" in page
    assert page.index("New Face") < page.index("Old Friend")
    door = {"authorization": f"Bearer {issue_token(anna, name='test')}"}
    told = client.get("/api/strangers", headers=door).json()["items"]
    assert [each["why"] for each in told] == ["3 meetings, last on Tuesday", "23 reviews, last on 16 Oct 2025"]


@pytest.mark.parametrize("number", [1, 8])
def test_however_many_are_added_all_who_are_there_are_read_once(client: Client, anna: Member, number: int) -> None:
    names = [f"New {word}" for word in "Ash Birch Cedar Elm Fir Larch Oak Pine".split()[:number]]
    found = [replace(each, known=_with_addresses(name)) for name in names for each in met(name, 2)]
    actions.keep_strangers(anna, contacts=found)
    client.force_login(anna.user)
    keys = list(queries.strangers_of(anna).values_list("pk", flat=True))

    with CaptureQueriesContext(connection) as asked:
        client.post("/people/proposed/add/", {"stranger": keys})

    assert {person.name for person in queries.persons_of(anna)} == set(names)
    assert Identity.objects.visible_to(anna).count() == 2 * number
    whole = [each["sql"] for each in asked.captured_queries if not each["sql"].endswith("LIMIT 1")]
    assert len([sql for sql in whole if 'FROM "people_identity"' in sql]) == 1
    assert len([sql for sql in whole if sql.startswith('SELECT "people_person"."handle"')]) == 1


def test_who_is_known_by_a_dot_alone_is_called_so(client: Client, anna: Member) -> None:
    found = [replace(each, known=(("login", "."),)) for each in met("Dot", 2)]
    actions.keep_strangers(anna, contacts=[*found, *met("New Ash", 2)])
    client.force_login(anna.user)

    client.post("/people/proposed/add/", {"stranger": queries.strangers_of(anna).values_list("pk", flat=True)})

    assert [person.name for person in queries.persons_of(anna)] == [".", "New Ash"]


def _with_addresses(name: str) -> tuple[Name, ...]:
    word = name.split()[1].lower()
    return ("name", name), ("email", f"{word}@example.org"), ("email", f"{word}@example.net")


def test_a_thousand_reviews_have_their_mark(client: Client, anna: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    actions.keep_strangers(anna, contacts=met("Old Friend", 400, 1200, "review"))
    client.force_login(anna.user)

    assert "1,200 reviews, last on" in client.get("/people/proposed/").text
