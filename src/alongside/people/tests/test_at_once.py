"""Two windows, or two deliveries of one line, at the same moment. SQLite lets only one of them write at a time."""

from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError

from alongside.accounts.models import Member
from alongside.evidence import actions as evidence
from alongside.people import actions, queries
from alongside.people.importing.run import Run
from alongside.people.models import AddressBook, Aim, Pause, Person, PersonNote, Touchpoint
from alongside.people.tests.meanwhile import TWO_WHO_WRITE, at_once
from alongside.sharing.guard import NotHere

pytestmark = TWO_WHO_WRITE


def add(anna: Member, *names: str) -> list[Person]:
    return [actions.add_person(anna, name=name) for name in names]


def test_two_of_one_name_get_two_handles(anna: Member) -> None:
    one, other = at_once(lambda: actions.add_person(anna, name="Mina Okafor"))

    assert (one.handle, other.handle) == ("mina", "mina.okafor")


def test_a_new_name_in_two_lines_is_one_person(anna: Member) -> None:
    at_once(lambda: evidence.log(anna, line="win: shipped with @mina"))

    assert [each.handle for each in queries.persons_of(anna)] == ["mina"]


def test_one_touch_that_is_delivered_twice_is_one(anna: Member) -> None:
    [mina] = add(anna, "Mina")

    one, other = at_once(lambda: actions.touch(anna, person=mina, key="k1"))

    assert one == other
    assert Touchpoint.objects.visible_to(anna).count() == 1


def test_what_is_kept_once_is_kept_once(anna: Member) -> None:
    [mina] = add(anna, "Mina")
    day = anna.joined_at.date()

    at_once(lambda: actions.note_person(anna, person=mina, about="goals", text="Ship search"))
    at_once(lambda: actions.add_identity(anna, kind="login", value="mo", person=mina))
    at_once(lambda: actions.pause(anna, first_on=day))
    at_once(lambda: actions.aim_for(anna, role="staff"))

    counts = [each.objects.visible_to(anna).count() for each in (PersonNote, Pause, Aim)]
    assert (counts, mina.identities.visible_to(anna).count()) == ([1, 1, 1], 1)


def test_an_address_that_two_get_at_once_stands_for_one(anna: Member) -> None:
    one, other = add(anna, "One", "Other")

    with pytest.raises(ValidationError, match="already stands for One"):
        at_once(
            lambda: actions.add_identity(anna, kind="login", value="mo", person=one),
            other=lambda: actions.add_identity(anna, kind="login", value="mo", person=other),
        )


def test_two_do_not_come_to_report_to_each_other(anna: Member) -> None:
    one, other = add(anna, "One", "Other")

    with pytest.raises(ValidationError, match="already reports"):
        at_once(
            lambda: actions.edit_person(anna, person=one, reports_to=other),
            other=lambda: actions.edit_person(anna, person=other, reports_to=one),
        )


def test_two_are_not_merged_into_each_other(anna: Member) -> None:
    one, other = add(anna, "One", "Other")

    with pytest.raises(NotHere):
        at_once(
            lambda: actions.merge_persons(anna, person=one, into=other),
            other=lambda: actions.merge_persons(anna, person=other, into=one),
        )

    assert list(queries.persons_of(anna)) == [other]


def test_what_is_noted_of_somebody_who_is_merged_is_not_lost(anna: Member) -> None:
    one, other = add(anna, "One", "Other")

    with suppress(NotHere):
        at_once(
            lambda: actions.touch(anna, person=one),
            other=lambda: actions.merge_persons(anna, person=one, into=other),
        )

    assert [each.person for each in queries.touchpoints_of(anna)] == [other]


def test_an_address_book_is_begun_once_and_continued_once(anna: Member) -> None:
    def begin() -> bool:
        try:
            return bool(actions.take_address_book(anna, columns={}))
        except ValidationError:
            return False

    assert at_once(begin) == (True, False)
    books = AddressBook.objects.visible_to(anna)
    books.editable_by(anna).update(failed_at=anna.joined_at, started_at=anna.joined_at)
    one, other = books.get(), books.get()

    at_once(
        lambda: actions.go_on_with_address_book(anna, book=one),
        other=lambda: actions.go_on_with_address_book(anna, book=other),
    )

    assert books.get().goes_on
    assert Run(anna, one).claim()
    assert not Run(anna, other).claim()


def test_an_address_book_that_is_left_is_not_continued(anna: Member) -> None:
    actions.take_address_book(anna, columns={})
    AddressBook.objects.editable_by(anna).update(failed_at=anna.joined_at)
    book = AddressBook.objects.visible_to(anna).get()

    with pytest.raises(NotHere):
        at_once(
            lambda: actions.forget_address_book(anna, book=AddressBook.objects.visible_to(anna).get()),
            other=lambda: actions.go_on_with_address_book(anna, book=book),
        )
