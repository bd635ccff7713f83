from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from alongside.accounts.actions import change_settings
from alongside.accounts.models import Member
from alongside.evidence import actions
from alongside.evidence.findings import Finding
from alongside.evidence.models import Piece
from alongside.people import actions as people
from alongside.people import queries
from alongside.people.models import REAL, Identity, Person, Touchpoint

MONDAY = datetime(2026, 11, 16, 9, tzinfo=UTC)
BEN = ("Ben Okoye", "ben@example.org")
CLEO = ("Cleo Duarte", "cleo@example.org")


@pytest.fixture
def okoye(anna: Member) -> Person:
    return people.add_person(anna, name="Ben Okoye", email="ben@example.org")


def keep(member: Member, *findings: Finding, source: str = "github") -> None:
    actions.keep(member, source=source, origin="shop", findings=findings)
    actions.find_pieces(member)
    actions.find_touchpoints(member)


def found(number: int, kind: str, *credits_: tuple[str, str, str], **told: Any) -> Finding:
    usual: dict[str, Any] = {
        "id": f"shop#{number}",
        "kind": kind,
        "title": "Retry failed captures",
        "at": MONDAY,
        "credits": credits_,
    }
    return Finding(**(usual | told))


def meeting(number: int, people_: int, *others: tuple[str, str], **extra: str) -> Finding:
    credits_ = [("attendee", *other) for other in others]
    return found(number, "meeting", *credits_, extra={"people": str(people_), **extra})


def told(member: Member) -> list[tuple[str, str, float]]:
    return [(each.person.name, each.kind, each.weight) for each in queries.touchpoints_of(member)]


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


def test_nothing_of_it_is_seen_by_others(anna: Member, ben: Member, dan: Member, okoye: Person) -> None:
    keep(anna, meeting(1, 2, BEN))

    for other in (ben, dan):
        actions.find_touchpoints(other)
        assert not Touchpoint.objects.visible_to(other).exists()


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
