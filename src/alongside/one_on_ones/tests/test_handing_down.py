from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from alongside.accounts.models import Member
from alongside.one_on_ones import actions
from alongside.one_on_ones.models import Pair, occurrence_of
from alongside.one_on_ones.tests.conftest import NOON
from alongside.people import actions as people
from alongside.people import queries


def met(member: Member) -> list[tuple[str, str, str]]:
    return [(each.person.name, each.kind, each.text) for each in queries.touchpoints_of(member)]


def test_a_meeting_that_was_held_is_a_touchpoint_of_both(anna: Member, ben: Member, shared: Pair) -> None:
    people.add_person(ben, name="Anna B.", relation="report", email="anna@example.org")
    point = actions.add_point(anna, pair=shared, line="question: who covers Christmas?", audience="both")
    own = actions.add_point(anna, pair=shared, line="question: my own", audience="me")
    for each in (point, own):
        actions.mark_done(anna, point=each)

    actions.hold(anna, pair=shared, occurrence=occurrence_of(NOON + timedelta(hours=1)))

    assert met(anna) == [("Ben the boss", "one_on_one", "who covers Christmas?")]
    assert met(ben) == [("Anna B.", "one_on_one", "who covers Christmas?")]


def test_points_stand_apart_and_none_is_cut_within_a_word(as_anna: Client, anna: Member, shared: Pair) -> None:
    lines = [
        "x86/hvm: who covers, and for how long?",
        "a plan, which " + "goes on " * 12,
        *["more of the same " * 4] * 6,
    ]
    for line in lines:
        actions.mark_done(anna, point=actions.add_point(anna, pair=shared, line=f"question: {line}"))

    actions.hold(anna, pair=shared, occurrence=occurrence_of(NOON + timedelta(hours=1)))
    shown = as_anna.get(f"/people/{shared.person_id}/").text

    [(_, _, text)] = met(anna)
    assert text.startswith("x86/hvm: who covers, and for how long? · a plan, which goes on")
    assert "goes on … · more of the same" in text
    assert text.endswith(" · …")
    assert text in shown


@pytest.mark.parametrize("reopened", [False, True])
def test_what_is_taken_back_leaves_the_touchpoint_of_the_other(
    anna: Member, ben: Member, shared: Pair, reopened: bool
) -> None:
    people.add_person(ben, name="Anna B.", relation="report", email="anna@example.org")
    point = actions.add_point(anna, pair=shared, line="question: who covers Christmas?", audience="both")
    actions.mark_done(anna, point=point)
    actions.hold(anna, pair=shared, occurrence=occurrence_of(NOON + timedelta(hours=1)))
    point.refresh_from_db()
    if reopened:
        actions.reopen_point(anna, point=point)

    actions.withdraw_point(anna, point=point)

    assert met(ben) == [("Anna B.", "one_on_one", "")]


def test_a_meeting_that_was_called_off_is_none(anna: Member, shared: Pair) -> None:
    occurrence = occurrence_of(NOON - timedelta(days=7) + timedelta(hours=1))
    actions.hold(anna, pair=shared, occurrence=occurrence)
    held = met(anna)

    actions.skip(anna, pair=shared, occurrence=occurrence)

    assert len(held) == 1
    assert met(anna) == []


def test_handing_down_again_changes_nothing(anna: Member, shared: Pair) -> None:
    actions.hold(anna, pair=shared, occurrence=occurrence_of(NOON + timedelta(hours=1)))
    before = list(queries.touchpoints_of(anna).values())

    actions.hand_down(anna, pair=shared)

    assert list(queries.touchpoints_of(anna).values()) == before


def test_a_stranger_hands_down_nothing(dan: Member, shared: Pair) -> None:
    with pytest.raises(PermissionDenied):
        actions.hand_down(dan, pair=shared)
