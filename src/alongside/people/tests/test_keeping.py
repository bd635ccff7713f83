from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from alongside.accounts.models import Member
from alongside.people import actions
from alongside.people.actions import Contact, KeptTouchpoints
from alongside.people.models import Person, Touchpoint

MONDAY = datetime(2026, 11, 16, 9, tzinfo=UTC)
BEN = (("email", "ben@example.org"), ("name", "Ben Okoye"))


@pytest.fixture
def okoye(anna: Member) -> Person:
    return actions.add_person(anna, name="Ben Okoye", email="ben@example.org")


def review(number: int, **other: object) -> Contact:
    return Contact(**{"known": BEN, "kind": "review", "at": MONDAY, "source_id": f"a/b#{number}", **other})  # type: ignore[arg-type]


def touchpoints(member: Member) -> list[Touchpoint]:
    return list(Touchpoint.objects.visible_to(member).order_by("pk"))


def test_a_contact_becomes_a_touchpoint_once(anna: Member, okoye: Person) -> None:
    first = actions.keep_touchpoints(anna, source="github", contacts=[review(1), review(1)])
    again = actions.keep_touchpoints(anna, source="github", contacts=[review(1)])

    assert (first.new, again) == (1, KeptTouchpoints())
    assert [each.person for each in touchpoints(anna)] == [okoye]


def test_what_changed_in_the_source_changes(anna: Member, okoye: Person) -> None:
    actions.keep_touchpoints(anna, source="github", contacts=[review(1)])

    kept = actions.keep_touchpoints(
        anna, source="github", contacts=[review(1, text="Retries", at=MONDAY + timedelta(1))]
    )

    assert (kept.new, kept.changed) == (0, 1)
    assert (touchpoints(anna)[0].text, touchpoints(anna)[0].at) == ("Retries", MONDAY + timedelta(1))


def test_of_two_contacts_in_one_thing_the_weightier_counts(anna: Member, okoye: Person) -> None:
    actions.keep_touchpoints(anna, source="github", contacts=[review(1, weight=0.3), review(1, weight=0.7), review(1)])

    assert [each.weight for each in touchpoints(anna)] == [1.0]


def test_who_is_no_person_is_left_out(anna: Member) -> None:
    kept = actions.keep_touchpoints(anna, source="github", contacts=[review(1)])

    assert kept == KeptTouchpoints(unknown=1)
    assert not Person.objects.visible_to(anna).exists()


def test_oneself_is_no_contact(anna: Member, okoye: Person) -> None:
    actions.add_identity(anna, kind="email", value="anna@old.example")
    mine = (("email", "Anna@Old.example"), ("name", okoye.name))

    actions.keep_touchpoints(anna, source="git", contacts=[review(1, known=mine)])

    assert not touchpoints(anna)


def test_what_the_source_no_longer_has_goes_when_all_is_handed_over(anna: Member, okoye: Person) -> None:
    actions.keep_touchpoints(anna, source="github", contacts=[review(1), review(2)])
    actions.keep_touchpoints(anna, source="gitlab", contacts=[review(1)])

    kept = actions.keep_touchpoints(anna, source="github", contacts=[review(2)], whole=True)

    assert kept.removed == 1
    assert {(each.source, each.source_id) for each in touchpoints(anna)} == {("github", "a/b#2"), ("gitlab", "a/b#1")}


def test_a_person_of_somebody_else_is_nobody(anna: Member, ben: Member) -> None:
    theirs = actions.add_person(ben, name="Mina")

    kept = actions.keep_touchpoints(anna, source="github", contacts=[review(1, known=theirs.pk)])

    assert kept == KeptTouchpoints(unknown=1)


def test_what_is_no_contact_is_refused(anna: Member, okoye: Person) -> None:
    for wrong in ({"kind": "stare"}, {"at": MONDAY.replace(tzinfo=None)}):
        with pytest.raises(ValidationError):
            actions.keep_touchpoints(anna, source="github", contacts=[review(1, **wrong)])


def test_long_and_strange_texts_are_cut_to_fit(anna: Member, okoye: Person) -> None:
    strange = review(1, source_id="x" * 999, text="a\x00b " * 999, url="u" * 999, saw="s" * 999)

    actions.keep_touchpoints(anna, source="github", contacts=[strange])
    again = actions.keep_touchpoints(anna, source="github", contacts=[strange])

    assert again == KeptTouchpoints()
