from contextlib import suppress
from random import Random

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.test import Client

from alongside.accounts.actions import issue_token
from alongside.accounts.models import Member
from alongside.evidence import actions as evidence
from alongside.evidence.actions import Told
from alongside.evidence.models import Story
from alongside.people import actions, queries
from alongside.people.models import Identity, Merge, Person
from alongside.people.tests.person_rows import everything, filled
from alongside.sharing.door import opened


def test_a_merge_that_is_taken_back_leaves_no_trace(anna: Member, mina: Person, twin: Person) -> None:
    filled(anna, mina, twin)
    actions.edit_person(anna, person=mina, reports_to=twin)
    before = everything(anna)

    actions.merge_persons(anna, person=twin, into=mina)
    between = everything(anna)
    actions.part_persons(anna, merge=Merge.objects.visible_to(anna).get())

    assert between != before
    assert everything(anna) == before


def test_parting_makes_no_circle_with_what_was_said_since(anna: Member, mina: Person, twin: Person) -> None:
    head = actions.add_person(anna, name="Head")
    report = actions.add_person(anna, name="Report", reports_to=twin)
    actions.edit_person(anna, person=twin, reports_to=head)
    actions.edit_person(anna, person=mina, reports_to=actions.add_person(anna, name="Other"))
    actions.merge_persons(anna, person=twin, into=mina)
    actions.edit_person(anna, person=head, reports_to=report)

    parted = actions.part_persons(anna, merge=Merge.objects.visible_to(anna).get()).person
    report.refresh_from_db()

    assert (report.reports_to, parted.reports_to) == (parted, None)


def test_a_person_who_took_another_in_can_be_merged_and_both_parted(anna: Member, mina: Person, twin: Person) -> None:
    third = actions.add_person(anna, name="Third", email="third@example.org")
    before = everything(anna)
    actions.merge_persons(anna, person=third, into=twin)
    actions.merge_persons(anna, person=twin, into=mina)

    for merge in Merge.objects.visible_to(anna).order_by("-pk"):
        actions.part_persons(anna, merge=merge)

    assert everything(anna) == before


def test_what_came_since_stays_and_a_handle_that_was_taken_is_given_anew(
    anna: Member, mina: Person, twin: Person
) -> None:
    actions.merge_persons(anna, person=twin, into=mina)
    since = actions.touch(anna, person=mina)
    other = actions.add_person(anna, name="Mo", handle="mo")

    parted = actions.part_persons(anna, merge=Merge.objects.visible_to(anna).get()).person

    since.refresh_from_db()
    assert since.person == mina
    assert parted.pk == twin.pk
    assert parted.handle != other.handle
    assert Identity.objects.visible_to(anna).get(value="mo@example.org").person == parted


def test_a_merge_of_others_is_not_taken_back(anna: Member, ben: Member, mina: Person, twin: Person) -> None:
    actions.merge_persons(anna, person=twin, into=mina)

    assert not Merge.objects.visible_to(ben).exists()
    with pytest.raises(PermissionDenied):
        actions.part_persons(ben, merge=Merge.objects.visible_to(anna).get())


def test_merging_offers_the_way_back_now_and_later(
    client: Client, anna: Member, ben: Member, mina: Person, twin: Person
) -> None:
    client.force_login(anna.user)
    answer = client.post(f"/people/{twin.pk}/merge/", {"into": mina.pk}, follow=True)
    merge = Merge.objects.visible_to(anna).get()
    undo = f"/people/merges/{merge.pk}/part/"

    assert undo in answer.text
    assert undo in client.get("/people/gone/").text
    client.force_login(ben.user)
    assert client.post(undo).status_code == 404
    client.force_login(anna.user)
    assert "M. Okafor" in client.post(undo, follow=True).text
    assert queries.persons_of(anna).count() == 2


def story_of(anna: Member, *witnesses: Person) -> Story:
    return evidence.write_story(anna, told=Told(action="sort it"), witnesses=list(witnesses), entries=[])


def delete(*rows: Model) -> None:
    with opened("a test deletes what a merge had moved"):
        for row in rows:
            row.delete()


def test_a_story_that_was_deleted_since_does_not_hinder_parting(
    client: Client, anna: Member, mina: Person, twin: Person
) -> None:
    deleted = [story_of(anna, mina, twin), story_of(anna, twin)]
    stays = story_of(anna, mina, twin)
    actions.merge_persons(anna, person=twin, into=mina)
    delete(*deleted)
    client.force_login(anna.user)

    answer = client.post(f"/people/merges/{Merge.objects.visible_to(anna).get().pk}/part/", follow=True)

    assert "not brought back: 2 impact stories." in answer.text
    assert set(stays.witnesses.visible_to(anna)) == {mina, twin}


def test_whose_boss_was_deleted_since_is_parted_without_one(client: Client, anna: Member, mina: Person) -> None:
    head = actions.add_person(anna, name="Head")
    twin = actions.add_person(anna, name="Cleo", reports_to=head)
    actions.merge_persons(anna, person=twin, into=mina)
    delete(head)
    merge, door = Merge.objects.visible_to(anna).get(), f"Bearer {issue_token(anna, name='test')}"

    answer = client.post(f"/api/merges/{merge.pk}/part", headers={"authorization": door})

    assert (answer.status_code, answer.json()["gone"]) == (200, ["1 person"])
    twin.refresh_from_db()
    assert twin.reports_to is None


def test_an_inner_merge_waits_for_the_outer_one(client: Client, anna: Member, mina: Person, twin: Person) -> None:
    third = actions.add_person(anna, name="Third")
    filled(anna, mina, twin, third)
    actions.merge_persons(anna, person=third, into=twin)
    inner = Merge.objects.visible_to(anna).get()
    actions.merge_persons(anna, person=twin, into=mina)
    before = everything(anna)
    client.force_login(anna.user)

    answer = client.post(f"/people/merges/{inner.pk}/part/", follow=True)

    assert "Part M. Okafor first." in answer.text
    assert everything(anna) == before


def test_of_two_that_have_nothing_in_common_either_is_parted_first(anna: Member, mina: Person) -> None:
    first, second = (actions.add_person(anna, name=name) for name in ("First", "Second"))
    touched = actions.touch(anna, person=first)
    for person in (first, second):
        actions.merge_persons(anna, person=person, into=mina)

    parted = actions.part_persons(anna, merge=Merge.objects.visible_to(anna).get(name="First")).person

    touched.refresh_from_db()
    assert (touched.person, parted) == (first, first)
    assert [merge.name for merge in queries.merges_of(anna, mina)] == ["Second"]


@pytest.mark.parametrize("seed", range(8))
def test_however_persons_were_merged_all_is_as_before_once_all_are_parted(anna: Member, seed: int) -> None:
    chance = Random(seed)
    persons = [actions.add_person(anna, name=f"Person {number}", handle=f"p{number}") for number in range(4)]
    for person in persons:
        boss, role = chance.choice([None, *persons]), chance.choice(["", "engineer", "designer"])
        with suppress(ValidationError):
            actions.edit_person(anna, person=person, role=role, reports_to=boss)
    filled(anna, *chance.sample(persons, 3))
    before = everything(anna)
    while len(persons) > 1:
        person, into = chance.sample(persons, 2)
        actions.merge_persons(anna, person=person, into=into)
        persons.remove(person)

    while merges := list(Merge.objects.visible_to(anna)):
        with suppress(ValidationError):
            actions.part_persons(anna, merge=chance.choice(merges))

    assert everything(anna) == before
