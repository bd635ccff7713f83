import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from alongside.accounts.models import Member
from alongside.people import actions, queries
from alongside.people.models import Identity, Person


def test_a_handle_is_made_from_the_first_name(anna: Member) -> None:
    mina = actions.add_person(anna, name="Mina Okafor")
    other = actions.add_person(anna, name="Mina Ortega")

    assert (mina.handle, other.handle) == ("mina", "mina.ortega")


def test_a_third_of_the_same_name_gets_a_number(anna: Member) -> None:
    handles = [actions.add_person(anna, name="Mina Okafor").handle for _ in range(4)]

    assert handles == ["mina", "mina.okafor", "mina.okafor2", "mina.okafor3"]


def test_a_taken_handle_is_refused_with_what_to_do(anna: Member) -> None:
    actions.add_person(anna, name="Mina")

    with pytest.raises(ValidationError, match="@mina is taken"):
        actions.add_person(anna, name="Other", handle="Mina")


def test_a_person_in_a_line_appears_by_themself(anna: Member) -> None:
    person = actions.person_for_handle(anna, handle="jürgen.groß")

    assert (person.name, person.handle, person.relation) == ("Jürgen Groß", "jurgen.gross", "other")


@pytest.mark.parametrize("handle", ["jurgen", "Jürgen", "JÜRGEN", "jurgen.muller", "Jürgen Müller"])
def test_one_person_is_found_however_they_are_written(anna: Member, handle: str) -> None:
    jurgen = actions.add_person(anna, name="Jürgen Müller")

    assert actions.person_for_handle(anna, handle=handle) == jurgen


def test_the_word_manager_means_the_manager(anna: Member) -> None:
    ben = actions.add_person(anna, name="Ben", relation="manager")

    assert actions.person_for_handle(anna, handle="manager") == ben


def test_two_with_one_first_name_are_not_guessed(anna: Member) -> None:
    actions.add_person(anna, name="Tom Ash", handle="ta")
    actions.add_person(anna, name="Tom Birch", handle="tb")

    assert actions.person_for_handle(anna, handle="tom").handle == "tom"


def test_somebody_else_has_their_own_persons(anna: Member, ben: Member) -> None:
    mina = actions.add_person(anna, name="Mina")

    assert actions.person_for_handle(ben, handle="mina") != mina
    assert not Person.objects.visible_to(ben).filter(pk=mina.pk).exists()
    with pytest.raises(PermissionDenied):
        actions.edit_person(ben, person=mina, name="Other")


def test_a_colleague_who_is_signed_up_is_recognised_by_address(anna: Member, ben: Member) -> None:
    person = actions.add_person(anna, name="Ben", email="Ben@example.org")

    assert queries.member_behind(anna, person) == ben


def test_an_identity_is_kept_once_and_can_be_put_back(anna: Member) -> None:
    first = actions.add_identity(anna, kind="email", value="anna@old.example")
    again = actions.add_identity(anna, kind="email", value=" Anna@Old.example ")

    assert again == first
    actions.remove_identity(anna, identity=first)
    assert not queries.my_identities(anna).exists()
    actions.add_identity(anna, kind="email", value="anna@old.example")
    assert queries.my_identities(anna).count() == 1


def test_an_identity_of_somebody_else_is_not_taken_over(anna: Member) -> None:
    actions.add_person(anna, name="Mina", email="mina@example.org")

    with pytest.raises(ValidationError, match="already stands for Mina"):
        actions.add_identity(anna, kind="email", value="mina@example.org")


def test_an_identity_moves_from_one_person_to_another(anna: Member, ben: Member) -> None:
    mina = actions.add_person(anna, name="Mina", email="tom@example.org")
    tom = actions.add_person(anna, name="Tom")
    known = Identity.objects.visible_to(anna).get(person=mina)

    actions.move_identity(anna, identity=known, person=tom)

    assert queries.find_person(anna, "tom@example.org") == tom
    with pytest.raises(PermissionDenied):
        actions.move_identity(ben, identity=known, person=tom)
    with pytest.raises(PermissionDenied):
        actions.move_identity(anna, identity=known, person=actions.add_person(ben, name="Somebody"))


def test_ones_own_identity_is_not_moved(anna: Member) -> None:
    mine = actions.add_identity(anna, kind="email", value="anna@old.example")

    with pytest.raises(ValidationError, match="Say first that it is not"):
        actions.move_identity(anna, identity=mine, person=actions.add_person(anna, name="Tom"))


def test_what_is_no_kind_of_identity_is_refused(anna: Member) -> None:
    with pytest.raises(ValidationError):
        actions.add_identity(anna, kind="shoe size", value="38")


def test_merged_persons_keep_all_names(anna: Member) -> None:
    mina = actions.add_person(anna, name="Mina Okafor", email="mina@example.org")
    twin = actions.add_person(anna, name="M. Okafor", handle="mo", email="mo@example.org")

    actions.merge_persons(anna, person=twin, into=mina)

    assert list(queries.persons_of(anna)) == [mina]
    assert set(Identity.objects.visible_to(anna).filter(person=mina).values_list("value", flat=True)) == {
        "mina@example.org",
        "mo@example.org",
        "mo",
        "M. Okafor",
    }
    assert queries.find_person(anna, "mo") == mina
