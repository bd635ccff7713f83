from datetime import timedelta

import pytest
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.evidence import actions
from alongside.evidence.tests.touches import BEN, CLEO, MONDAY, found, keep, meeting, told
from alongside.people import actions as people
from alongside.people import queries
from alongside.people.models import REAL, Person, Touchpoint


@pytest.fixture
def okoye(anna: Member) -> Person:
    return people.add_person(anna, name="Ben Okoye", email="ben@example.org")


def test_a_review_that_i_received_says_what_they_saw(anna: Member, okoye: Person) -> None:
    keep(anna, found(1, "pull request", ("reviewer", *BEN), url="https://git.example.org/1"))

    [touch] = queries.touchpoints_of(anna)
    assert (touch.kind, touch.source, touch.text, touch.url) == (
        "review",
        "github",
        "Retry failed captures",
        "https://git.example.org/1",
    )
    assert touch.saw
    assert touch.weight >= REAL


def test_a_review_that_i_gave_shows_them_nothing_of_mine(anna: Member, okoye: Person) -> None:
    keep(anna, found(1, "review", ("author", *BEN), ("reviewer", *CLEO)))

    [touch] = queries.touchpoints_of(anna)
    assert (touch.kind, touch.saw) == ("review", "")


def test_work_together_answers_and_thanks_are_contacts(anna: Member, okoye: Person) -> None:
    keep(
        anna,
        found(1, "commit", ("co-author", *BEN)),
        found(2, "comment", ("author", *BEN), at=MONDAY - timedelta(days=1)),
        found(3, "thanks", ("author", *BEN), at=MONDAY - timedelta(days=2)),
        found(
            4,
            "message",
            ("asked", *BEN),
            at=MONDAY - timedelta(days=3),
            extra={"channel": "help"},
            title="Secret words",
        ),
    )

    assert [kind for _, kind, _ in told(anna)] == ["joint_work", "question", "thanks", "message"]
    assert {each.text for each in queries.touchpoints_of(anna) if each.kind == "message"} == {"#help"}


@pytest.mark.parametrize(
    ("number", "weight", "kind"),
    [(2, 1.0, "one_on_one"), (3, 0.8, "meeting"), (8, 0.5, "meeting"), (9, 0.1, "meeting"), (60, 0.05, "meeting")],
)
def test_a_large_meeting_counts_for_little(anna: Member, okoye: Person, number: int, weight: float, kind: str) -> None:
    keep(anna, meeting(1, number, BEN), source="calendar")

    assert told(anna) == [("Ben Okoye", kind, weight)]


def test_each_instance_of_a_series_is_one_contact(anna: Member, okoye: Person) -> None:
    series = [meeting(week, 2, BEN, series="1:1") for week in range(3)]

    for _ in range(2):
        keep(anna, *series, source="calendar")

    assert told(anna) == [("Ben Okoye", "one_on_one", 1.0)] * 3


def test_a_meeting_that_i_led_was_hosted(anna: Member, okoye: Person) -> None:
    keep(anna, meeting(1, 5, BEN, meeting="led"), source="calendar")

    assert told(anna) == [("Ben Okoye", "hosted", 0.5)]


def test_being_on_call_is_no_contact_and_an_open_invitation_half_of_one(anna: Member, okoye: Person) -> None:
    keep(
        anna,
        meeting(1, 2, BEN, meeting="on-call"),
        meeting(2, 4, BEN, uncertain="You had not said whether you would come."),
        source="calendar",
    )

    assert told(anna) == [("Ben Okoye", "meeting", 0.4)]


def test_who_never_answered_and_a_mailing_list_make_no_one_on_one(anna: Member, okoye: Person) -> None:
    keep(
        anna,
        found(1, "meeting", ("invited", *BEN), extra={"people": "2"}),
        meeting(2, 2, BEN, group="yes"),
        source="calendar",
    )

    assert told(anna) == [("Ben Okoye", "meeting", 0.05), ("Ben Okoye", "meeting", 0.1)]


def test_what_is_still_to_come_is_no_contact_yet(anna: Member, okoye: Person) -> None:
    keep(
        anna,
        meeting(1, 2, BEN),
        found(2, "meeting", ("attendee", *BEN), at=timezone.now() + timedelta(days=1)),
        source="calendar",
    )

    assert len(told(anna)) == 1


def test_ten_commits_of_a_series_are_one_review(anna: Member, okoye: Person) -> None:
    keep(anna, *(found(number, "review", ("author", *BEN)) for number in range(10)))

    assert len(told(anna)) == 1


def test_who_is_no_person_is_left_out_until_they_are_one(anna: Member) -> None:
    keep(anna, found(1, "review", ("author", *CLEO)))
    before = told(anna)
    people.add_person(anna, name="Cleo Duarte")

    actions.find_touchpoints(anna)

    assert before == []
    assert told(anna) == [("Cleo Duarte", "review", 0.5)]


def test_what_others_handed_down_under_the_same_source_stays(anna: Member, okoye: Person) -> None:
    contact = people.Contact(known=okoye.pk, kind="meeting", at=MONDAY, source_id="of somebody else")
    people.keep_touchpoints(anna, source="calendar", contacts=[contact])

    keep(anna, meeting(1, 2, BEN), source="calendar")

    assert len(told(anna)) == 2


def test_thanks_in_the_log_are_a_contact_and_a_mention_is_none(anna: Member, okoye: Person) -> None:
    thanks = actions.log(anna, line="thanks: @ben said the retries saved the launch yesterday")
    actions.log(anna, line="win: shipped retries with @ben")

    assert told(anna) == [("Ben Okoye", "thanks", 0.6)]
    actions.archive(anna, entry=thanks)
    assert told(anna) == []
    actions.restore(anna, entry=thanks)
    actions.find_touchpoints(anna)
    assert told(anna) == [("Ben Okoye", "thanks", 0.6)]
    actions.edit(anna, entry=thanks, line="note: nothing")
    assert told(anna) == []


def test_nothing_of_it_is_seen_by_others(anna: Member, ben: Member, dan: Member, okoye: Person) -> None:
    keep(anna, meeting(1, 2, BEN))

    for other in (ben, dan):
        actions.find_touchpoints(other)
        assert not Touchpoint.objects.visible_to(other).exists()
