from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from alongside.accounts.actions import change_settings
from alongside.accounts.models import Member
from alongside.evidence import actions
from alongside.evidence.models import Piece
from alongside.evidence.tests.touches import BEN, MONDAY, found, keep, meeting, told
from alongside.people import actions as people
from alongside.people import queries
from alongside.people.models import Identity, Person


@pytest.fixture
def okoye(anna: Member) -> Person:
    return people.add_person(anna, name="Ben Okoye", email="ben@example.org")


def test_a_name_that_is_withdrawn_takes_its_contacts_along(anna: Member, okoye: Person) -> None:
    keep(anna, found(1, "review", ("author", "bo", "ben@example.org")))
    by_hand = people.touch(anna, person=okoye)

    people.remove_identity(anna, identity=Identity.objects.visible_to(anna).get(person=okoye))
    actions.find_touchpoints(anna)

    assert list(queries.touchpoints_of(anna)) == [by_hand]


def test_what_vanished_from_the_source_vanishes_here(anna: Member, okoye: Person) -> None:
    keep(anna, meeting(1, 2, BEN), source="calendar")

    actions.mark_vanished(anna, source="calendar", origin="shop", ids=["shop#1"])
    actions.find_touchpoints(anna)

    assert told(anna) == []


def test_looking_again_changes_nothing(anna: Member, okoye: Person) -> None:
    actions.log(anna, line="feedback: @ben liked it 2026-11-02")
    keep(anna, found(1, "pull request", ("reviewer", *BEN), ("merger", *BEN)), meeting(2, 2, BEN))
    before = list(queries.touchpoints_of(anna).values())

    again = actions.find_touchpoints(anna)

    assert (again.new, again.changed, again.removed) == (0, 0, 0)
    assert list(queries.touchpoints_of(anna).values()) == before


def test_what_is_as_it_was_is_not_looked_through_again(
    anna: Member, okoye: Person, django_assert_max_num_queries: Any
) -> None:
    keep(anna, found(1, "review", ("author", *BEN)))

    with django_assert_max_num_queries(100) as asked:
        actions.find_touchpoints(anna)

    assert not [each for each in asked.captured_queries if "details" in each["sql"]]


def test_a_look_that_was_cut_off_is_made_again(anna: Member, okoye: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut_off(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    review = found(1, "review", ("author", *BEN))
    with monkeypatch.context() as patch:
        patch.setattr(people, "keep_strangers", cut_off)
        with pytest.raises(KeyboardInterrupt):
            keep(anna, review)
    before = told(anna)

    actions.find_touchpoints(anna)

    assert (before, told(anna)) == ([], [("Ben Okoye", "review", 0.5)])


def test_a_meeting_that_was_still_to_come_is_a_contact_when_it_is_over(
    anna: Member, okoye: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.now()
    keep(anna, found(1, "meeting", ("attendee", *BEN), at=now + timedelta(minutes=30)), source="calendar")
    before = told(anna)

    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(hours=1))
    actions.find_touchpoints(anna)

    assert (before, len(told(anna))) == ([], 1)


def test_what_a_merge_by_hand_says_they_saw_is_found_again(anna: Member, okoye: Person) -> None:
    keep(anna, found(1, "pull request", ("reviewer", *BEN)), found(2, "pull request", at=MONDAY - timedelta(days=90)))
    earlier, later = Piece.objects.visible_to(anna).order_by("first_on")

    into = actions.merge(anna, pieces=[earlier, later])
    actions.find_touchpoints(anna)

    assert {each.saw for each in queries.touchpoints_of(anna)} == {into.key}


def test_a_new_name_finds_its_contacts_by_itself(
    anna: Member, okoye: Person, settings: Settings, django_capture_on_commit_callbacks: object
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
    keep(anna, found(1, "review", ("author", "bokoye", "")))

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        people.add_identity(anna, kind="login", value="bokoye", person=okoye)

    assert told(anna) == [("Ben Okoye", "review", 0.5)]


@pytest.mark.parametrize(("zone", "reviews"), [("Europe/Berlin", 1), ("UTC", 2), ("America/New_York", 1)])
def test_one_day_is_a_day_of_the_member(anna: Member, okoye: Person, zone: str, reviews: int) -> None:
    late = datetime(2026, 11, 16, 23, 40, tzinfo=UTC)
    keep(
        anna,
        *(found(number, "review", ("author", *BEN), at=late + timedelta(minutes=15 * number)) for number in (1, 2)),
    )

    change_settings(anna, name=anna.name, zone=zone)
    actions.find_touchpoints(anna)

    assert len(told(anna)) == reviews
