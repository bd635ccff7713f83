"""Which member somebody is follows from their addresses; what a column once said was turned into addresses."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.people import actions, queries
from alongside.people.models import Identity, Merge, Person
from alongside.people.tests.migrating import as_of
from conftest import join


def behind(owner: Member, person: Person) -> Member | None:
    return queries.member_behind(owner, Person.objects.visible_to(owner).get(pk=person.pk))


def test_an_address_that_was_removed_asks_nobody(anna: Member, cleo: Member) -> None:
    person = actions.add_person(anna, name="Ben", email=cleo.user.email)
    expectation = actions.expect(anna, person=person, text="Tell early")
    actions.remove_identity(anna, identity=Identity.objects.visible_to(anna).get(person=person))

    with pytest.raises(ValidationError, match="has not signed up"):
        actions.ask_to_confirm(anna, expectation=expectation)


def test_of_a_member_one_finds_the_own_person(anna: Member, ben: Member, cleo: Member, dan: Member) -> None:
    here = actions.add_person(anna, name="Ben", email="BEN@example.org")
    actions.add_person(anna, name="Dan", email=dan.user.email)
    actions.add_person(ben, name="Cleo", email=cleo.user.email)

    found = queries.persons_who_are(anna, [anna.pk, ben.pk, cleo.pk, dan.pk])

    assert found == {ben.pk: here}
    assert queries.persons_who_are(anna, []) == {}


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("nothing_in_the_background")
def test_what_the_column_said_is_kept_as_addresses(anna: Member, dan: Member) -> None:
    names = ("linked", "told", "removed", "moved", "merged", "gone", "elsewhere", "nobody")
    members = {name: join(anna, name) for name in names} | {"elsewhere": dan}
    persons = {name: actions.add_person(anna, name=name) for name in names}
    for name in ("told", "removed"):
        actions.add_identity(anna, kind="email", value=members[name].user.email, person=persons[name])
    actions.add_identity(anna, kind="email", value=members["moved"].user.email, person=persons["nobody"])
    actions.remove_identity(anna, identity=Identity.objects.visible_to(anna).get(person=persons["removed"]))
    actions.merge_persons(anna, person=persons["gone"], into=persons["merged"])

    with as_of("0007_how_strangers_are_ranked") as then:
        _fill_column(then, persons, members)

    found = {name: behind(anna, person) for name, person in persons.items() if name != "gone"}
    assert {name: member.name for name, member in found.items() if member} == {
        "linked": "linked",
        "told": "told",
        "nobody": "moved",
    }
    parted = actions.part_persons(anna, merge=Merge.objects.visible_to(anna).get())
    assert (parted.gone, parted.person) == ((), persons["gone"])


def _fill_column(then: Any, persons: dict[str, Person], members: dict[str, Member]) -> None:
    now, taken = timezone.now(), members["removed"]
    then.get_model("people", "Stranger").objects.create(
        owner_id=persons["removed"].owner_id,
        workspace_id=taken.workspace_id,
        key=f" address/{taken.user.email}",
        last_at=now,
        dismissed_at=now,
    )
    rows, merges = then.get_model("people", "Person").objects, then.get_model("people", "Merge").objects
    for name in persons.keys() - {"gone", "nobody"}:
        rows.filter(pk=persons[name].pk).update(member=members["gone" if name == "merged" else name].pk)
    merge = merges.get()
    merge.before["person"]["fields"]["member"] = members["gone"].pk
    merge.before["into"]["member_id"] = [None, members["gone"].pk]
    merge.save()
