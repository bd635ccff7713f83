"""Somebody merges or removes a person between finding them and writing: nothing is lost, nobody rises from the dead."""

from functools import partial
from typing import Any

import pytest
from django.test import Client

from alongside.accounts.models import Member
from alongside.people import actions, queries
from alongside.people.models import Merge, Person
from alongside.people.tests.meanwhile import after_writing, before_writing

FORM = {"name": "Mina O.", "relation": "peer", "handle": "mina", "role": "architect"}
WAYS: dict[str, dict[str, Any]] = {
    "edit/": FORM,
    "place/": {"ring": "support"},
    "touch/": {"text": "coffee"},
    "notes/": {"about": "goals", "text": "Ship search"},
    "expectations/": {"text": "Say early when a date slips"},
    "identities/add/": {"kind": "login", "value": "mo"},
    "remove/": {},
    "bring-back/": {},
}


@pytest.fixture
def mina(anna: Member) -> Person:
    return actions.add_person(anna, name="Mina Okafor", email="mina@example.org")


@pytest.fixture
def twin(anna: Member) -> Person:
    return actions.add_person(anna, name="Twin")


@pytest.fixture
def page(client: Client, anna: Member) -> Client:
    client.force_login(anna.user)
    return client


@pytest.mark.parametrize("way", WAYS)
def test_who_was_merged_in_that_moment_is_not_found(
    page: Client, anna: Member, mina: Person, twin: Person, way: str
) -> None:
    with before_writing(partial(actions.merge_persons, anna, person=mina, into=twin)):
        answer = page.post(f"/people/{mina.pk}/{way}", WAYS[way])

    assert answer.status_code == 404
    assert list(Person.objects.visible_to(anna)) == [twin]


def test_who_is_merged_twice_in_one_moment_is_merged_once(
    page: Client, anna: Member, mina: Person, twin: Person
) -> None:
    with before_writing(partial(actions.merge_persons, anna, person=mina, into=twin)):
        answer = page.post(f"/people/{mina.pk}/merge/", {"into": twin.pk})

    assert answer.status_code == 404
    assert Merge.objects.visible_to(anna).count() == 1


def test_a_merge_offers_to_undo_itself_and_not_one_of_that_moment(
    page: Client, anna: Member, mina: Person, twin: Person
) -> None:
    third = actions.add_person(anna, name="Third")

    with after_writing(partial(actions.merge_persons, anna, person=third, into=twin)):
        answer = page.post(f"/people/{mina.pk}/merge/", {"into": twin.pk}, follow=True)

    first, second = Merge.objects.visible_to(anna).order_by("pk")
    assert first.name == "Mina Okafor"
    toast = answer.text.split('id="toasts"')[1]
    assert f"/people/merges/{first.pk}/part/" in toast
    assert f"/people/merges/{second.pk}/part/" not in toast


def test_who_is_parted_twice_at_once_is_parted_once(page: Client, anna: Member, mina: Person, twin: Person) -> None:
    actions.merge_persons(anna, person=mina, into=twin)
    merge = Merge.objects.visible_to(anna).get()
    same = Merge.objects.visible_to(anna).get()

    with before_writing(partial(actions.part_persons, anna, merge=same)):
        answer = page.post(f"/people/merges/{merge.pk}/part/")

    assert answer.status_code == 404
    assert set(queries.persons_of(anna)) == {mina, twin}


def test_who_is_removed_while_they_are_edited_stays_removed(page: Client, anna: Member, mina: Person) -> None:
    same = Person.objects.visible_to(anna).get()

    with before_writing(partial(actions.remove_person, anna, person=same)):
        page.post(f"/people/{mina.pk}/edit/", FORM)

    mina.refresh_from_db()
    assert (mina.name, mina.removed_at is None) == ("Mina O.", False)


def test_one_proposal_that_is_added_twice_in_one_moment_is_one_person(page: Client, anna: Member) -> None:
    met = [actions.Contact((("name", "New Face"),), "talk", anna.joined_at)]
    actions.keep_strangers(anna, contacts=met)
    strangers = list(queries.strangers_of(anna))

    with before_writing(partial(actions.add_strangers, anna, strangers=strangers)):
        answer = page.post("/people/proposed/add/", {"one": strangers[0].pk}, follow=True)

    assert queries.persons_of(anna).count() == 1
    assert answer.status_code in (200, 404)


def test_nobody_is_merged_into_who_was_removed(anna: Member, page: Client, mina: Person, twin: Person) -> None:
    actions.remove_person(anna, person=twin)

    answer = page.post(f"/people/{mina.pk}/merge/", {"into": twin.pk}, follow=True)

    assert "Twin is removed. Bring them back first, then merge." in answer.text
    assert list(queries.persons_of(anna)) == [mina]
