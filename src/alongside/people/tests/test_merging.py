from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from alongside.accounts.actions import issue_token
from alongside.accounts.models import Member
from alongside.evidence import actions as evidence
from alongside.people import actions, queries
from alongside.people.actions import Contact
from alongside.people.models import Merge, Person, PersonNote, Touchpoint
from alongside.people.tests.person_rows import everything, filled
from alongside.search.index import matching


def test_what_both_have_is_joined_and_not_refused(anna: Member, mina: Person, twin: Person) -> None:
    filled(anna, mina, twin)

    actions.merge_persons(anna, person=twin, into=mina)

    note = PersonNote.objects.visible_to(anna).get()
    assert note.text == "Goals told to Mina Okafor\n\nGoals told to M. Okafor"
    assert Touchpoint.objects.visible_to(anna).filter(source="github").count() == 1
    assert list(queries.persons_of(anna)) == [mina]


def test_what_is_unknown_of_one_is_taken_from_the_other(anna: Member, mina: Person, twin: Person) -> None:
    into = actions.merge_persons(anna, person=twin, into=mina).into

    assert (into.role, into.relation) == ("head of product", "manager")


def test_who_decides_and_who_is_a_friend_is_not_lost(client: Client, anna: Member, mina: Person, twin: Person) -> None:
    actions.edit_person(anna, person=twin, decides=True, friend=True, cadence_days=5)
    actions.edit_person(anna, person=mina, cadence_days=0)
    before, door = everything(anna), {"authorization": f"Bearer {issue_token(anna, name='test')}"}

    address = f"/api/persons/{twin.pk}/merge"
    told = client.post(address, {"into": mina.pk}, "application/json", headers=door).json()

    assert (told["decides"], told["friend"]) == (True, True)
    mina.refresh_from_db()
    assert mina.cadence_days == 0
    client.post(f"/api/merges/{Merge.objects.visible_to(anna).get().pk}/part", headers=door)
    assert everything(anna) == before


def test_nobody_stands_above_themself_after_a_merge(anna: Member, mina: Person, twin: Person) -> None:
    head = actions.add_person(anna, name="Head")
    actions.edit_person(anna, person=twin, reports_to=head)
    actions.edit_person(anna, person=mina, reports_to=twin)

    into = actions.merge_persons(anna, person=twin, into=mina).into

    assert into.reports_to == head


def test_nobody_stands_above_themself_at_any_distance(anna: Member, mina: Person, twin: Person) -> None:
    head, between = (actions.add_person(anna, name=name) for name in ("Head", "Between"))
    actions.edit_person(anna, person=twin, reports_to=head)
    actions.edit_person(anna, person=between, reports_to=twin)
    actions.edit_person(anna, person=mina, reports_to=between)
    before = everything(anna)

    into = actions.merge_persons(anna, person=twin, into=mina).into
    between.refresh_from_db()

    assert (between.reports_to, into.reports_to) == (into, head)
    actions.part_persons(anna, merge=Merge.objects.visible_to(anna).get())
    assert everything(anna) == before


def test_who_stays_does_not_come_to_report_to_who_reports_to_them(anna: Member, mina: Person, twin: Person) -> None:
    between = actions.add_person(anna, name="Between", reports_to=mina)
    actions.edit_person(anna, person=twin, reports_to=between)
    before = everything(anna)

    into = actions.merge_persons(anna, person=twin, into=mina).into

    assert into.reports_to is None
    actions.part_persons(anna, merge=Merge.objects.visible_to(anna).get())
    assert everything(anna) == before


def test_notes_are_found_by_the_words_that_they_have(anna: Member, mina: Person, twin: Person) -> None:
    actions.note_person(anna, person=mina, about="goals", text="ship search")
    actions.note_person(anna, person=twin, about="goals", text="fewer outages")

    actions.merge_persons(anna, person=twin, into=mina)
    joined = [each.person for each in matching(PersonNote.objects.visible_to(anna), "outages")]
    actions.part_persons(anna, merge=Merge.objects.visible_to(anna).get())

    assert joined == [mina]
    assert [each.person for each in matching(PersonNote.objects.visible_to(anna), "outages")] == [twin]


def test_who_takes_over_a_role_is_found_by_it_until_they_are_parted(
    client: Client, anna: Member, mina: Person, twin: Person
) -> None:
    client.force_login(anna.user)
    search = "/api/search?q=head+of+product"
    door = {"authorization": f"Bearer {issue_token(anna, name='test')}"}

    client.post(f"/people/{twin.pk}/merge/", {"into": mina.pk})
    joined = client.get(search, headers=door).text
    client.post(f"/people/merges/{Merge.objects.visible_to(anna).get().pk}/part/")
    parted = client.get(search, headers=door).text

    assert "Mina Okafor" in joined
    assert "Mina Okafor" not in parted
    assert "M. Okafor" in parted


def test_notes_that_are_too_long_together_are_refused_and_stay(anna: Member, mina: Person, twin: Person) -> None:
    for person in (mina, twin):
        actions.note_person(anna, person=person, about="goals", text=person.handle * 900)
    before = everything(anna)

    with pytest.raises(ValidationError, match="Shorten one"):
        actions.merge_persons(anna, person=twin, into=mina)

    assert everything(anna) == before


def test_a_line_with_the_handle_of_who_was_merged_means_who_stayed(anna: Member, mina: Person, twin: Person) -> None:
    actions.merge_persons(anna, person=twin, into=mina)

    entry = evidence.log(anna, line="win: shipped with @mo")

    assert list(entry.people.visible_to(anna)) == [mina]
    assert list(queries.persons_of(anna)) == [mina]


def test_one_of_many_that_both_have_costs_no_look_at_each(
    anna: Member, mina: Person, twin: Person, django_assert_max_num_queries: Any
) -> None:
    at = anna.joined_at
    many = [Contact(twin.pk, "meeting", at, source_id=str(number)) for number in range(300)]
    actions.keep_touchpoints(anna, source="calendar", contacts=[*many, Contact(mina.pk, "meeting", at, source_id="7")])
    before = everything(anna)

    with django_assert_max_num_queries(150):
        actions.merge_persons(anna, person=twin, into=mina)

    assert queries.touchpoints_of(anna, mina).count() == 300
    actions.part_persons(anna, merge=Merge.objects.visible_to(anna).get())
    assert everything(anna) == before


def test_of_many_that_both_have_none_is_asked_for_by_itself(
    anna: Member, mina: Person, twin: Person, django_assert_max_num_queries: Any
) -> None:
    for person in (mina, twin):
        same = [Contact(person.pk, "meeting", anna.joined_at, source_id=str(number)) for number in range(300)]
        actions.keep_touchpoints(anna, source="calendar", contacts=same)
    before = everything(anna)

    with django_assert_max_num_queries(150):
        actions.merge_persons(anna, person=twin, into=mina)

    assert queries.touchpoints_of(anna, mina).count() == 300
    with django_assert_max_num_queries(150 + 300):  # each comes back as it was
        actions.part_persons(anna, merge=Merge.objects.visible_to(anna).get())
    assert everything(anna) == before
