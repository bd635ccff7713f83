"""The page of a person and what is written on it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.people import actions, queries
from alongside.people.models import Expectation, Person, PersonNote


@pytest.fixture
def as_anna(client: Client, anna: Member) -> Client:
    client.force_login(anna.user)
    return client


@pytest.fixture
def mina(anna: Member) -> Person:
    return actions.add_person(anna, name="Mina Okafor", relation="manager", role="Engineering manager", team="Payments")


def test_the_head_says_who_they_are_and_when_one_talked(as_anna: Client, anna: Member, mina: Person) -> None:
    actions.edit_person(anna, person=mina, friend=True, decides=True)
    actions.touch(anna, person=mina, at=timezone.now() - timedelta(days=21))

    shown = as_anna.get(f"/people/{mina.pk}/").text

    for words in ("Your manager", "Engineering manager, Payments", "inner ring", "a friend", "decides on your"):
        assert words in shown
    assert "Last touchpoint 3 weeks ago (talk)" in shown
    assert "overdue" in shown


def test_somebody_whom_a_calendar_calls_by_the_last_name_first_is_called_by_the_first(
    as_anna: Client, anna: Member
) -> None:
    mina = actions.add_person(anna, name="Okafor, Mina")

    shown = as_anna.get(f"/people/{mina.pk}/").text

    assert "Between you and Mina</h2>" in shown
    assert "Okafor, has" not in shown


def test_an_empty_page_asks_what_a_manager_would_know_of_theirs(as_anna: Client, mina: Person) -> None:
    shown = as_anna.get(f"/people/{mina.pk}/").text

    assert "Nothing written down yet" in shown
    assert "What would you most like to have reached" in shown
    assert "None on record" in shown
    assert "No talk on record" in shown


def test_what_is_asked_of_a_report_is_what_they_want_to_grow_into(as_anna: Client, anna: Member) -> None:
    cleo = actions.add_person(anna, name="Cleo", relation="report")

    assert "in two years that you do not do now" in as_anna.get(f"/people/{cleo.pk}/").text


def test_a_note_is_written_edited_and_taken_away_with_a_way_back(as_anna: Client, anna: Member, mina: Person) -> None:
    path = f"/people/{mina.pk}/notes/"
    written = as_anna.post(path, {"about": "goals", "text": "Payouts by summer"}, follow=True)
    as_anna.post(path, {"about": "goals", "text": "Payouts by spring"})
    edited = as_anna.get(f"/people/{mina.pk}/").text

    removed = as_anna.post(path, {"about": "goals", "text": ""}, follow=True)

    assert f'data-saved="note-{mina.pk}-goals"' in written.text
    assert "Payouts by spring" in edited
    assert "Undo" in removed.text
    assert not PersonNote.objects.visible_to(anna).exists()


def test_htmx_gets_the_section_alone(as_anna: Client, mina: Person) -> None:
    answer = as_anna.post(
        f"/people/{mina.pk}/notes/", {"about": "goals", "text": "Payouts"}, headers={"HX-Request": "true"}
    )

    assert "Payouts" in answer.text
    assert "<h1>" not in answer.text


def test_a_note_that_is_too_long_comes_back(as_anna: Client, anna: Member, mina: Person) -> None:
    answer = as_anna.post(f"/people/{mina.pk}/notes/", {"about": "goals", "text": "long " * 900})

    assert answer.status_code == 422
    assert "4,000 fit" in answer.text
    assert "long long" in answer.text


def test_a_note_about_nothing_is_refused_in_words(as_anna: Client, mina: Person) -> None:
    answer = as_anna.post(f"/people/{mina.pk}/notes/", {"about": "<b>shoes", "text": "38"})

    assert answer.status_code == 422
    assert "&lt;b&gt;shoes" in answer.text


def test_hostile_words_stay_words(as_anna: Client, anna: Member) -> None:
    bad = "<script>alert(1)</script>"
    person = actions.add_person(anna, name=bad, role=bad, team=bad)
    actions.note_person(anna, person=person, about="goals", text=bad)
    expected = actions.expect(anna, person=person, text=bad)
    actions.record_answer(anna, expectation=expected, state="unclear")
    actions.touch(anna, person=person, text=bad)

    for path in (f"/people/{person.pk}/", f"/expectations/{expected.pk}/", "/expectations/"):
        assert "<script>alert" not in as_anna.get(path).text


def test_the_fields_are_edited_and_come_back(as_anna: Client, anna: Member, mina: Person) -> None:
    actions.add_person(anna, name="Elena Petrova")
    typed = {"name": "Mina O.", "relation": "manager", "handle": "mina", "role": "Lead", "team": "Checkout"}

    as_anna.post(
        f"/people/{mina.pk}/edit/",
        typed | {"reports_to": "elena", "cadence": "every", "cadence_days": "21", "decides": "on", "friend": "on"},
    )

    kept = Person.objects.visible_to(anna).select_related("reports_to").get(pk=mina.pk)
    assert (kept.role, kept.team, kept.cadence_days, kept.decides, kept.friend) == ("Lead", "Checkout", 21, True, True)
    assert kept.reports_to == queries.find_person(anna, "elena")
    assert 'value="@elena"' in as_anna.get(f"/people/{mina.pk}/edit/").text


@pytest.mark.parametrize(
    ("cadence", "days", "kept"), [("ring", "21", None), ("never", "21", 0), ("every", "30", 30), ("", "", None)]
)
def test_a_cadence_is_the_rings_a_number_of_days_or_none(
    as_anna: Client, anna: Member, mina: Person, cadence: str, days: str, kept: int | None
) -> None:
    typed = {"name": "Mina", "relation": "manager", "handle": "mina"}

    as_anna.post(f"/people/{mina.pk}/edit/", typed | {"cadence": cadence, "cadence_days": days})

    assert Person.objects.visible_to(anna).get(pk=mina.pk).cadence_days == kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"cadence": "every", "cadence_days": ""}, "after how many days"),
        ({"cadence": "every", "cadence_days": "-3"}, "greater than or equal to 1"),
        ({"cadence": "every", "cadence_days": "soon"}, "whole number"),
        ({"reports_to": "nobody here"}, "Nobody is called"),
        ({"reports_to": "mina"}, "Nobody reports to themself"),
    ],
)
def test_what_cannot_be_is_refused_and_comes_back(
    as_anna: Client, mina: Person, typed: dict[str, str], said: str
) -> None:
    sent = {"name": "Mina Two", "relation": "manager", "handle": "mina"} | typed

    answer = as_anna.post(f"/people/{mina.pk}/edit/", sent)

    assert answer.status_code == 422
    assert said in answer.text
    assert "Mina Two" in answer.text


def test_whom_they_report_to_and_lead_is_told(as_anna: Client, anna: Member, mina: Person) -> None:
    elena = actions.add_person(anna, name="Elena")
    jonas = actions.add_person(anna, name="Jonas", reports_to=mina)
    actions.edit_person(anna, person=mina, reports_to=elena)

    shown = as_anna.get(f"/people/{mina.pk}/").text

    assert f'Reports to <a href="/people/{elena.pk}/">Elena</a>' in shown
    assert f'Leads <a href="/people/{jonas.pk}/">Jonas</a>' in shown


def test_persons_are_merged_by_what_was_typed(as_anna: Client, anna: Member, mina: Person) -> None:
    twin = actions.add_person(anna, name="M. Okafor", handle="mo")

    wrong = as_anna.post(f"/people/{twin.pk}/merge/", {"into": "zoe"}, follow=True)
    as_anna.post(f"/people/{twin.pk}/merge/", {"into": "@mina"})

    assert "Nobody is called" in wrong.text
    assert list(queries.persons_of(anna)) == [mina]


def test_an_expectation_is_written_from_the_page(as_anna: Client, anna: Member, mina: Person) -> None:
    as_anna.post(f"/people/{mina.pk}/expectations/", {"text": "Say early what slips", "since": "2026-09-01"})
    wrong = as_anna.post(f"/people/{mina.pk}/expectations/", {"text": "", "since": "2026-09-01"})

    assert Expectation.objects.visible_to(anna).get().text == "Say early what slips"
    assert "Say early what slips" in as_anna.get(f"/people/{mina.pk}/").text
    assert wrong.status_code == 422


@pytest.mark.parametrize("path", ["notes/", "expectations/"])
def test_others_write_nothing_about_somebody_elses_person(
    client: Client, anna: Member, ben: Member, dan: Member, mina: Person, path: str
) -> None:
    for member in (ben, dan):
        client.force_login(member.user)
        assert client.post(f"/people/{mina.pk}/{path}", {"about": "goals", "text": "x"}).status_code == 404

    assert not PersonNote.objects.visible_to(anna).exists()
    assert not Expectation.objects.visible_to(anna).exists()


def test_the_page_asks_the_database_as_often_for_many(
    as_anna: Client, anna: Member, mina: Person, django_assert_max_num_queries: object
) -> None:
    for number in range(30):
        other = actions.add_person(anna, name=f"Person {number}", reports_to=mina)
        actions.touch(anna, person=mina, text=f"Talk {number}")
        actions.expect(anna, person=mina, text=f"Expectation {number}")
        actions.touch(anna, person=other)

    with django_assert_max_num_queries(15):  # type: ignore[operator]
        as_anna.get(f"/people/{mina.pk}/")
