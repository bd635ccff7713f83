"""Who the other of a pair is: whoever signed up with an address of theirs, as the addresses stand then."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from alongside.accounts.models import Member
from alongside.one_on_ones import actions
from alongside.one_on_ones.models import Note, Pair, Question, TalkingPoint
from alongside.people.actions import add_identity, add_person, merge_persons, part_persons
from alongside.people.models import Identity, Merge, Person
from conftest import join

ADDRESS = {"kind": "email", "value": "Ben@Example.org"}


def open_to(member: Member) -> list[Pair]:
    return list(Pair.objects.visible_to(member))


def address_of(owner: Member, person: Person) -> Identity:
    return Identity.objects.visible_to(owner).get(person=person)


@pytest.mark.parametrize("signs_up_first", [True, False])
def test_who_joins_later_sees_what_is_shared(as_anna: Client, anna: Member, signs_up_first: bool) -> None:
    ben = join(anna, "Ben") if signs_up_first else None
    person = add_person(anna, name="B. Okoye", email=None if signs_up_first else "ben@example.org")
    pair = actions.pair_up(anna, person=person)
    point = actions.add_point(anna, pair=pair, line="on-call")
    actions.write_note(anna, pair=pair, text="only me")
    before = as_anna.get(f"/one-on-ones/{pair.pk}/").text

    if ben:
        as_anna.post(f"/people/{person.pk}/identities/add/", ADDRESS)
    ben = ben or join(anna, "Ben")
    after = as_anna.get(f"/one-on-ones/{pair.pk}/").text
    done = as_anna.post(f"/one-on-ones/{pair.pk}/bring-in/", follow=True).text

    assert ("Share with" in before, "Share with Ben" in after, "Share with" in done) == (False, True, False)
    assert list(TalkingPoint.objects.visible_to(ben)) == [point]
    assert not Note.objects.visible_to(ben).exists()
    assert Question.objects.visible_to(ben).count() > 60


@pytest.mark.parametrize("verb", ["remove", "move"])
def test_an_address_that_was_wrong_opens_nothing_any_more(
    as_anna: Client, anna: Member, cleo: Member, verb: str
) -> None:
    person = add_person(anna, name="Ben", email=cleo.user.email)
    other = add_person(anna, name="Cleo Duarte")
    as_anna.post(f"/people/identities/{address_of(anna, person).pk}/{verb}/", {"to": other.pk})

    as_anna.post("/one-on-ones/pair-up/", {"person": "@ben", "every": "ad_hoc", "zone": "UTC", "minutes": 45})

    assert [pair.person for pair in open_to(anna)] == [person]
    assert open_to(cleo) == []


@pytest.mark.parametrize("at_once", [True, False])
def test_whoever_sees_it_from_then_on_is_told_by_their_own_name(
    as_anna: Client, anna: Member, cleo: Member, at_once: bool
) -> None:
    person = add_person(anna, name="Ben", email=cleo.user.email if at_once else None)
    given = {"person": "@ben", "every": "ad_hoc", "zone": "UTC", "minutes": 45}
    told = as_anna.post("/one-on-ones/pair-up/", given, follow=True).text
    if not at_once:
        add_identity(anna, kind="email", value=cleo.user.email, person=person)
        told = as_anna.post(f"/one-on-ones/{open_to(anna)[0].pk}/bring-in/", follow=True).text

    assert "Cleo has signed up, and sees" in told if at_once else "Cleo sees what is shared here from now on" in told


def test_what_is_shared_already_stays_so_with_the_same_one(anna: Member, ben: Member, cleo: Member) -> None:
    person = add_person(anna, name="Ben", email=ben.user.email)
    pair = actions.pair_up(anna, person=person)
    Identity.objects.editable_by(anna).filter(person=person).update(value=cleo.user.email)

    actions.bring_in(anna, pair=pair)

    assert (open_to(ben), open_to(cleo)) == ([pair], [])


def test_with_the_addresses_of_two_members_it_is_opened_to_neither(anna: Member, ben: Member, cleo: Member) -> None:
    person = add_person(anna, name="Ben", email=ben.user.email)
    add_identity(anna, kind="email", value=cleo.user.email, person=person)
    pair = actions.pair_up(anna, person=person)

    with pytest.raises(ValidationError, match="two members"):
        actions.bring_in(anna, pair=pair)

    assert (open_to(ben), open_to(cleo)) == ([], [])


def test_who_somebody_is_comes_with_a_merge_and_goes_with_parting(anna: Member, ben: Member) -> None:
    ben_here, twin = add_person(anna, name="Ben"), add_person(anna, name="B. Okoye", email=ben.user.email)
    merge_persons(anna, person=twin, into=ben_here)
    actions.pair_up(anna, person=ben_here)
    opened = open_to(ben)

    part_persons(anna, merge=Merge.objects.visible_to(anna).get())
    for pair in opened:
        actions.archive(anna, pair=pair)
    actions.pair_up(anna, person=ben_here)

    assert [pair.person for pair in opened] == [ben_here]
    assert open_to(ben) == opened
