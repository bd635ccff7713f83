from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.people import actions, queries
from alongside.people.actions import Contact
from alongside.people.models import Pause, Person, Touchpoint


@pytest.fixture
def mina(anna: Member) -> Person:
    return actions.add_person(anna, name="Mina Okafor", relation="manager")


def test_we_talked_restarts_the_cadence(anna: Member, mina: Person) -> None:
    today = timezone.localdate(timezone=anna.zone)
    actions.touch(anna, person=mina, at=timezone.now() - timedelta(days=20))
    before = [each.person for each in queries.due(anna, today)]

    touched = actions.touch(anna, person=mina, text="  coffee,\x00 spoke about billing ")

    assert before == [mina]
    assert not queries.due(anna, today)
    assert (touched.kind, touched.source, touched.text) == ("talk", "hand", "coffee, spoke about billing")


def test_taking_it_back_is_as_before(anna: Member, mina: Person) -> None:
    touched = actions.touch(anna, person=mina)

    actions.untouch(anna, touchpoint=touched)

    assert queries.standings(anna, timezone.localdate())[mina.pk].last_on is None


def test_what_a_source_tells_is_not_taken_back_by_hand(anna: Member, mina: Person) -> None:
    contact = Contact(known=mina.pk, kind="review", at=timezone.now(), source_id="a/b#1")
    actions.keep_touchpoints(anna, source="github", contacts=[contact])

    with pytest.raises(ValidationError, match="comes from github"):
        actions.untouch(anna, touchpoint=queries.touchpoints_of(anna).get())


def test_a_large_meeting_does_not_restart_it(anna: Member, mina: Person) -> None:
    contact = Contact(known=mina.pk, kind="meeting", at=timezone.now(), source_id="all-hands", weight=0.1)
    actions.keep_touchpoints(anna, source="calendar", contacts=[contact])

    assert queries.standings(anna, timezone.localdate())[mina.pk].last_on is None


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL looks by itself")
def test_after_many_at_once_the_database_knows_how_many_there_are(anna: Member, mina: Person) -> None:
    now = timezone.now()
    many = (Contact(known=mina.pk, kind="talk", at=now, source_id=str(n)) for n in range(1_001))

    actions.keep_touchpoints(anna, source="calendar", contacts=many)

    with connection.cursor() as cursor:  # noqa: TID251
        cursor.execute("SELECT count(*) FROM sqlite_stat1 WHERE tbl = %s", [Touchpoint._meta.db_table])
        assert cursor.fetchone()[0]


def test_a_talk_of_tomorrow_is_refused(anna: Member, mina: Person) -> None:
    with pytest.raises(ValidationError, match="still to come"):
        actions.touch(anna, person=mina, at=timezone.now() + timedelta(days=1))


def test_what_is_no_kind_is_refused(anna: Member, mina: Person) -> None:
    with pytest.raises(ValidationError):
        actions.touch(anna, person=mina, kind="stare")


def test_a_line_that_is_delivered_twice_is_one_touchpoint(anna: Member, mina: Person) -> None:
    first, again = (actions.touch_named(anna, to="@manager", text="coffee", key="once") for _ in range(2))

    assert first == again
    assert first.person == mina


def test_somebody_new_appears_by_themself(anna: Member) -> None:
    assert actions.touch_named(anna, to="@jürgen.groß").person.name == "Jürgen Groß"


def test_a_line_for_nobody_is_refused(anna: Member) -> None:
    with pytest.raises(ValidationError, match="Say with whom"):
        actions.touch_named(anna, to="@")


def test_another_day_is_at_noon_of_it(anna: Member, mina: Person) -> None:
    touched = actions.touch_named(anna, to="mina", on=date(2025, 3, 3))

    assert touched.at == datetime(2025, 3, 3, 12, tzinfo=anna.zone)


def test_nobody_else_touches_or_sees_it(anna: Member, ben: Member, mina: Person) -> None:
    touched = actions.touch(anna, person=mina)

    assert not Touchpoint.objects.visible_to(ben).exists()
    with pytest.raises(PermissionDenied):
        actions.touch(ben, person=mina)
    with pytest.raises(PermissionDenied):
        actions.untouch(ben, touchpoint=touched)


def test_ones_own_leave_pauses_everybody_and_theirs_them_alone(anna: Member, mina: Person) -> None:
    peer = actions.add_person(anna, name="Tom", relation="peer")
    now = timezone.now()
    today = now.astimezone(anna.zone).date()
    for person in (mina, peer):
        actions.touch(anna, person=person, at=now - timedelta(days=30))

    theirs = actions.pause(anna, first_on=today - timedelta(days=29), last_on=today, person=mina)
    left = [each.person for each in queries.due(anna, today)]
    actions.pause(anna, first_on=today, reason="leave")

    assert left == [peer]
    assert not queries.due(anna, today)
    actions.end_pause(anna, pause=theirs)
    assert queries.standings(anna, today)[mina.pk].late


def test_the_same_pause_is_kept_once(anna: Member) -> None:
    for reason in ("leave", "holiday"):
        actions.pause(anna, first_on=date(2026, 12, 24), last_on=date(2026, 12, 26), reason=reason)

    assert [each.reason for each in Pause.objects.visible_to(anna)] == ["holiday"]


def test_a_pause_that_cannot_be_is_refused(anna: Member, ben: Member, mina: Person) -> None:
    for last_on, told in ((date(2026, 12, 1), "before the first"), (date(2036, 12, 1), "three years")):
        with pytest.raises(ValidationError, match=told):
            actions.pause(anna, first_on=date(2026, 12, 24), last_on=last_on)
    with pytest.raises(PermissionDenied):
        actions.pause(ben, first_on=date(2026, 12, 24), person=mina)


def test_standings_ask_three_times_for_all(anna: Member, mina: Person, django_assert_num_queries: object) -> None:
    for number in range(5):
        actions.touch(anna, person=actions.add_person(anna, name=f"Person {number}"))

    with django_assert_num_queries(3):  # type: ignore[operator]
        assert len(queries.standings(anna, timezone.localdate())) == 6
