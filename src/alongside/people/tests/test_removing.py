import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.evidence import actions as evidence
from alongside.evidence.actions import Told
from alongside.people import actions, queries
from alongside.people.models import Person


def test_a_removed_person_stands_in_the_line_all_the_same(anna: Member, mina: Person, twin: Person) -> None:
    gone = actions.add_person(anna, name="Gone", reports_to=mina)
    actions.edit_person(anna, person=twin, reports_to=gone)
    actions.remove_person(anna, person=gone)

    with pytest.raises(ValidationError, match="already reports"):
        actions.edit_person(anna, person=mina, reports_to=twin)


def test_a_removed_witness_stays_a_witness(anna: Member, mina: Person) -> None:
    story = evidence.write_story(anna, told=Told(action="sort it"), witnesses=[mina], entries=[])

    actions.remove_person(anna, person=mina)

    assert mina not in queries.persons_of(anna)
    assert [each.name for each in story.witnesses.visible_to(anna)] == ["Mina Okafor"]
    assert not queries.due(anna, timezone.localdate())
    actions.bring_back_person(anna, person=mina)
    assert mina in queries.persons_of(anna)


def test_naming_a_removed_person_brings_them_back(anna: Member, mina: Person) -> None:
    actions.remove_person(anna, person=mina)

    again = actions.person_for_handle(anna, handle="mina")

    assert again == mina
    assert list(queries.persons_of(anna)) == [mina]


def test_the_handle_of_a_removed_person_is_still_theirs(anna: Member, mina: Person) -> None:
    actions.remove_person(anna, person=mina)

    assert actions.add_person(anna, name="Mina Okafor").handle != mina.handle


def test_a_person_is_removed_and_brought_back_on_pages(client: Client, anna: Member, ben: Member, mina: Person) -> None:
    client.force_login(ben.user)
    assert client.post(f"/people/{mina.pk}/remove/").status_code == 404
    client.force_login(anna.user)

    answer = client.post(f"/people/{mina.pk}/remove/", follow=True)

    assert "Undo" in answer.text
    assert "Mina Okafor" in client.get("/people/gone/").text
    client.post(f"/people/{mina.pk}/bring-back/")
    assert list(queries.persons_of(anna)) == [mina]
