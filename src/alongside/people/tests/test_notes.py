"""What is known of a person: one note on each topic, and questions for what is not known."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from alongside.accounts.models import Member
from alongside.people import actions
from alongside.people.models import Person, PersonNote


@pytest.fixture
def mina(anna: Member) -> Person:
    return actions.add_person(anna, name="Mina", relation="manager")


def test_what_is_known_is_kept_once_for_each_topic(anna: Member, mina: Person) -> None:
    actions.note_person(anna, person=mina, about="goals", text="Payouts by summer", learned_on=date(2026, 9, 1))

    actions.note_person(anna, person=mina, about="goals", text=" Payouts by spring\r\nTwo new people\x00 ")

    note = PersonNote.objects.visible_to(anna).get()
    assert note.text == "Payouts by spring\nTwo new people"
    assert note.learned_on > date(2026, 9, 1)


def test_the_same_words_again_do_not_make_it_fresher(anna: Member, mina: Person) -> None:
    actions.note_person(anna, person=mina, about="goals", text="Payouts", learned_on=date(2026, 9, 1))

    actions.note_person(anna, person=mina, about="goals", text="Payouts")

    assert PersonNote.objects.visible_to(anna).get().learned_on == date(2026, 9, 1)


def test_an_empty_text_takes_the_note_away(anna: Member, mina: Person) -> None:
    actions.note_person(anna, person=mina, about="goals", text="Payouts")

    gone = actions.note_person(anna, person=mina, about="goals", text="  ")

    assert gone is None
    assert not PersonNote.objects.visible_to(anna).exists()


@pytest.mark.parametrize(
    ("about", "text", "said"), [("shoes", "38", "say one of goals"), ("goals", "x" * 4001, "4,000 fit")]
)
def test_what_cannot_be_noted_is_refused_in_words(anna: Member, mina: Person, about: str, text: str, said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        actions.note_person(anna, person=mina, about=about, text=text)


def test_nobody_notes_on_a_person_of_somebody_else(anna: Member, ben: Member, mina: Person) -> None:
    actions.note_person(anna, person=mina, about="goals", text="Payouts")

    with pytest.raises(PermissionDenied):
        actions.note_person(ben, person=mina, about="goals", text="Mine")

    assert not PersonNote.objects.visible_to(ben).exists()
