"""Expectations: what I understood, and what the one who expects it says to that."""

from datetime import date
from itertools import product
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from alongside.accounts.models import Member
from alongside.people import actions
from alongside.people.models import Expectation, ExpectationChange, Person

WORDS = "Say early when a date slips"


@pytest.fixture
def boss(anna: Member, ben: Member) -> Person:
    return actions.add_person(anna, name="The boss", relation="manager", email="Ben@example.org")


@pytest.fixture
def understood(anna: Member, boss: Person) -> Expectation:
    return actions.expect(anna, person=boss, text=WORDS, since=date(2026, 9, 1))


@pytest.fixture
def asked(anna: Member, understood: Expectation) -> Expectation:
    return actions.ask_to_confirm(anna, expectation=understood)


def test_what_was_understood_is_its_owners_until_they_ask(anna: Member, ben: Member, understood: Expectation) -> None:
    assert (understood.state, understood.since) == ("understood", date(2026, 9, 1))
    assert Expectation.objects.visible_to(anna).get() == understood
    assert not Expectation.objects.visible_to(ben).exists()


def test_who_is_asked_sees_it_and_no_colleague_does(ben: Member, cleo: Member, dan: Member, asked: Expectation) -> None:
    assert Expectation.objects.visible_to(ben).get() == asked
    assert not Expectation.objects.visible_to(cleo).exists()
    assert not Expectation.objects.visible_to(dan).exists()


def test_it_is_confirmed_in_one_step(anna: Member, ben: Member, asked: Expectation) -> None:
    actions.confirm_expectation(ben, expectation=asked, read=WORDS)

    kept = Expectation.objects.visible_to(anna).get()
    assert (kept.state, kept.text) == ("confirmed", WORDS)
    assert kept.answered_at


def test_it_is_corrected_and_each_wording_is_kept(anna: Member, ben: Member, asked: Expectation) -> None:
    actions.correct_expectation(ben, expectation=asked, read=WORDS, text="Say it a week before a date slips")

    history = ExpectationChange.objects.visible_to(anna).order_by("pk")
    assert [(change.by, change.state, change.text) for change in history] == [
        (anna, "understood", WORDS),
        (anna, "understood", WORDS),
        (ben, "corrected", "Say it a week before a date slips"),
    ]


def test_how_it_read_before_is_not_told_to_who_was_asked(anna: Member, ben: Member, boss: Person) -> None:
    drafted = actions.expect(anna, person=boss, text="He wants the moon")
    actions.edit_expectation(anna, expectation=drafted, text=WORDS)
    actions.ask_to_confirm(anna, expectation=drafted)
    actions.confirm_expectation(ben, expectation=drafted, read=WORDS)

    told = [change.text for change in ExpectationChange.objects.visible_to(ben)]

    assert told == [WORDS]


def test_words_that_changed_meanwhile_are_not_confirmed(anna: Member, ben: Member, asked: Expectation) -> None:
    actions.edit_expectation(anna, expectation=asked, text="Work at night")

    with pytest.raises(ValidationError, match="put in other words meanwhile"):
        actions.confirm_expectation(ben, expectation=asked, read=WORDS)

    assert Expectation.objects.visible_to(anna).get().state == "understood"


def test_a_correction_is_not_lost_to_an_older_edit(anna: Member, ben: Member, asked: Expectation) -> None:
    actions.correct_expectation(ben, expectation=asked, read=WORDS, text="A week before")

    with pytest.raises(ValidationError, match="put in other words meanwhile"):
        actions.edit_expectation(anna, expectation=asked, text="Mine", read=WORDS)

    assert Expectation.objects.visible_to(anna).get().text == "A week before"


def test_a_line_break_of_another_system_is_no_other_word(anna: Member, ben: Member, boss: Person) -> None:
    asked = actions.expect(anna, person=boss, text="One\r\nTwo")
    actions.ask_to_confirm(anna, expectation=asked)

    actions.confirm_expectation(ben, expectation=asked, read="One\r\nTwo ")

    assert Expectation.objects.visible_to(anna).get().state == "confirmed"


def test_other_words_have_to_be_confirmed_again(anna: Member, ben: Member, asked: Expectation) -> None:
    actions.confirm_expectation(ben, expectation=asked, read=WORDS)

    actions.edit_expectation(anna, expectation=asked, text="Say early what slips")

    kept = Expectation.objects.visible_to(ben).get()
    assert (kept.state, kept.answered_at) == ("understood", None)


def test_another_day_alone_leaves_what_was_confirmed(anna: Member, ben: Member, asked: Expectation) -> None:
    actions.confirm_expectation(ben, expectation=asked, read=WORDS)

    actions.edit_expectation(anna, expectation=asked, text=WORDS, since=date(2026, 1, 1))

    kept = Expectation.objects.visible_to(anna).get()
    assert (kept.state, kept.since) == ("confirmed", date(2026, 1, 1))


def test_its_owner_does_not_answer_for_who_was_asked(anna: Member, asked: Expectation) -> None:
    with pytest.raises(ValidationError, match="You wrote this"):
        actions.confirm_expectation(anna, expectation=asked, read=WORDS)
    with pytest.raises(ValidationError, match="answer it themself"):
        actions.record_answer(anna, expectation=asked, state="confirmed")


def test_who_was_asked_changes_nothing_else_of_it(ben: Member, asked: Expectation) -> None:
    owners: tuple[tuple[Any, dict[str, str]], ...] = (
        (actions.edit_expectation, {"text": "x"}),
        (actions.ask_to_confirm, {}),
        (actions.withdraw_expectation, {}),
        (actions.record_answer, {"state": "unclear"}),
    )
    for verb, given in owners:
        with pytest.raises(PermissionDenied):
            verb(ben, expectation=asked, **given)


def test_a_colleague_and_a_stranger_answer_nothing(cleo: Member, dan: Member, asked: Expectation) -> None:
    verbs: tuple[tuple[Any, dict[str, str]], ...] = (
        (actions.confirm_expectation, {"read": WORDS}),
        (actions.correct_expectation, {"read": WORDS, "text": "x"}),
        (actions.drop_expectation, {}),
        (actions.restore_expectation, {}),
    )
    for member, (verb, given) in product((cleo, dan), verbs):
        with pytest.raises(PermissionDenied):
            verb(member, expectation=asked, **given)


def test_taken_back_it_is_gone_for_who_was_asked(anna: Member, ben: Member, asked: Expectation) -> None:
    actions.confirm_expectation(ben, expectation=asked, read=WORDS)

    actions.withdraw_expectation(anna, expectation=asked)

    assert not Expectation.objects.visible_to(ben).exists()
    assert not ExpectationChange.objects.visible_to(ben).exists()
    assert ExpectationChange.objects.visible_to(anna).filter(by=ben).exists()


@pytest.mark.parametrize("name", ["anna", "ben"])
def test_either_drops_it_and_both_see_who_did(anna: Member, ben: Member, asked: Expectation, name: str) -> None:
    who = {"anna": anna, "ben": ben}[name]

    actions.drop_expectation(who, expectation=asked)

    dropped = Expectation.objects.visible_to(anna).get()
    last = ExpectationChange.objects.visible_to(anna).latest("pk")
    assert dropped.dropped_at
    assert (last.by, last.text) == (who, "")
    actions.restore_expectation(who, expectation=asked)
    assert Expectation.objects.visible_to(anna).get().dropped_at is None


def test_what_was_dropped_is_not_confirmed(anna: Member, ben: Member, asked: Expectation) -> None:
    actions.drop_expectation(anna, expectation=asked)

    with pytest.raises(ValidationError, match="dropped"):
        actions.confirm_expectation(ben, expectation=asked, read=WORDS)


def test_who_is_no_member_is_asked_in_a_talk(anna: Member) -> None:
    elena = actions.add_person(anna, name="Elena")
    understood = actions.expect(anna, person=elena, text=WORDS)
    with pytest.raises(ValidationError, match="Elena has not signed up"):
        actions.ask_to_confirm(anna, expectation=understood)

    actions.record_answer(anna, expectation=understood, state="corrected", text="Say it in writing")

    assert (understood.state, understood.text) == ("corrected", "Say it in writing")
    last = ExpectationChange.objects.visible_to(anna).latest("pk")
    assert (last.by, last.state) == (anna, "corrected")


def test_a_member_of_another_workspace_is_not_asked(anna: Member, dan: Member) -> None:
    stranger = actions.add_person(anna, name="Dan", email="dan@example.org")
    understood = actions.expect(anna, person=stranger, text=WORDS)

    with pytest.raises(ValidationError, match="has not signed up"):
        actions.ask_to_confirm(anna, expectation=understood)


def test_who_signs_up_later_is_found_by_address(anna: Member, cleo: Member) -> None:
    person = actions.add_person(anna, name="C. Duarte")
    actions.add_identity(anna, kind="email", value="Cleo@Example.org", person=person)
    understood = actions.expect(anna, person=person, text=WORDS)

    actions.ask_to_confirm(anna, expectation=understood)

    assert Expectation.objects.visible_to(cleo).get() == understood


def test_asking_anew_takes_back_what_was_written_down_by_hand(
    anna: Member, ben: Member, understood: Expectation
) -> None:
    actions.record_answer(anna, expectation=understood, state="confirmed")

    actions.ask_to_confirm(anna, expectation=understood)

    assert Expectation.objects.visible_to(ben).get().state == "understood"


@pytest.mark.parametrize(("text", "said"), [(" \x00", "Write what is expected"), ("x" * 4001, "4,000 fit")])
def test_no_words_and_too_many_are_refused(anna: Member, boss: Person, text: str, said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        actions.expect(anna, person=boss, text=text)


def test_a_correction_needs_other_words(ben: Member, asked: Expectation) -> None:
    with pytest.raises(ValidationError, match="same words"):
        actions.correct_expectation(ben, expectation=asked, read=WORDS, text=f"{WORDS} ")


def test_what_is_no_answer_is_refused(anna: Member, understood: Expectation) -> None:
    with pytest.raises(ValidationError, match="say one of confirmed"):
        actions.record_answer(anna, expectation=understood, state="understood")
