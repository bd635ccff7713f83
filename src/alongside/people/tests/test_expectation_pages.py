"""The page of an expectation: for who wrote it, and for who was asked."""

import json
from functools import partial
from itertools import count
from typing import Any

import pytest
from django.test import Client
from django.test.client import MULTIPART_CONTENT

from alongside.accounts.actions import issue_token
from alongside.accounts.models import Member
from alongside.people import actions
from alongside.people.models import Expectation, Person
from alongside.people.tests.meanwhile import before_query

WORDS = "Say early when a date slips"
EARLIER = "They want to be told everything"


@pytest.fixture
def boss(anna: Member, ben: Member) -> Person:
    person = actions.add_person(anna, name="Grumpy boss", relation="manager", email="ben@example.org", handle="grumpy")
    actions.note_person(anna, person=person, about="pressures", text="Fears his own boss")
    return person


@pytest.fixture
def asked(anna: Member, boss: Person) -> Expectation:
    drafted = actions.expect(anna, person=boss, text=EARLIER)
    actions.edit_expectation(anna, expectation=drafted, text=WORDS)
    return actions.ask_to_confirm(anna, expectation=drafted)


def as_member(member: Member) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


def test_who_is_asked_finds_it_today_and_in_the_list(ben: Member, asked: Expectation) -> None:
    page = as_member(ben)

    today, listed = page.get("/?later").text, page.get("/expectations/").text

    assert "Anna, who asks whether they understood you" in today
    assert f"/expectations/{asked.pk}/" in today
    assert "Anna asks whether they understood you" in listed


def test_who_is_asked_sees_these_words_and_nothing_else_of_the_map(
    ben: Member, boss: Person, asked: Expectation
) -> None:
    page = as_member(ben)

    shown = [page.get(path).text for path in (f"/expectations/{asked.pk}/", "/expectations/", "/?later")]

    assert WORDS in shown[0]
    for word in (EARLIER, "Grumpy", "grumpy", "Fears his own boss", f"/people/{boss.pk}/"):
        assert not any(word in text for text in shown), word


def test_one_click_confirms(anna: Member, ben: Member, asked: Expectation) -> None:
    answer = as_member(ben).post(f"/expectations/{asked.pk}/confirm/", {"read": WORDS}, follow=True)

    assert "You confirmed it" in answer.text
    assert Expectation.objects.visible_to(anna).get().state == "confirmed"
    assert "Ben confirmed it" in as_member(anna).get(f"/expectations/{asked.pk}/").text
    assert "asks whether" not in as_member(ben).get("/?later").text


def test_a_few_words_correct(anna: Member, ben: Member, boss: Person, asked: Expectation) -> None:
    sent = {"read": WORDS, "text": "A week before it slips"}

    as_member(ben).post(f"/expectations/{asked.pk}/correct/", sent)

    shown = as_member(anna).get(f"/expectations/{asked.pk}/").text
    assert "A week before it slips" in shown
    assert "Ben put it in these words" in shown
    assert EARLIER in shown
    assert "Ben put it in these words" in as_member(anna).get(f"/people/{boss.pk}/").text


def test_an_answer_to_words_that_changed_comes_back_with_what_was_typed(
    anna: Member, ben: Member, asked: Expectation
) -> None:
    actions.edit_expectation(anna, expectation=asked, text="Other words")

    answer = as_member(ben).post(f"/expectations/{asked.pk}/correct/", {"read": WORDS, "text": "Mine"})

    assert answer.status_code == 422
    assert "put in other words meanwhile" in answer.text
    assert "Mine" in answer.text
    assert "Other words" in answer.text


@pytest.mark.parametrize("verb", ["edit", "ask", "withdraw", "answer"])
def test_who_is_asked_does_nothing_that_is_its_owners(ben: Member, asked: Expectation, verb: str) -> None:
    answer = as_member(ben).post(f"/expectations/{asked.pk}/{verb}/", {"text": "x", "state": "unclear"})

    assert answer.status_code == 403


@pytest.mark.parametrize("name", ["cleo", "dan"])
@pytest.mark.parametrize("verb", ["", "confirm/", "correct/", "drop/", "restore/", "edit/", "ask/", "answer/"])
def test_a_colleague_and_a_stranger_find_nothing(
    cleo: Member, dan: Member, asked: Expectation, name: str, verb: str
) -> None:
    page = as_member({"cleo": cleo, "dan": dan}[name])

    answer = page.post(f"/expectations/{asked.pk}/{verb}", {"read": WORDS, "text": "x", "state": "unclear"})

    assert answer.status_code == (405 if not verb else 404)
    assert page.get(f"/expectations/{asked.pk}/").status_code == 404
    assert WORDS not in page.get("/expectations/").text


def test_either_side_drops_it_and_brings_it_back(anna: Member, ben: Member, asked: Expectation) -> None:
    dropped = as_member(ben).post(f"/expectations/{asked.pk}/drop/", follow=True)
    told = as_member(anna).get(f"/expectations/{asked.pk}/").text

    as_member(anna).post(f"/expectations/{asked.pk}/restore/")

    assert "you dropped it" in dropped.text
    assert "Ben dropped it" in told
    assert "Ben brought it back" not in told
    assert "You brought it back" in as_member(anna).get(f"/expectations/{asked.pk}/").text


@pytest.mark.parametrize(
    ("verb", "given"),
    [
        ("ask", {}),
        ("edit", {"text": "Other words", "read": WORDS, "since": "2026-09-01"}),
        ("answer", {"state": "unclear"}),
    ],
)
def test_what_was_dropped_is_brought_back_before_anything_else(
    anna: Member, ben: Member, boss: Person, verb: str, given: dict[str, str]
) -> None:
    dropped = actions.drop_expectation(anna, expectation=actions.expect(anna, person=boss, text=WORDS))

    page = as_member(anna).post(f"/expectations/{dropped.pk}/{verb}/", given)

    assert page.status_code == 422
    assert "Bring it back first" in page.text
    assert given.get("text", "") in page.text
    dropped.refresh_from_db(from_queryset=Expectation.objects.visible_to(anna))
    assert (dropped.text, dropped.state) == (WORDS, "understood")
    assert not Expectation.objects.visible_to(ben).exists()


def test_what_its_owner_dropped_is_not_said_to_be_dropped_by_who_was_asked(
    anna: Member, ben: Member, asked: Expectation
) -> None:
    actions.confirm_expectation(ben, expectation=asked, read=WORDS)
    actions.drop_expectation(anna, expectation=asked)

    assert "Anna dropped it" in as_member(ben).get(f"/expectations/{asked.pk}/").text


def test_an_answer_stays_an_answer_when_it_was_dropped_in_between(
    anna: Member, ben: Member, asked: Expectation
) -> None:
    actions.confirm_expectation(ben, expectation=asked, read=WORDS)
    actions.drop_expectation(anna, expectation=asked)
    actions.restore_expectation(anna, expectation=asked)

    assert "Ben confirmed it" in as_member(anna).get(f"/expectations/{asked.pk}/").text


def test_taken_back_it_is_gone_for_who_was_asked(anna: Member, ben: Member, asked: Expectation) -> None:
    as_member(anna).post(f"/expectations/{asked.pk}/withdraw/")

    assert as_member(ben).get(f"/expectations/{asked.pk}/").status_code == 404


def test_asking_says_who_is_added(anna: Member, boss: Person) -> None:
    written = actions.expect(anna, person=boss, text=WORDS)

    before = as_member(anna).get(f"/expectations/{written.pk}/").text
    after = as_member(anna).post(f"/expectations/{written.pk}/ask/", follow=True).text

    assert "Ask Ben to confirm" in before
    assert "Only you" in before
    assert "You and Ben" in after


def test_who_has_not_signed_up_answers_in_a_talk(anna: Member) -> None:
    elena = actions.add_person(anna, name="Elena Petrova")
    written = actions.expect(anna, person=elena, text=WORDS)
    page = as_member(anna)

    shown = page.get(f"/expectations/{written.pk}/").text
    page.post(f"/expectations/{written.pk}/answer/", {"state": "corrected", "text": "In writing"})

    assert "has not signed up here" in shown
    told = page.get(f"/expectations/{written.pk}/").text
    assert "Elena Petrova put it in these words in a talk, as you wrote down" in told
    assert "You wrote down how they put it: “In writing”" in told


def test_what_is_unclear_is_raised_or_logged_as_a_blocker(anna: Member, boss: Person) -> None:
    written = actions.expect(anna, person=boss, text="Own the “fraud” & risk topics")
    page = as_member(anna)

    page.post(f"/expectations/{written.pk}/answer/", {"state": "unclear"})

    shown = page.get(f"/people/{boss.pk}/").text
    link = shown.split('href="/log/?line=')[1].split('"')[0]
    logged = page.get(f"/log/?line={link}").text
    assert "Put on our agenda" in shown
    assert "blocker: not clear what is expected of me: “Own the “fraud” &amp; risk topics” @grumpy" in logged


def test_however_many_there_are_each_is_found_in_the_list(anna: Member, ben: Member, boss: Person) -> None:
    theirs = actions.add_person(ben, name="Anna", email="anna@example.org")
    for number in range(60):
        actions.expect(anna, person=boss, text=f"Of Anna {number}.")
        asked = actions.expect(ben, person=theirs, text=f"Of Ben {number}.")
        actions.ask_to_confirm(ben, expectation=asked)
    page = as_member(anna)

    first, second = page.get("/expectations/").text, page.get("/expectations/?mine=2&asked=1").text

    assert "Of Anna 59." in first
    assert "Of Anna 0." not in first
    assert '<a class="button" rel="next" href="?mine=2&amp;asked=1#mine">' in first
    assert "Of Anna 0." in second
    assert "Of Ben 59." in second
    assert "Of Ben 0." in page.get("/expectations/?asked=2").text


def test_an_empty_list_teaches(anna: Member) -> None:
    assert "confirm or correct it in one click" in as_member(anna).get("/expectations/").text


def test_who_founded_the_workspace_finds_no_more_than_any_colleague(anna: Member, ben: Member, cleo: Member) -> None:
    boss = actions.add_person(cleo, name="Ben", relation="manager", email="ben@example.org")
    actions.note_person(cleo, person=boss, about="goals", text="Payouts")
    asked = actions.ask_to_confirm(cleo, expectation=actions.expect(cleo, person=boss, text=WORDS))
    founder = as_member(anna)

    closed = (
        f"/people/{boss.pk}/",
        f"/people/{boss.pk}/edit/",
        f"/people/{boss.pk}/brief/",
        f"/expectations/{asked.pk}/",
    )

    assert [founder.get(path).status_code for path in closed] == [404] * 4
    assert founder.post(f"/expectations/{asked.pk}/confirm/", {"read": WORDS}).status_code == 404
    for path in ("/expectations/", "/people/", "/?later", "/search/?q=payouts", "/search/?q=early"):
        assert WORDS not in founder.get(path).text
        assert "Payouts" not in founder.get(path).text


@pytest.mark.parametrize("path", ["/expectations/{}/confirm/", "/api/expectations/{}/confirm"])
def test_an_answer_to_what_is_taken_back_in_that_moment_finds_nothing(
    anna: Member, ben: Member, asked: Expectation, path: str
) -> None:
    page, answers = as_member(ben), set[int]()
    door = {"authorization": f"Bearer {issue_token(ben, name='test')}"} if "/api/" in path else {}
    given: Any = json.dumps({"read": WORDS}) if door else {"read": WORDS}
    kind = "application/json" if door else MULTIPART_CONTENT
    for number in count(1):
        actions.ask_to_confirm(anna, expectation=asked)
        with before_query(number, partial(actions.withdraw_expectation, anna, expectation=asked)) as happened:
            answers.add(page.post(path.format(asked.pk), given, kind, headers=door).status_code)
        if not happened:
            break

    assert answers == {200 if door else 302, 404}


def test_of_who_was_asked_and_left_the_answer_is_written_down(anna: Member, ben: Member, asked: Expectation) -> None:
    ben.delete()

    as_member(anna).post(f"/expectations/{asked.pk}/answer/", {"state": "confirmed"})

    assert Expectation.objects.visible_to(anna).get().state == "confirmed"
