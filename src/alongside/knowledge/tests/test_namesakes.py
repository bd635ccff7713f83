"""Who commits under one full name and several addresses is one."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.evidence.actions import keep
from alongside.evidence.findings import Finding
from alongside.knowledge.authors.namesakes import namesakes
from alongside.knowledge.models import Area
from alongside.knowledge.queries import who_knows, whom_to_ask
from alongside.knowledge.tests.conftest import BEN, CLEO, asked, collected
from alongside.people.actions import add_identity, add_person
from alongside.sources.collectors.git.tests.repositories import Made

POOL = "src/db/pool.py"
BEN_AT_HOME = ("Bén  Okoye", "ben@home.example")


def told(member: Member) -> list[tuple[str, str]]:
    return [(each.name, each.address) for each in whom_to_ask(member, paths=[POOL]).people]


def wrote(member: Member, name: str) -> int:
    people = {each.name: each for each in whom_to_ask(member, paths=[POOL]).people}
    return next(each.times for each in people[name].reasons if each.signal == "wrote")


@pytest.fixture
def twice(engineer: Member, shop: Made) -> Member:
    """Ben commits from home, too."""
    shop.commit("Warm the pool at home", {POOL: "warm\n"}, person=BEN_AT_HOME)
    collected(engineer, shop)
    return engineer


def test_somebody_with_two_addresses_is_named_once_and_a_second_person_beside_them(
    twice: Member, client: Client
) -> None:
    client.force_login(twice.user)

    text = asked(client, q=POOL)

    assert {name for name, _ in told(twice)} == {"Cleo Duarte", "Ben Okoye"}
    assert len(told(twice)) == 2
    assert wrote(twice, "Ben Okoye") == 5
    assert "ben@home.example" not in text
    area = Area.objects.visible_to(twice).get(name="db")
    assert sorted(each.name for each in who_knows(twice, area) if not each.is_me) == ["Ben Okoye", "Cleo Duarte"]


def test_a_credit_without_an_address_counts_for_who_bears_the_name(engineer: Member, shop: Made) -> None:
    shop.commit("Drain the pool\n\nReviewed-by: Ben Okoye", {POOL: "drained\n"}, person=CLEO)

    collected(engineer, shop)

    assert sorted(told(engineer)) == [BEN, CLEO]


@pytest.mark.parametrize("address", ["", "ben@work.example"])
def test_a_reviewer_of_a_service_is_who_bears_the_full_name_in_the_repository(
    engineer: Member, shop: Made, address: str
) -> None:
    reviewed_by(engineer, "Ben Okoye", address)

    collected(engineer, shop)

    assert sorted(told(engineer)) == [BEN, CLEO]
    assert "usual" in signals(engineer, "Ben Okoye")


def test_a_reviewer_of_a_service_is_whom_i_know_by_the_address_there(engineer: Member, shop: Made) -> None:
    benjamin = add_person(engineer, name="Benjamin")
    add_identity(engineer, kind="email", value=BEN[1], person=benjamin)
    reviewed_by(engineer, "Ben Okoye", "")

    collected(engineer, shop)

    assert "usual" in signals(engineer, "Benjamin")
    assert "Ben Okoye" not in [name for name, _ in told(engineer)]


def test_a_reviewer_of_a_service_whose_name_two_bear_or_of_one_word_stays_apart(engineer: Member, shop: Made) -> None:
    for address in (BEN[1], "ben@elsewhere.example"):
        add_identity(engineer, kind="email", value=address, person=add_person(engineer, name="Ben Okoye"))
    reviewed_by(engineer, "Ben Okoye", "")
    reviewed_by(engineer, "Cleo", "")

    collected(engineer, shop)

    assert [name for name, _ in told(engineer)].count("Ben Okoye") == 2
    assert "usual" in signals(engineer, "Cleo")


def reviewed_by(member: Member, name: str, address: str) -> None:
    """Three pull requests of the member's, in a service that tells nothing in the history."""
    at = timezone.now() - timedelta(days=3)
    keep(
        member,
        source="github",
        origin="us/shop",
        findings=[
            Finding(f"us/shop#{name}{n}", "pull request", f"Part {n}", at, credits=(("reviewer", name, address),))
            for n in range(3)
        ],
    )


def signals(member: Member, name: str) -> set[str]:
    people = whom_to_ask(member, paths=[POOL], most=9).people
    return {reason.signal for each in people if each.name == name for reason in each.reasons}


def test_whom_i_know_by_one_address_is_known_by_the_name_there(twice: Member) -> None:
    benjamin = add_person(twice, name="Benjamin")
    add_identity(twice, kind="email", value="ben@home.example", person=benjamin)

    people = whom_to_ask(twice, paths=[POOL]).people

    assert {(each.name, each.person) for each in people} == {("Benjamin", benjamin.pk), ("Cleo Duarte", 0)}


def test_two_persons_of_mine_with_one_name_stay_two(twice: Member) -> None:
    for address in (BEN[1], BEN_AT_HOME[1]):
        person = add_person(twice, name="Ben Okoye")
        add_identity(twice, kind="email", value=address, person=person)

    assert len({each.person for each in whom_to_ask(twice, paths=[POOL]).people if each.name == "Ben Okoye"}) == 2


def test_a_name_that_two_persons_of_mine_bear_says_nothing_of_a_third_address(twice: Member) -> None:
    for address in (BEN[1], "ben@elsewhere.example"):
        person = add_person(twice, name="Ben Okoye")
        add_identity(twice, kind="email", value=address, person=person)

    assert wrote_from_home(twice) == [0]


def wrote_from_home(member: Member) -> list[int]:
    return [each.person for each in whom_to_ask(member, paths=[POOL]).people if each.address == BEN_AT_HOME[1]]


def test_in_another_repository_they_are_the_same(twice: Member, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = Made(tmp_path_factory.mktemp("other") / "site")
    other.commit("Write the site", {"page.html": "1\n"}, person=BEN_AT_HOME)

    collected(twice, other)

    assert len([name for name, _ in told(twice) if name.startswith("B")]) == 1


def test_half_a_name_one_word_and_machines_join_nobody() -> None:
    there = [
        ("ben", "ben", "ben@a.example"),
        ("ben2", "ben", "ben@b.example"),
        ("b", "b. okoye", "b@a.example"),
        ("b2", "b. okoye", "b@b.example"),
        ("full", "ben okoye", "okoye@a.example"),
        ("ci", "build bot", "x@a.example"),
        ("ci2", "build bot", "x@b.example"),
        ("no", "cleo duarte", "noreply@a.example"),
        ("yes", "cleo duarte", "cleo@a.example"),
    ]

    assert list(namesakes(there)) == []


def test_an_address_of_several_people_joins_nobody_and_a_spelling_of_its_own_does_not_matter() -> None:
    ours = [("shared", "ben okoye", "us@a.example"), ("shared", "cleo duarte", "us@a.example")]
    others = [("ben", "ben okoye", "ben@a.example"), ("cleo", "cleo duarte", "cleo@a.example")]

    assert list(namesakes([*ours, *others])) == []
    assert list(namesakes([*ours, others[0]])) == []
    assert list(
        namesakes([others[0], ("home", "ben okoye", "b@h.example"), ("home", "benny okoye", "b@h.example")])
    ) == [("ben okoye", ["ben", "home"])]


def test_a_family_name_at_one_address_joins_first_names_and_another_does_not() -> None:
    changed = [("home", "tom lind", "t@h.example"), ("home", "kim lind", "t@h.example")]
    elsewhere = [("work", "kim lind", "kim@w.example"), ("old", "tom lind", "tom@o.example")]
    johns = [("us", "john weiss", "us@h.example"), ("us", "john moe", "us@h.example")]
    apart = [("w", "john weiss", "jw@h.example"), ("m", "john moe", "jm@h.example")]

    assert list(namesakes([*changed, *elsewhere])) == [("tom lind", ["home", "old"]), ("kim lind", ["home", "work"])]
    assert list(namesakes([*johns, *apart])) == []


def test_one_address_under_two_names_is_one_and_is_called_by_the_latest(
    engineer: Member, shop: Made, client: Client
) -> None:
    client.force_login(engineer.user)
    address = "oko@home.example"
    for name in ("Benoît Okoye", "Bea Okoye"):
        for number in range(3):
            shop.clock += 86_400
            shop.commit(f"Heat the pool {number}", {POOL: f"{name} {number}\n"}, person=(name, address))
    shop.commit("Heat the pool at work", {POOL: "work\n"}, person=("Bea Okoye", "bea@work.example"))
    collected(engineer, shop)
    apart = told(engineer)
    area = Area.objects.visible_to(engineer).get(name="db")
    there = [each.name for each in who_knows(engineer, area)]
    benoit = add_person(engineer, name="Benoît Okoye")

    people = whom_to_ask(engineer, paths=[POOL], most=9).people
    text = asked(client, q=POOL)

    assert sorted(apart) == sorted([("Bea Okoye", address), BEN, CLEO])
    assert there == ["Bea Okoye", "Ben Okoye", "Cleo Duarte", "Engineer"]
    assert [each.name for each in people if each.person == benoit.pk] == ["Benoît Okoye"]
    assert "Bea Okoye" not in text


def test_a_slip_is_not_the_name_of_anybody(engineer: Member, shop: Made) -> None:
    shop.commit("Drain the pool", {POOL: "drained\n"}, person=("Ben Okoya", BEN[1]))

    collected(engineer, shop)

    assert BEN in told(engineer)


def test_two_persons_of_mine_at_one_address_stay_two(engineer: Member, shop: Made) -> None:
    for name in ("Dan Weiss", "Eve Lind"):
        shop.commit(f"{name} and the pool", {POOL: f"{name}\n"}, person=(name, "pair@example.org"))
        add_person(engineer, name=name)

    collected(engineer, shop)

    assert {name for name, _ in told(engineer)} == {"Ben Okoye", "Cleo Duarte", "Dan Weiss", "Eve Lind"}


@pytest.mark.parametrize("address", ["root@example.org", "team@example.org"])
def test_a_mailbox_of_many_joins_nobody(engineer: Member, shop: Made, address: str) -> None:
    names = ("Dan Weiss", "Eve Lind", "Finn Moe", "Gil Roth")
    for name in names if address.startswith("team") else names[:2]:
        shop.commit(f"{name} and the pool", {POOL: f"{name}\n"}, person=(name, address))
    dan = add_person(engineer, name="Dan Weiss")

    collected(engineer, shop)

    people = whom_to_ask(engineer, paths=[POOL], most=9).people
    wrote = next(each for each in people if each.person == dan.pk).reasons
    assert next(each.times for each in wrote if each.signal == "wrote") == 1
    assert len([each for each in people if each.address == address]) == 2
