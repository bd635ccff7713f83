import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from alongside.accounts.models import Member
from alongside.people import actions, queries
from alongside.people.models import Identity, Merge, Person
from alongside.people.tests.person_rows import everything, filled


@pytest.fixture
def mina(anna: Member) -> Person:
    return actions.add_person(anna, name="Mina Okafor", relation="manager", email="mina@example.org")


@pytest.fixture
def twin(anna: Member) -> Person:
    return actions.add_person(anna, name="M. Okafor", handle="mo", email="mo@example.org", role="head of product")


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

    parted = actions.part_persons(anna, merge=Merge.objects.visible_to(anna).get())
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
