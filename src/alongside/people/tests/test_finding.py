import pytest
from django.core.exceptions import ValidationError

from alongside.accounts.models import Member
from alongside.people import actions, queries
from alongside.people.models import Person


@pytest.fixture
def jurgen(anna: Member) -> Person:
    actions.add_person(anna, name="Mina Okafor")
    return actions.add_person(anna, name="Jürgen Müller", email="jm@example.org")


@pytest.mark.parametrize(
    "text", ["Jürgen Müller", "@jurgen", "JURGEN", "jm@example.org", "jür", "jurgen mu", " Jürgen "]
)
def test_a_person_is_found_by_what_they_are_called(anna: Member, jurgen: Person, text: str) -> None:
    assert queries.find_person(anna, text) == jurgen


def test_who_could_be_meant_is_named(anna: Member, jurgen: Person) -> None:
    actions.add_person(anna, name="Jutta Ost")

    with pytest.raises(ValidationError, match=r"Jürgen Müller \(@jurgen\), Jutta Ost \(@jutta\)"):
        queries.find_person(anna, "ju")


@pytest.mark.parametrize("text", ["Zoe", "", "@", "%", "\x00"])
def test_nobody_is_said_with_who_there_is(anna: Member, jurgen: Person, text: str) -> None:
    with pytest.raises(ValidationError, match="Mina Okafor"):
        queries.find_person(anna, text)


def test_persons_of_others_are_not_named(ben: Member, jurgen: Person) -> None:
    with pytest.raises(ValidationError, match="no persons are added yet"):
        queries.find_person(ben, "Jürgen")


def test_persons_are_known_by_name_and_address(anna: Member, jurgen: Person) -> None:
    known = queries.persons_by_identity(anna)

    assert known[queries.known_as("name", "JÜRGEN  Müller")] == jurgen.pk
    assert known[queries.known_as("email", "JM@example.org")] == jurgen.pk
