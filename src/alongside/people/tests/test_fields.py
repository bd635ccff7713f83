"""What stands about a person: what they do, where they belong, to whom they report, how often one wants to talk."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from alongside.accounts.models import Member
from alongside.people import actions
from alongside.people.models import Person


def test_a_person_is_told_in_full(anna: Member) -> None:
    elena = actions.add_person(
        anna, name="Elena", relation="skip_level", role=" Director  of engineering ", decides=True
    )

    ben = actions.add_person(anna, name="Ben", relation="manager", team="Payments", reports_to=elena, cadence_days=14)

    assert (elena.role, elena.decides, elena.wanted_every) == ("Director of engineering", True, 90)
    assert (ben.team, ben.reports_to, ben.wanted_every, ben.friend) == ("Payments", elena, 14, False)


def test_what_is_left_out_stays_as_it_is(anna: Member) -> None:
    ben = actions.add_person(anna, name="Ben", role="Manager", team="Payments", friend=True, cadence_days=0)

    actions.edit_person(anna, person=ben, team="Checkout")

    kept = Person.objects.visible_to(anna).get()
    assert (kept.role, kept.team, kept.friend, kept.wanted_every) == ("Manager", "Checkout", True, 0)


def test_the_cadence_of_the_ring_comes_back(anna: Member) -> None:
    ben = actions.add_person(anna, name="Ben", cadence_days=30)

    actions.edit_person(anna, person=ben, cadence_days=None)

    assert ben.wanted_every == 7


@pytest.mark.parametrize("days", [-1, 731, 10**9])
def test_a_cadence_beyond_reason_is_refused(anna: Member, days: int) -> None:
    with pytest.raises(ValidationError, match="from 1 to 730, or 0 for never"):
        actions.add_person(anna, name="Ben", cadence_days=days)

    assert not Person.objects.visible_to(anna).exists()


def test_nobody_reports_to_themself(anna: Member) -> None:
    ben = actions.add_person(anna, name="Ben")

    with pytest.raises(ValidationError, match="Nobody reports to themself"):
        actions.edit_person(anna, person=ben, reports_to=ben)


def test_nobody_stands_above_themself_through_others(anna: Member) -> None:
    elena = actions.add_person(anna, name="Elena")
    ben = actions.add_person(anna, name="Ben", reports_to=elena)
    cleo = actions.add_person(anna, name="Cleo", reports_to=ben)

    with pytest.raises(ValidationError, match="Cleo already reports to Elena"):
        actions.edit_person(anna, person=elena, reports_to=cleo)

    actions.edit_person(anna, person=cleo, reports_to=elena)
    actions.edit_person(anna, person=ben, reports_to=None)
    assert Person.objects.visible_to(anna).get(name="Ben").reports_to is None


def test_a_person_reports_to_no_person_of_somebody_else(anna: Member, ben: Member) -> None:
    theirs = actions.add_person(ben, name="Elena")
    mine = actions.add_person(anna, name="Mina")

    with pytest.raises(PermissionDenied):
        actions.edit_person(anna, person=mine, reports_to=theirs)


def test_a_role_that_is_too_long_is_refused(anna: Member) -> None:
    with pytest.raises(ValidationError, match="80"):
        actions.add_person(anna, name="Ben", role="x" * 81)
