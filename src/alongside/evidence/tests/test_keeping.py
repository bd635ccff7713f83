from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from alongside.accounts.models import Member
from alongside.evidence import actions
from alongside.evidence.models import Activity, Correction, Piece
from alongside.evidence.tests.findings import finding, small_history


def test_keeping_twice_changes_nothing(anna: Member) -> None:
    first = actions.keep(anna, source="git", origin="payments", findings=small_history())
    before = list(Activity.objects.visible_to(anna).order_by("pk").values())

    again = actions.keep(anna, source="git", origin="payments", findings=small_history())

    assert (first.new, first.seen, again.new, again.seen) == (5, 0, 0, 5)
    assert list(Activity.objects.visible_to(anna).order_by("pk").values()) == before


def test_keeping_nothing_is_fine(anna: Member) -> None:
    assert actions.keep(anna, source="git", origin="payments", findings=()).new == 0


def test_what_the_source_changed_is_refreshed(anna: Member) -> None:
    one = finding(1, "Retry")
    actions.keep(anna, source="git", origin="payments", findings=[one])

    actions.keep(anna, source="git", origin="payments", findings=[replace(one, title="Retry captures")])

    assert Activity.objects.visible_to(anna).get().title == "Retry captures"


def test_a_vanished_activity_is_marked_and_comes_back_when_it_is_found_again(anna: Member) -> None:
    one = finding(1, "Retry")
    actions.keep(anna, source="git", origin="payments", findings=[one])

    marked = actions.mark_vanished(anna, source="git", origin="payments", ids=[one.id])
    assert (marked, Activity.objects.visible_to(anna).exclude(vanished_at=None).count()) == (1, 1)

    actions.keep(anna, source="git", origin="payments", findings=[one])
    assert Activity.objects.visible_to(anna).get().vanished_at is None


def test_the_day_is_the_authors_own(anna: Member) -> None:
    late = datetime(2026, 11, 3, 0, 30, tzinfo=timezone(timedelta(hours=9)))

    actions.keep(anna, source="git", origin="payments", findings=[finding(1, "Late", at=late)])

    activity = Activity.objects.visible_to(anna).get()
    assert (activity.day, activity.utc_offset) == (date(2026, 11, 3), 540)
    assert activity.local_time.hour == 0


@pytest.mark.parametrize(
    "at",
    [
        datetime.min.replace(tzinfo=UTC),
        datetime.max.replace(tzinfo=UTC),
        datetime.min.replace(tzinfo=timezone(timedelta(hours=14))),
        datetime.max.replace(tzinfo=timezone(timedelta(hours=-12))),
        datetime(1969, 7, 20, tzinfo=UTC),
        datetime(2106, 2, 7, tzinfo=timezone(timedelta(hours=-23, minutes=-59))),
    ],
)
def test_odd_moments_are_kept_and_grouped(anna: Member, at: datetime) -> None:
    actions.keep(anna, source="git", origin="payments", findings=[finding(1, "Odd", at=at), finding(2, "Plain")])

    assert actions.find_pieces(anna).pieces == 2


def test_hostile_text_is_kept(anna: Member) -> None:
    hostile = "\x00 \ud800 ' OR 1=1 <script> \u202e 👩🏽‍💻"

    actions.keep(
        anna,
        source="git",
        origin=hostile * 20,
        findings=[finding(1, hostile, body="x" * 10_000_000, files=((hostile, 1, 1),), credits=((hostile,) * 3,))],
    )

    activity = Activity.objects.visible_to(anna).get()
    assert "<script>" in activity.title
    assert "\x00" not in activity.title
    assert len(activity.body) == 20_000


def test_activities_are_their_owners_alone(anna: Member, ben: Member, dan: Member) -> None:
    actions.keep(anna, source="git", origin="payments", findings=small_history())

    assert not Activity.objects.visible_to(ben).exists()
    assert not Activity.objects.visible_to(dan).exists()


def test_two_members_keep_the_same_commit_each(anna: Member, ben: Member) -> None:
    for member in (anna, ben):
        actions.keep(member, source="git", origin="payments", findings=small_history())

    assert Activity.objects.visible_to(anna).count() == Activity.objects.visible_to(ben).count() == 5


def test_what_was_somebody_elses_after_all_is_forgotten(anna: Member, ben: Member) -> None:
    mine, theirs = finding(1, "Cache the price table"), finding(2, "Expire stale prices")
    for member in (anna, ben):
        actions.keep(member, source="git", origin="payments", findings=[mine, theirs])

    forgotten = actions.forget_activities(anna, source="git", ids=[theirs.id, "never-met"])

    assert forgotten == 1
    assert [each.title for each in Activity.objects.visible_to(anna)] == ["Cache the price table"]
    assert Activity.objects.visible_to(ben).count() == 2


def test_a_correction_holds_for_nobody_else_who_did_the_same(anna: Member, ben: Member) -> None:
    one = finding(1, "Replace the lamp")
    actions.keep(anna, source="git", origin="lamps", findings=[one])
    actions.find_pieces(anna)
    actions.retitle(anna, piece=Piece.objects.visible_to(anna).get(), title="What Ben broke")
    actions.forget_activities(anna, source="git", ids=[one.id])

    actions.keep(ben, source="git", origin="lamps", findings=[one])
    actions.find_pieces(ben)

    assert [piece.title for piece in Piece.objects.visible_to(ben)] == ["Replace the lamp"]
    assert Correction.objects.visible_to(anna).get().title == "What Ben broke"
