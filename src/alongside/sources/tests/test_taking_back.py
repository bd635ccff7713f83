"""A wrong calendar goes with all that it brought; what a person said about it stays."""

import json
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from alongside.accounts.actions import issue_token
from alongside.accounts.models import Member
from alongside.evidence import actions as evidence
from alongside.evidence.models import Activity, Piece
from alongside.people.actions import add_identity, add_person, add_strangers
from alongside.people.models import Identity, Person, Stranger, Touchpoint
from alongside.sources import actions
from alongside.sources.models import Connection
from alongside.sources.tests.conftest import run

IVAN = ("Ivan Intruder", "ivan@example.com")
WRONG = (("1", "Talk with a stranger", IVAN), ("2", "Talk with Mina", ("Mina Okafor", "mina@example.org")))


@pytest.fixture(autouse=True)
def page(client: Client, anna: Member) -> Client:
    add_identity(anna, kind="email", value="anna@example.org")
    client.force_login(anna.user)
    return client


def calendar(folder: Path, name: str, meetings: tuple[tuple[str, str, tuple[str, str]], ...]) -> Path:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0"]
    for uid, title, (who, address) in meetings:
        lines += [
            *("BEGIN:VEVENT", f"UID:{uid}", "DTSTART:20261103T100000Z", "DTEND:20261103T103000Z", f"SUMMARY:{title}"),
            "ORGANIZER:mailto:anna@example.org",
            *("ATTENDEE;PARTSTAT=ACCEPTED:mailto:anna@example.org",),
            *(f"ATTENDEE;PARTSTAT=ACCEPTED;CN={who}:mailto:{address}", "END:VEVENT"),
        ]
    path = folder / name
    path.write_text("\r\n".join([*lines, "END:VCALENDAR", ""]))
    return path


def collected(anna: Member, path: Path) -> Connection:
    connection = actions.connect(anna, collector="calendar", answers={"place": str(path)})
    run(anna, actions.collect_connection(anna, connection=connection))
    return connection


def titles(anna: Member) -> set[str]:
    return set(Activity.objects.visible_to(anna).filter(source="calendar").values_list("title", flat=True))


def known_as(person: Person) -> set[str]:
    rows = Identity.objects.visible_to(person.owner).filter(person=person, kind="email")
    return set(rows.values_list("value", flat=True))


def test_the_page_says_what_goes_and_takes_it_back_when_asked(
    page: Client, anna: Member, tmp_path: Path, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    connection = collected(anna, calendar(tmp_path, "wrong.ics", WRONG))
    proposed = set(Stranger.objects.visible_to(anna).values_list("name", flat=True))

    with django_assert_max_num_queries(15):
        asked = " ".join(page.get(f"/sources/connections/{connection.pk}/forget").text.split())
    page.post(f"/sources/connections/{connection.pk}/forget", {"take_back": "yes"})

    assert "Ivan Intruder" in proposed
    assert f"2 activities that no other source brought, 0 touchpoints, and {len(proposed)} persons proposed" in asked
    assert titles(anna) == set()
    assert not Piece.objects.visible_to(anna).exists()
    assert not Stranger.objects.visible_to(anna).exists()


def test_forgetting_alone_keeps_what_came(page: Client, anna: Member, tmp_path: Path) -> None:
    connection = collected(anna, calendar(tmp_path, "wrong.ics", WRONG))

    page.post(f"/sources/connections/{connection.pk}/forget")

    assert len(titles(anna)) == 2
    assert Stranger.objects.visible_to(anna).filter(name="Ivan Intruder").exists()


def test_touchpoints_with_persons_go_and_come_again_with_the_calendar(anna: Member, tmp_path: Path) -> None:
    path = calendar(tmp_path, "wrong.ics", WRONG)
    collected(anna, path)
    add_strangers(anna, strangers=[Stranger.objects.visible_to(anna).get(name="Ivan Intruder")])
    evidence.find_touchpoints(anna)
    before = Touchpoint.objects.visible_to(anna).filter(source="calendar").count()
    connection = Connection.objects.visible_to(anna).get()

    actions.forget_connection(anna, connection=connection, take_back=True)
    after = Touchpoint.objects.visible_to(anna).filter(source="calendar").count()
    collected(anna, path)

    assert (before, after) == (1, 0)
    assert len(titles(anna)) == 2
    assert Touchpoint.objects.visible_to(anna).filter(source="calendar").count() == 1


def test_what_another_source_brought_too_stays(anna: Member, tmp_path: Path) -> None:
    wrong = collected(anna, calendar(tmp_path, "wrong.ics", WRONG))
    collected(anna, calendar(tmp_path, "right.ics", WRONG[1:]))

    actions.forget_connection(anna, connection=wrong, take_back=True)

    assert titles(anna) == {"Talk with Mina"}


def test_what_was_accepted_or_corrected_stays_and_is_said_to(page: Client, anna: Member, tmp_path: Path) -> None:
    third = ("3", "Talk about nothing", ("Lea Lang", "lea@example.com"))
    connection = collected(anna, calendar(tmp_path, "wrong.ics", (*WRONG, third)))
    evidence.accept(anna, piece=Piece.objects.visible_to(anna).get(activities__external_id="1"))
    evidence.retitle(anna, piece=Piece.objects.visible_to(anna).get(activities__external_id="2"), title="Plan")

    asked = page.get(f"/sources/connections/{connection.pk}/forget").text
    actions.forget_connection(anna, connection=connection, take_back=True)

    assert "1 activity that no other source brought" in asked
    assert "2 activities stay" in asked
    assert titles(anna) == {"Talk with a stranger", "Talk with Mina"}


def test_the_api_tells_and_takes_back_also_what_was_forgotten_before(
    page: Client, anna: Member, tmp_path: Path
) -> None:
    collected(anna, calendar(tmp_path, "wrong.ics", WRONG))
    token = {"Authorization": f"Bearer {issue_token(anna, name='test')}"}
    one = page.get("/api/connections", headers=token).json()["items"][0]["id"]
    page.post(f"/api/connections/{one}/forget", headers=token)

    forgotten = json.loads(page.get("/api/connections?forgotten=true", headers=token).text)["items"]
    brought = page.get(f"/api/connections/{one}/brought", headers=token).json()
    kept = titles(anna)
    page.post(f"/api/connections/{one}/forget?take_back=true", headers=token)

    assert [each["id"] for each in forgotten] == [one]
    assert (brought["activities"], brought["staying"], len(kept)) == (2, 0, 2)
    assert titles(anna) == set()


def test_an_address_that_was_learned_from_it_alone_goes_and_is_learned_again(
    page: Client, anna: Member, tmp_path: Path
) -> None:
    ivan, mina = add_person(anna, name="Ivan Intruder"), add_person(anna, name="Mina Okafor")
    wrong = calendar(tmp_path, "wrong.ics", WRONG)
    connection = collected(anna, wrong)
    collected(anna, calendar(tmp_path, "right.ics", WRONG[1:]))
    learned = known_as(ivan), known_as(mina)

    page.post(f"/sources/connections/{connection.pk}/forget", {"take_back": "yes"})
    after = known_as(ivan), known_as(mina)
    collected(anna, wrong)

    assert learned == ({"ivan@example.com"}, {"mina@example.org"})
    assert after == (set(), {"mina@example.org"})
    assert known_as(ivan) == {"ivan@example.com"}


def test_an_address_that_was_given_by_hand_stays(page: Client, anna: Member, tmp_path: Path) -> None:
    ivan = add_person(anna, name="Ivan Intruder")
    add_identity(anna, kind="email", value="ivan@example.com", person=ivan)
    connection = collected(anna, calendar(tmp_path, "wrong.ics", WRONG))

    page.post(f"/sources/connections/{connection.pk}/forget", {"take_back": "yes"})

    assert known_as(ivan) == {"ivan@example.com"}
