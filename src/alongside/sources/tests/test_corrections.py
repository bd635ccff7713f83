"""What a person corrected by hand outlives that an address of theirs is taken back and comes again."""

import pytest
from django.test import Client
from django.urls import reverse

from alongside.accounts.models import Member
from alongside.evidence.models import Activity, Correction, Entry, Piece
from alongside.people.queries import my_identities
from alongside.sources.collectors.git.tests.repositories import Made
from alongside.sources.tests.conftest import collected

OLD = ("Engineer", "me@old.example")
KEYS, SONG, LAMP = "Rotate the keys of the vault", "Sing the song of sixpence", "Replace the lamp"


@pytest.fixture
def page(client: Client, engineer: Member, made: Made) -> Client:
    """Three pieces of work under an address that was added with one click."""
    client.force_login(engineer.user)
    for file, title in (("vault.py", KEYS), ("song.md", SONG), ("lamp.c", LAMP)):
        made.commit(title, {file: "1\n"}, person=OLD)
    client.post("/sources/identities/merge", {"kind": "email", "value": OLD[1]})
    collected(engineer, made)
    return client


def taken_back(page: Client, member: Member, made: Made) -> None:
    page.post("/sources/identities/split", {"identity": my_identities(member).get(value=OLD[1]).pk})
    collected(member, made)


def undone(page: Client, member: Member, made: Made) -> None:
    page.post("/sources/identities/merge", {"kind": "email", "value": OLD[1]})
    collected(member, made)


def piece(member: Member, title: str) -> Piece:
    return Piece.objects.visible_to(member).get(title=title)


def told(member: Member) -> list[tuple[str, list[str], bool]]:
    rows = Piece.objects.visible_to(member).order_by("title", "pk")
    within = Activity.objects.visible_to(member).order_by("happened_at", "pk")
    return [
        (row.title, list(within.filter(piece=row).values_list("title", flat=True)), row.dismissed_at is not None)
        for row in rows
    ]


def test_pieces_of_an_address_that_was_taken_back_are_gone(page: Client, engineer: Member, made: Made) -> None:
    keys = piece(engineer, KEYS)
    page.post(reverse("evidence:merge"), {"piece": [keys.pk, piece(engineer, SONG).pk]})
    page.post(reverse("evidence:dismiss", args=[piece(engineer, LAMP).pk]))

    taken_back(page, engineer, made)

    page.get("/")  # says what was done
    assert [title for title, _, _ in told(engineer)] == ["Cache the price table"]
    assert KEYS not in page.get(reverse("evidence:pieces")).text


def test_what_was_merged_titled_and_dismissed_is_so_again_after_undo(
    page: Client, engineer: Member, made: Made
) -> None:
    page.post(reverse("evidence:merge"), {"piece": [piece(engineer, KEYS).pk, piece(engineer, SONG).pk]})
    page.post(reverse("evidence:retitle", args=[piece(engineer, KEYS).pk]), {"title": "Sing to the vault"})
    page.post(reverse("evidence:dismiss", args=[piece(engineer, LAMP).pk]))
    before = told(engineer)

    taken_back(page, engineer, made)
    undone(page, engineer, made)

    assert told(engineer) == before
    assert ("Sing to the vault", [KEYS, SONG], False) in before
    assert (LAMP, [LAMP], True) in before
    assert not Correction.objects.visible_to(engineer).exists()


def test_what_was_put_into_work_of_another_address_goes_there_again(page: Client, engineer: Member, made: Made) -> None:
    page.post(
        reverse("evidence:merge"), {"piece": [piece(engineer, "Cache the price table").pk, piece(engineer, SONG).pk]}
    )
    before = told(engineer)

    taken_back(page, engineer, made)
    without = piece(engineer, "Cache the price table")
    undone(page, engineer, made)

    assert told(engineer) == before
    assert Activity.objects.visible_to(engineer).filter(piece=without, title=SONG).exists()


def test_an_entry_keeps_its_piece_of_work_until_its_activities_come_again(
    page: Client, engineer: Member, made: Made
) -> None:
    lamp = piece(engineer, LAMP)
    page.post(reverse("evidence:accept", args=[lamp.pk]))
    before = told(engineer)

    taken_back(page, engineer, made)
    kept = Entry.objects.visible_to(engineer).get(text=LAMP).piece
    undone(page, engineer, made)

    assert kept == lamp
    assert told(engineer) == before
