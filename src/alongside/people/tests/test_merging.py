from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.evidence import actions as evidence
from alongside.evidence.actions import Told
from alongside.one_on_ones import actions as one_on_ones
from alongside.people import actions, queries
from alongside.people.actions import Contact
from alongside.people.models import Identity, Merge, Person, PersonNote, Touchpoint
from alongside.search.index import matching
from alongside.sharing.door import opened


@pytest.fixture
def mina(anna: Member) -> Person:
    return actions.add_person(anna, name="Mina Okafor", relation="manager", email="mina@example.org")


@pytest.fixture
def twin(anna: Member) -> Person:
    return actions.add_person(anna, name="M. Okafor", handle="mo", email="mo@example.org", role="head of product")


def everything(member: Member) -> dict[str, list[Any]]:
    """All rows that may know a person."""
    fields: list[Any] = [each for each in Person._meta.get_fields(include_hidden=True) if each.one_to_many]
    with opened("a test compares all rows"):
        models = {each.field.model for each in fields} | {Person}
        return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in models}


def filled(anna: Member, *persons: Person) -> None:
    """Everything that may point at a person, some of it the same for all."""
    for number, person in enumerate(persons):
        evidence.log(anna, line=f"win: shipped {number} with @{person.handle}")
        actions.touch(anna, person=person, text="coffee")
        actions.pause(anna, first_on=date(2026, 12, 24), person=person)
        actions.note_person(anna, person=person, about="goals", text=f"Goals told to {person.name}")
        actions.expect(anna, person=person, text="Ship it", since=date(2026, 11, 1))
        one_on_ones.pair_up(anna, person=person)
    both = evidence.log(anna, line="thanks: " + " ".join(f"@{person.handle}" for person in persons) + " said well done")
    evidence.write_story(anna, told=Told(action="sort it"), witnesses=list(persons), entries=[both])
    same = [Contact(known=person.pk, kind="review", at=both.created_at, source_id="shop#1") for person in persons]
    actions.keep_touchpoints(anna, source="github", contacts=same)


def test_a_merge_that_is_taken_back_leaves_no_trace(anna: Member, mina: Person, twin: Person) -> None:
    filled(anna, mina, twin)
    actions.edit_person(anna, person=mina, reports_to=twin)
    before = everything(anna)

    actions.merge_persons(anna, person=twin, into=mina)
    between = everything(anna)
    actions.part_persons(anna, merge=Merge.objects.visible_to(anna).get())

    assert between != before
    assert everything(anna) == before


def test_what_both_have_is_joined_and_not_refused(anna: Member, mina: Person, twin: Person) -> None:
    filled(anna, mina, twin)

    actions.merge_persons(anna, person=twin, into=mina)

    note = PersonNote.objects.visible_to(anna).get()
    assert note.text == "Goals told to Mina Okafor\n\nGoals told to M. Okafor"
    assert Touchpoint.objects.visible_to(anna).filter(source="github").count() == 1
    assert list(queries.persons_of(anna)) == [mina]


def test_what_is_unknown_of_one_is_taken_from_the_other(anna: Member, mina: Person, twin: Person) -> None:
    into = actions.merge_persons(anna, person=twin, into=mina)

    assert (into.role, into.relation) == ("head of product", "manager")


def test_nobody_stands_above_themself_after_a_merge(anna: Member, mina: Person, twin: Person) -> None:
    head = actions.add_person(anna, name="Head")
    actions.edit_person(anna, person=twin, reports_to=head)
    actions.edit_person(anna, person=mina, reports_to=twin)

    into = actions.merge_persons(anna, person=twin, into=mina)

    assert into.reports_to == head


def test_nobody_stands_above_themself_at_any_distance(anna: Member, mina: Person, twin: Person) -> None:
    head, between = (actions.add_person(anna, name=name) for name in ("Head", "Between"))
    actions.edit_person(anna, person=twin, reports_to=head)
    actions.edit_person(anna, person=between, reports_to=twin)
    actions.edit_person(anna, person=mina, reports_to=between)
    before = everything(anna)

    into = actions.merge_persons(anna, person=twin, into=mina)
    between.refresh_from_db()

    assert (between.reports_to, into.reports_to) == (into, head)
    actions.part_persons(anna, merge=Merge.objects.visible_to(anna).get())
    assert everything(anna) == before


def test_who_stays_does_not_come_to_report_to_who_reports_to_them(anna: Member, mina: Person, twin: Person) -> None:
    between = actions.add_person(anna, name="Between", reports_to=mina)
    actions.edit_person(anna, person=twin, reports_to=between)
    before = everything(anna)

    into = actions.merge_persons(anna, person=twin, into=mina)

    assert into.reports_to is None
    actions.part_persons(anna, merge=Merge.objects.visible_to(anna).get())
    assert everything(anna) == before


def test_parting_makes_no_circle_with_what_was_said_since(anna: Member, mina: Person, twin: Person) -> None:
    head = actions.add_person(anna, name="Head")
    report = actions.add_person(anna, name="Report", reports_to=twin)
    actions.edit_person(anna, person=twin, reports_to=head)
    actions.edit_person(anna, person=mina, reports_to=actions.add_person(anna, name="Other"))
    actions.merge_persons(anna, person=twin, into=mina)
    actions.edit_person(anna, person=head, reports_to=report)

    parted = actions.part_persons(anna, merge=Merge.objects.visible_to(anna).get())
    report.refresh_from_db()

    assert (report.reports_to, parted.reports_to) == (parted, None)


def test_a_removed_person_stands_in_the_line_all_the_same(anna: Member, mina: Person, twin: Person) -> None:
    gone = actions.add_person(anna, name="Gone", reports_to=mina)
    actions.edit_person(anna, person=twin, reports_to=gone)
    actions.remove_person(anna, person=gone)

    with pytest.raises(ValidationError, match="already reports"):
        actions.edit_person(anna, person=mina, reports_to=twin)


def test_notes_are_found_by_the_words_that_they_have(anna: Member, mina: Person, twin: Person) -> None:
    actions.note_person(anna, person=mina, about="goals", text="ship search")
    actions.note_person(anna, person=twin, about="goals", text="fewer outages")

    actions.merge_persons(anna, person=twin, into=mina)
    joined = [each.person for each in matching(PersonNote.objects.visible_to(anna), "outages")]
    actions.part_persons(anna, merge=Merge.objects.visible_to(anna).get())

    assert joined == [mina]
    assert [each.person for each in matching(PersonNote.objects.visible_to(anna), "outages")] == [twin]


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

    parted = actions.part_persons(anna, merge=Merge.objects.visible_to(anna).get())

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


def test_notes_that_are_too_long_together_are_refused_and_stay(anna: Member, mina: Person, twin: Person) -> None:
    for person in (mina, twin):
        actions.note_person(anna, person=person, about="goals", text=person.handle * 900)
    before = everything(anna)

    with pytest.raises(ValidationError, match="Shorten one"):
        actions.merge_persons(anna, person=twin, into=mina)

    assert everything(anna) == before


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


def test_two_of_one_name_are_not_told_apart_by_it(anna: Member) -> None:
    first, second = (actions.add_person(anna, name="Tom Ash", email=f"tom{n}@example.org") for n in range(2))
    contacts = [
        Contact((("email", "tom1@example.org"), ("name", "Tom Ash")), "review", timezone.now(), source_id="1"),
        Contact((("name", "Tom Ash"),), "review", timezone.now(), source_id="2"),
    ]

    kept = actions.keep_touchpoints(anna, source="github", contacts=contacts)

    assert kept.unknown == 1
    assert queries.touchpoints_of(anna).get().person == second
    assert first != second


def test_an_address_of_two_stands_for_whom_the_name_says(anna: Member, mina: Person) -> None:
    tom = actions.add_person(anna, name="Tom Ash")
    known = (("email", "mina@example.org"), ("name", "Tom Ash"))

    actions.keep_touchpoints(anna, source="x", contacts=[Contact(known, "review", timezone.now(), source_id="1")])

    assert queries.touchpoints_of(anna).get().person == tom


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


def test_a_person_is_removed_and_brought_back_on_pages(client: Client, anna: Member, ben: Member, mina: Person) -> None:
    client.force_login(ben.user)
    assert client.post(f"/people/{mina.pk}/remove/").status_code == 404
    client.force_login(anna.user)

    answer = client.post(f"/people/{mina.pk}/remove/", follow=True)

    assert "Undo" in answer.text
    assert "Mina Okafor" in client.get("/people/gone/").text
    client.post(f"/people/{mina.pk}/bring-back/")
    assert list(queries.persons_of(anna)) == [mina]
