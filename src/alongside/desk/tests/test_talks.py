"""Today offers the brief before a rare talk, and the answer that somebody waits for."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.evidence import actions as evidence
from alongside.evidence.findings import Finding
from alongside.evidence.models import Piece
from alongside.growth import actions as growth
from alongside.one_on_ones import actions as one_on_ones
from alongside.one_on_ones.models import Pair
from alongside.people import actions as people
from alongside.people.models import KnownOf, Person


@pytest.fixture
def page(client: Client, anna: Member) -> Client:
    client.force_login(anna.user)
    return client


def meet(anna: Member, relation: str, hours: int) -> Pair:
    pair = one_on_ones.pair_up(anna, person=people.add_person(anna, name="Elena Petrova", relation=relation))
    one_on_ones.plan(anna, pair=pair, starts_at=timezone.now() + timedelta(hours=hours))
    return pair


def test_before_a_rare_talk_the_brief_is_offered_and_nothing_twice(page: Client, anna: Member) -> None:
    pair = meet(anna, "skip_level", 5)

    shown = page.get("/").text

    assert "your talk with Elena Petrova" in shown
    assert f"/people/{pair.person_id}/brief/" in shown
    assert "your one-on-one with Elena Petrova" not in shown


@pytest.mark.parametrize(("relation", "hours"), [("skip_level", 30), ("manager", 5)])
def test_other_meetings_are_prepared_as_ever(page: Client, anna: Member, relation: str, hours: int) -> None:
    meet(anna, relation, hours)

    shown = page.get("/").text

    assert "your one-on-one with Elena Petrova" in shown
    assert "/brief/" not in shown


def test_the_brief_is_put_off_for_this_talk_alone(page: Client, anna: Member) -> None:
    pair = meet(anna, "skip_level", 5)
    shown = page.get("/").text
    key = shown.split('name="key" value="brief:')[1].split('"')[0]

    page.post("/today/delay/", {"key": f"brief:{key}", "days": ""})
    gone = page.get("/").text
    one_on_ones.plan(anna, pair=pair, starts_at=timezone.now() + timedelta(hours=3))

    assert "your talk with Elena" not in gone
    assert "your talk with Elena" in page.get("/").text


def test_who_is_asked_finds_it_today_until_they_answer(page: Client, anna: Member, ben: Member) -> None:
    meet(anna, "peer", 50)
    mine = people.add_person(ben, name="Anna", relation="report", email="anna@example.org")
    expectation = people.expect(ben, person=mine, text="Answer within a day")
    before = page.get("/").text
    people.ask_to_confirm(ben, expectation=expectation)

    asked = page.get("/").text
    people.confirm_expectation(anna, expectation=expectation, read="Answer within a day")

    assert "asks whether" not in before
    assert "Ben, who asks whether they understood you" in asked
    assert "asks whether" not in page.get("/").text


def test_what_is_known_of_a_person_is_found(page: Client, anna: Member, cleo: Member) -> None:
    mina = people.add_person(anna, name="Mina")
    people.note_person(anna, person=mina, about="goals", text="Payouts in every country")
    people.expect(anna, person=mina, text="Payouts first")
    theirs = people.add_person(cleo, name="Secret")
    people.note_person(cleo, person=theirs, about="goals", text="Payouts are secret")
    people.expect(cleo, person=theirs, text="Payouts never")

    shown = page.get("/search/", {"q": "payouts"}).text

    assert "Payouts in every country" in shown
    assert "Payouts first" in shown
    assert "secret" not in shown
    assert "never" not in shown


def fill(anna: Member, ben: Member, day: date) -> Person:
    """Something of every kind that Today looks for, and somebody a level up in a meeting of the calendar."""
    elena = people.add_person(anna, name="Elena Petrova", relation="skip_level", email="elena@example.org")
    soon = timezone.now() + timedelta(hours=5)
    named = (("attendee", "", "elena@example.org"), ("attendee", "", "anna@example.org"))
    meeting = Finding(id="m1", kind="meeting", title="Catching up", at=soon, credits=named)
    evidence.keep(anna, source="calendar", origin="work", findings=[meeting])
    pair = one_on_ones.pair_up(ben, person=people.add_person(ben, name="Anna", email="anna@example.org"))
    one_on_ones.plan(ben, pair=pair, starts_at=soon)
    one_on_ones.pair_up(anna, person=people.add_person(anna, name="Mina Abara", relation="manager"))
    _work_with(anna, elena)
    evidence.log(anna, line=f"blocker: the sandbox is down @elena {day - timedelta(days=12)}", today=day)
    noor = people.add_person(anna, name="Noor Haddad", relation="peer")
    noor.created_at -= timedelta(days=30)
    noor.save()
    growth.plan_steps(anna, today=day)
    known = growth.choose_topic(anna, topic="hiring")
    known.chosen_on = day - timedelta(days=100)
    known.save()
    return elena


def _work_with(anna: Member, elena: Person) -> None:
    """Work that she reviewed and somebody unknown merged, with a story, lines of the log and a talk."""
    named = (("reviewer", "", "elena@example.org"), ("merger", "Somebody Else", "else@example.org"))
    at = timezone.now() - timedelta(days=3)
    commit = Finding(
        id="a" * 40, kind="commit", title="Move the ledger", at=at, files=(("src/a.py", 200, 20),), credits=named
    )
    evidence.keep(anna, source="git", origin="payments", findings=[commit])
    evidence.find_pieces(anna)
    piece = Piece.objects.visible_to(anna).get(activities__external_id=commit.id)
    win = evidence.accept(anna, piece=piece)
    evidence.write_story(
        anna, told=evidence.Told(action="Move it", result="moved"), pieces=[piece], entries=[win], witnesses=[elena]
    )
    people.touch(anna, person=elena, text="The ledger")


@pytest.mark.parametrize("with_pair", [False, True])
def test_neither_today_nor_the_brief_asks_more_than_fifteen_queries(
    page: Client,
    anna: Member,
    ben: Member,
    django_assert_max_num_queries: Callable[..., AbstractContextManager[None]],
    with_pair: bool,
) -> None:
    elena = fill(anna, ben, timezone.localdate())
    for about in KnownOf:
        people.note_person(anna, person=elena, about=about, text=f"All of {about}")
    evidence.log(anna, line="win: the ledger is closed in an hour")
    if with_pair:
        one_on_ones.plan(
            anna, pair=one_on_ones.pair_up(anna, person=elena), starts_at=timezone.now() + timedelta(hours=3)
        )
    page.get("/")

    with django_assert_max_num_queries(15):
        shown = page.get("/?later").text
    with django_assert_max_num_queries(15):
        brief = page.get(f"/people/{elena.pk}/brief/").text

    lines = ("your talk with Elena", "one-on-one with Ben", "the sandbox is down", "small step", "“hiring”")
    assert [line for line in lines if line not in shown] == []
    told = (
        "closed in an hour",
        "from your question bank",
        "Move it",
        *(f"All of {about}" for about in KnownOf),
    )
    assert [line for line in told if line not in brief] == []
