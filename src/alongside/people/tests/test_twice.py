"""Two of one's persons who could be one: proposed with a reason, merged with a click, or said to be two for good."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from alongside.accounts.actions import issue_token
from alongside.accounts.models import Member
from alongside.evidence.tests.touches import found, keep, meeting
from alongside.people import actions, queries
from alongside.people.models import Identity, Merge, NotLearned, NotOne, Person, SameAddress
from alongside.people.tests.migrating import as_of

PAGE = "/people/proposed/"


@pytest.fixture
def page(client: Client, anna: Member) -> Client:
    client.force_login(anna.user)
    return client


@pytest.fixture
def door(client: Client, anna: Member) -> dict[str, str]:
    return {"authorization": f"Bearer {issue_token(anna, name='test')}"}


@pytest.fixture
def turned(anna: Member) -> Person:
    actions.add_person(anna, name="Jan Beulich", handle="jan")
    return actions.add_person(anna, name="Beulich, Jan", handle="beulich")


def whys(member: Member) -> list[tuple[str, str, str]]:
    proposed = queries.who_could_be_one(member).proposed
    return [(each.person.handle, each.into.handle, each.why) for each in proposed]


def test_the_other_way_round_is_one_click_from_one(page: Client, anna: Member, turned: Person) -> None:
    shown = page.get(PAGE).text
    [jan] = queries.persons_of(anna).filter(handle="jan")

    done = page.post(f"/people/{turned.pk}/merge/", {"into": jan.pk}, follow=True).text

    assert "Could be one person" in shown
    assert "Beulich, Jan is Jan Beulich the other way round" in shown
    assert f'action="/people/{turned.pk}/merge/"' in shown
    assert "are one person now" in done
    assert list(queries.persons_of(anna)) == [jan]
    assert "Could be one person" not in page.get(PAGE).text
    actions.part_persons(anna, merge=Merge.objects.visible_to(anna).get())
    assert "Could be one person" in page.get(PAGE).text


def test_a_source_that_has_the_name_alone_goes_on_meaning_who_was_merged(page: Client, anna: Member) -> None:
    okafor = actions.add_person(anna, name="Mina Okafor", handle="okafor")
    mina = actions.add_person(anna, name="Mina", handle="mina", relation="manager")
    page.post(f"/people/{okafor.pk}/merge/", {"into": mina.pk})

    keep(anna, found(1, "review", ("author", "Mina Okafor", "")))

    assert [each.person for each in queries.touchpoints_of(anna)] == [mina]
    actions.part_persons(anna, merge=Merge.objects.visible_to(anna).get())
    assert not Identity.objects.visible_to(anna).exclude(person=None).exists()


def test_two_with_one_full_name_could_be_one(anna: Member) -> None:
    actions.add_person(anna, name="Nina Nine", handle="nina", email="nina1@example.org")
    actions.add_person(anna, name="nina  nine", handle="nina.nine")
    actions.add_person(anna, name="Nina", handle="n")
    actions.add_person(anna, name="Nina", handle="n2")

    assert whys(anna) == [("nina.nine", "nina", "the same full name")]


def test_two_whom_the_record_has_under_one_address_could_be_one(page: Client, anna: Member) -> None:
    actions.add_person(anna, name="Mina Okafor", handle="okafor", email="mina@example.org")
    mina = actions.add_person(anna, name="Mina", handle="mina", relation="manager")
    actions.edit_person(anna, person=mina, relation="other")

    keep(anna, meeting(1, 2, ("Mina", "mina@example.org")), source="calendar")

    assert whys(anna) == [("mina", "okafor", "both have mina@example.org")]
    assert "both have mina@example.org" in page.get(PAGE).text
    keep(anna, found(2, "review", ("author", "Cleo Duarte", "cleo@example.org")))
    assert len(whys(anna)) == 1


def test_two_really_different_names_at_one_address_are_two(anna: Member) -> None:
    actions.add_person(anna, name="Alice Berg", email="office@example.org")
    actions.add_person(anna, name="Bob Weiss")

    keep(anna, meeting(1, 2, ("Bob Weiss", "office@example.org")))

    assert whys(anna) == []


def test_an_address_that_reads_like_the_name_of_another(anna: Member) -> None:
    actions.add_person(anna, name="Mina", handle="mina", email="mina.okafor@example.org")
    actions.add_person(anna, name="Mina Okafor", handle="okafor")
    actions.add_person(anna, name="Ben Okoye", email="mina.okafor@example.net")

    assert whys(anna) == [("mina", "okafor", "mina.okafor@example.org reads like Mina Okafor")]


def test_a_name_of_one_that_another_is_called_by(anna: Member) -> None:
    mina = actions.add_person(anna, name="Mina Okafor", handle="mina")
    actions.add_person(anna, name="Mina Berg", handle="berg")
    actions.add_identity(anna, kind="name", value="Mina Berg", person=mina)

    assert whys(anna) == [("berg", "mina", "Mina Berg is a name of both")]


def test_who_is_two_is_not_proposed_again(page: Client, anna: Member, turned: Person) -> None:
    [jan] = queries.persons_of(anna).filter(handle="jan")
    both = {"one": turned.pk, "other": jan.pk}

    said = page.post(f"{PAGE}two/", both, follow=True).text
    keep(anna, found(1, "review", ("author", "Cleo Duarte", "cleo@example.org")))

    assert "will not be proposed as one again" in said
    assert "Could be one person" not in page.get(PAGE).text
    assert "1 dismissed" in page.get(PAGE).text
    assert "Two, not one" in page.get(f"{PAGE}?dismissed=1").text
    page.post(f"{PAGE}one/", both)
    assert "Could be one person" in page.get(PAGE).text


def test_who_is_two_stays_two_when_one_of_them_is_merged(page: Client, anna: Member, turned: Person) -> None:
    [jan] = queries.persons_of(anna).filter(handle="jan")
    third = actions.add_person(anna, name="J. Beulich", handle="third")
    page.post(f"{PAGE}two/", {"one": turned.pk, "other": jan.pk})

    page.post(f"/people/{jan.pk}/merge/", {"into": third.pk})
    actions.edit_person(anna, person=third, name="Jan Beulich")
    merged = whys(anna)
    actions.part_persons(anna, merge=Merge.objects.visible_to(anna).get())

    assert merged == []
    assert {"beulich", "jan"} not in [{one, into} for one, into, _ in whys(anna)]
    assert "Two, not one" in page.get(f"{PAGE}?dismissed=1").text


def test_two_of_whom_that_was_said_can_be_merged_and_are_two_again_once_parted(
    page: Client, anna: Member, turned: Person
) -> None:
    [jan] = queries.persons_of(anna).filter(handle="jan")
    page.post(f"{PAGE}two/", {"one": turned.pk, "other": jan.pk})

    page.post(f"/people/{turned.pk}/merge/", {"into": jan.pk})
    parted = actions.part_persons(anna, merge=Merge.objects.visible_to(anna).get())

    assert parted.gone == ()
    assert whys(anna) == []
    page.post(f"{PAGE}one/", {"one": jan.pk, "other": turned.pk})
    assert len(whys(anna)) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("nothing_in_the_background")
def test_what_stood_among_the_strangers_is_kept(anna: Member) -> None:
    names = ("a", "b", "c", "d", "gone")
    keys = {name: actions.add_person(anna, name=f"{name} Lund").pk for name in names}
    persons = {each.pk: each for each in queries.persons_of(anna)}
    merge = actions.merge_persons(anna, person=persons[keys["gone"]], into=persons[keys["c"]])
    told = {"owner_id": anna.pk, "workspace_id": anna.workspace_id, "last_at": timezone.now()}
    said = {**told, "dismissed_at": timezone.now()}

    with as_of("0008_members_by_their_addresses") as then:
        rows = then.get_model("people", "Stranger").objects
        rows.create(**told, key="mina okafor", name="Mina Okafor")
        rows.create(**said, key=" address/mina@example.org")
        rows.create(**told, key=f" two/{keys['a']}/{keys['b']}", known=[["email", "lund@example.org"]])
        rows.create(**said, key=f" two/{keys['a']}/{keys['d']}")
        rows.create(**said, key=f" two/{keys['b']}/{keys['gone']}")
        rows.create(**said, key=f" two/{keys['b']}/999999")

    assert [each.name for each in queries.strangers_of(anna)] == ["Mina Okafor"]
    assert [each.address for each in NotLearned.objects.visible_to(anna)] == ["mina@example.org"]
    assert [(each.one_id, each.other_id, each.address) for each in SameAddress.objects.visible_to(anna)] == [
        (keys["a"], keys["b"], "lund@example.org")
    ]
    assert two_of(anna) == [(keys["a"], keys["d"]), (keys["b"], keys["c"])]
    actions.part_persons(anna, merge=Merge.objects.visible_to(anna).get(pk=merge.pk))
    assert two_of(anna) == [(keys["a"], keys["d"]), (keys["b"], keys["gone"])]


def two_of(member: Member) -> list[tuple[int, int]]:
    return list(NotOne.objects.visible_to(member).order_by("pk").values_list("one", "other"))


@pytest.mark.parametrize("other", ["", "x", "9999999", "-1"])
def test_nobody_is_not_found(page: Client, turned: Person, other: str) -> None:
    assert page.post(f"{PAGE}two/", {"one": turned.pk, "other": other}).status_code == 404


def test_one_is_not_two(page: Client, anna: Member, turned: Person) -> None:
    said = page.post(f"{PAGE}two/", {"one": turned.pk, "other": turned.pk}, follow=True).text

    assert "Choose two different persons" in said


def test_programs_get_the_same(page: Client, anna: Member, turned: Person, door: dict[str, str]) -> None:
    first = page.get("/api/same-persons", headers=door).json()
    [told] = first["items"]
    persons = {"persons": [told["person"]["id"], told["into"]["id"]]}

    dismissed = page.post("/api/same-persons/dismiss", persons, "application/json", headers=door)

    assert (first["total"], told["why"]) == (1, "Beulich, Jan is Jan Beulich the other way round")
    assert (told["person"]["handle"], told["into"]["handle"]) == ("beulich", "jan")
    assert dismissed.status_code == 204
    assert page.get("/api/same-persons", headers=door).json()["total"] == 0
    assert page.get("/api/same-persons?dismissed=true", headers=door).json()["total"] == 1
    assert page.get("/api/strangers?dismissed=true", headers=door).json()["total"] == 0
    page.post("/api/same-persons/propose-again", persons, "application/json", headers=door)
    assert page.get("/api/same-persons", headers=door).json()["total"] == 1


def test_who_is_removed_is_nobodys_double(anna: Member, turned: Person) -> None:
    actions.remove_person(anna, person=turned)

    assert whys(anna) == []


def test_two_thousand_cost_no_more_queries_than_two(
    page: Client, anna: Member, turned: Person, django_assert_max_num_queries: Any
) -> None:
    told = {"owner": anna, "workspace": anna.workspace}
    many = [Person(name=f"Person Number{number}", handle=f"p{number}", **told) for number in range(2000)]
    known = Person.objects.bulk_create(many)
    Identity.objects.bulk_create(
        Identity(kind="email", value=f"p{number}@example.org", person=each, **told) for number, each in enumerate(known)
    )

    with django_assert_max_num_queries(15):
        assert "Could be one person" in page.get(PAGE).text
