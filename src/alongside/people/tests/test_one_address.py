"""A calendar knows somebody by their address, a repository by their full name beside it: one person."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from alongside.accounts.models import Member
from alongside.evidence.findings import Finding
from alongside.evidence.tests.touches import found, keep, meeting
from alongside.people import actions, queries
from alongside.people.models import Identity, NotLearned

ADDRESS = "mina@example.org"
REVIEWS = found(1, "pull request", ("reviewer", "Mina Okafor", ADDRESS), ("reviewer", "Mina Okafor", "mo@example.net"))
AS_CALENDARS_WRITE_IT = [(ADDRESS, ADDRESS), ("", ADDRESS), ("Okafor, Mina", "MINA@example.org"), ("Mina", ADDRESS)]


@pytest.fixture(autouse=True)
def looked_through_at_once(settings: Settings, django_capture_on_commit_callbacks: Any) -> Iterator[None]:
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
    with django_capture_on_commit_callbacks(execute=True):
        yield


@pytest.fixture
def page(client: Client, anna: Member) -> Client:
    client.force_login(anna.user)
    return client


@pytest.fixture(params=["calendar first", "repository first"])
def order(request: pytest.FixtureRequest) -> int:
    return 1 if request.param == "calendar first" else -1


def collect(
    anna: Member, calendar: Finding, reviews: Finding, order: int, django_capture_on_commit_callbacks: Any
) -> None:
    for source, told in [("calendar", calendar), ("github", reviews)][::order]:
        with django_capture_on_commit_callbacks(execute=True):
            keep(anna, told, source=source)


@pytest.mark.parametrize("attendee", AS_CALENDARS_WRITE_IT)
def test_somebody_known_by_name_alone_learns_the_address_beside_it(
    page: Client, anna: Member, attendee: tuple[str, str], order: int, django_capture_on_commit_callbacks: Any
) -> None:
    mina = actions.add_person(anna, name="Mina Okafor")

    collect(anna, meeting(2, 2, attendee), REVIEWS, order, django_capture_on_commit_callbacks)

    kinds = sorted(queries.touchpoints_of(anna, mina).values_list("kind", flat=True))
    assert kinds == ["one_on_one", "review"]
    assert ADDRESS in page.get(f"/people/{mina.pk}/").text.casefold()
    assert "Nobody new" in page.get("/people/proposed/").text


@pytest.mark.parametrize("attendee", AS_CALENDARS_WRITE_IT)
def test_strangers_with_one_address_are_one_proposal(
    page: Client, anna: Member, attendee: tuple[str, str], order: int, django_capture_on_commit_callbacks: Any
) -> None:
    collect(anna, meeting(2, 2, attendee), REVIEWS, order, django_capture_on_commit_callbacks)

    [proposed] = queries.strangers_of(anna)
    assert (proposed.name, proposed.key) == ("Mina Okafor", "mina okafor")
    assert {value.casefold() for _, value in proposed.known} == {"mina okafor", ADDRESS, "mo@example.net"}
    assert page.get("/people/proposed/").text.count("1 one-on-one") == 1


def test_a_mailbox_of_two_stays_with_neither(page: Client, anna: Member) -> None:
    alice = actions.add_person(anna, name="Alice Berg")

    keep(anna, meeting(1, 2, ("Alice Berg", "office@example.org")), meeting(2, 2, ("Bob Weiss", "office@example.org")))
    keep(anna, meeting(3, 2, ("", "office@example.org")), source="calendar")

    assert not Identity.objects.visible_to(anna).filter(person=alice).exists()
    assert {each.name for each in queries.strangers_of(anna)} == {"Bob Weiss", "office@example.org"}
    assert queries.strangers_of(anna).get(name="Bob Weiss").known == [["name", "Bob Weiss"]]


def test_of_two_who_bear_one_name_neither_learns(anna: Member) -> None:
    for handle in ("nina", "nina.nine"):
        actions.add_person(anna, name="Nina Nine", handle=handle)

    keep(anna, meeting(1, 2, ("Nina Nine", "nina@example.org")))

    assert not Identity.objects.visible_to(anna).exclude(person=None).exists()


def test_who_signs_their_work_with_a_colleagues_name_does_not_become_them(anna: Member, cleo: Member) -> None:
    mina = actions.add_person(anna, name="Mina Okafor")

    keep(anna, meeting(1, 2, ("Mina Okafor", cleo.user.email)))

    assert queries.member_behind(anna, mina) is None
    assert not Identity.objects.visible_to(anna).filter(person=mina).exists()


def test_a_member_is_learned_under_the_name_they_have_here(anna: Member, cleo: Member) -> None:
    person = actions.add_person(anna, name="Cleo Duarte")
    cleo.name = "Cleo Duarte"
    cleo.save()

    keep(anna, meeting(1, 2, ("Cleo Duarte", cleo.user.email)))

    assert queries.member_behind(anna, person) == cleo


def test_an_address_that_was_taken_away_is_not_learned_again(page: Client, anna: Member) -> None:
    mina = actions.add_person(anna, name="Mina Okafor")
    keep(anna, REVIEWS)
    learned = Identity.objects.visible_to(anna).get(value=ADDRESS)

    page.post(f"/people/identities/{learned.pk}/remove/")
    keep(anna, meeting(2, 2, (ADDRESS, ADDRESS)), source="calendar")

    assert set(Identity.objects.visible_to(anna).filter(person=mina).values_list("value", flat=True)) == {
        "mo@example.net"
    }
    assert [each.name for each in queries.strangers_of(anna)] == [ADDRESS]
    assert "0 dismissed" not in page.get("/people/proposed/").text
    assert [each.address for each in NotLearned.objects.visible_to(anna)] == [ADDRESS]


def test_who_was_dismissed_under_an_address_stays_so_under_their_name(page: Client, anna: Member) -> None:
    keep(anna, meeting(2, 2, (ADDRESS, ADDRESS)), source="calendar")
    page.post("/people/proposed/dismiss/", {"one": queries.strangers_of(anna).get().pk})

    keep(anna, REVIEWS)

    assert "Nobody new" in page.get("/people/proposed/").text
    assert [each.name for each in queries.strangers_of(anna, dismissed=True)] == ["Mina Okafor"]


@pytest.mark.parametrize(
    ("names", "proposed"),
    [
        (("Mina Okafor", "M. Okafor"), ["Mina Okafor"]),
        (("Mina Okafor", "Mina A. Okafor", "Mina Okafor"), ["Mina Okafor"]),
        (("Tom Berg", "Kim Berg"), ["Kim Berg", "Tom Berg"]),
        (("Mina", "mina.okafor"), ["mina.okafor"]),
    ],
)
def test_spellings_of_one_name_are_no_two(anna: Member, names: tuple[str, ...], proposed: list[str]) -> None:
    keep(anna, *(meeting(number, 2, (name, ADDRESS)) for number, name in enumerate(names)))

    assert sorted(each.name for each in queries.strangers_of(anna)) == proposed


def test_who_is_dismissed_under_two_addresses_hinders_no_touchpoint_when_both_are_found_to_be_theirs(
    page: Client, anna: Member, django_capture_on_commit_callbacks: Any
) -> None:
    ben = actions.add_person(anna, name="Ben Okoye", email="ben@example.org")
    keep(anna, meeting(2, 2, (ADDRESS, ADDRESS)), meeting(3, 2, ("", "mo@example.net")), source="calendar")
    page.post("/people/proposed/dismiss/", {"stranger": [each.pk for each in queries.strangers_of(anna)]})

    with django_capture_on_commit_callbacks(execute=True):
        keep(anna, REVIEWS, found(2, "pull request", ("reviewer", "Ben Okoye", "ben@example.org")), source="github")

    assert queries.touchpoints_of(anna, ben).count() == 1
    assert "Nobody new" in page.get("/people/proposed/").text
    assert "Mina Okafor" in page.get("/people/proposed/?dismissed=1").text
