"""An address book that is too large for one request: taken in the background, nothing lost or twice when it stops."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from alongside.accounts.models import Member
from alongside.lib.contact_file import Problem, read
from alongside.lib.processes import this_process
from alongside.people import actions, queries
from alongside.people.importing import run
from alongside.people.importing.writing import write
from alongside.people.models import AddressBook, Identity

MANY = 3_000


@pytest.fixture
def as_anna(client: Client, anna: Member, settings: Settings, tmp_path: object) -> Client:
    settings.HOME = tmp_path
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
    client.force_login(anna.user)
    return client


def card(number: int) -> str:
    name = f"Tom Ash{number - 1 if number % 10 == 2 else number}"
    email = "" if number % 9 == 0 and number % 10 not in (1, 2) else f"EMAIL:tom{number}@example.org\n"
    return f"BEGIN:VCARD\nFN:{name}\nTEL:+49 30 1234567\n{email}END:VCARD\n"


def cards(number: int = MANY) -> bytes:
    """Every ninth without an address, every tenth a namesake of another."""
    return "".join(card(each) for each in range(number)).encode()


def take(client: Client, data: bytes, on_commit: DjangoCaptureOnCommitCallbacks) -> str:
    client.post("/people/import/", {"file": SimpleUploadedFile("contacts.vcf", data)})
    with on_commit(execute=True):
        answer = client.post("/people/import/take/", {"relation": "other", "total": str(MANY)})
    assert answer.headers["Location"] == "/people/import/book/"
    return client.get("/people/import/book/").content.decode()


def there(member: Member) -> list[tuple[str, tuple[str, ...]]]:
    addresses: dict[int, list[str]] = {}
    for person, value in Identity.objects.visible_to(member).values_list("person_id", "value"):
        addresses.setdefault(person or 0, []).append(value)
    return sorted((each.name, tuple(sorted(addresses.get(each.pk, [])))) for each in queries.persons_of(member))


def test_a_large_file_is_taken_in_the_background(
    as_anna: Client, anna: Member, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    shown = take(as_anna, cards(), django_capture_on_commit_callbacks)

    assert "3,000 added" in shown
    assert queries.persons_of(anna).count() == MANY
    assert queries.find_person(anna, "tom2999@example.org").name == "Tom Ash2999"
    assert as_anna.get("/people/import/").status_code == 200  # the next file may come


def test_the_page_that_counts_is_read_anew_when_all_is_taken(
    as_anna: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    take(as_anna, cards(), django_capture_on_commit_callbacks)

    asked = as_anna.get("/people/import/book/", headers={"hx-request": "true"})

    assert asked.headers["HX-Refresh"] == "true"
    assert "HX-Refresh" not in as_anna.get("/people/import/book/").headers


def test_the_same_file_again_brings_nobody(
    as_anna: Client, anna: Member, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    take(as_anna, cards(), django_capture_on_commit_callbacks)
    before = there(anna)

    shown = take(as_anna, cards(), django_capture_on_commit_callbacks)

    assert "0 added" in shown
    assert there(anna) == before


@pytest.mark.parametrize("writes", [1, 2])
def test_a_failure_in_the_middle_loses_nobody_and_takes_nobody_twice(
    as_anna: Client,
    anna: Member,
    ben: Member,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    writes: int,
) -> None:
    left = [writes]

    def full(*given: Any, **more: Any) -> None:
        if left[0] == 0:
            raise DatabaseError("database or disk is full")
        left[0] -= 1
        write(*given, **more)

    monkeypatch.setattr(run, "write", full)
    monkeypatch.setattr(run, "_AT_ONCE", 700)
    stopped = take(as_anna, cards(), django_capture_on_commit_callbacks)
    after_it = queries.persons_of(anna).count()
    left[0] = 100

    with django_capture_on_commit_callbacks(execute=True):
        as_anna.post("/people/import/book/go-on/")

    assert "disk is full" in stopped
    assert after_it == 700 * writes
    actions.import_contacts(ben, cards=(card for card in read(io.BytesIO(cards())) if not isinstance(card, Problem)))
    assert there(anna) == there(ben)
    assert Identity.objects.visible_to(anna).count() == Identity.objects.visible_to(ben).count()


def test_what_stopped_stands_where_the_next_file_would_be_chosen(
    as_anna: Client, anna: Member, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    take(as_anna, cards(), django_capture_on_commit_callbacks)
    gone = AddressBook.objects.visible_to(anna)
    gone.update(done_at=None, process="elsewhere")
    gone.update(process=f"{this_process().rpartition('/')[0]}/999999999:1")

    asked = as_anna.get("/people/import/")
    shown = as_anna.get("/people/import/book/").content.decode()
    as_anna.post("/people/import/book/forget/")

    assert asked.headers["Location"] == "/people/import/book/"
    assert "Go on where it stopped" in shown
    assert queries.persons_of(anna).count() == MANY
    assert as_anna.get("/people/import/").status_code == 200


def test_rooms_above_hear_of_those_who_came_before_the_rest_was_left(
    as_anna: Client,
    anna: Member,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    heard: list[Member] = []
    monkeypatch.setattr("alongside.people.following._followers", [heard.append])
    as_anna.post("/people/import/", {"file": SimpleUploadedFile("contacts.vcf", cards())})
    as_anna.post("/people/import/take/")

    with django_capture_on_commit_callbacks(execute=True):
        as_anna.post("/people/import/book/forget/")

    assert heard == [anna]


def test_two_are_not_taken_at_once(as_anna: Client, anna: Member) -> None:
    as_anna.post("/people/import/", {"file": SimpleUploadedFile("contacts.vcf", cards())})
    as_anna.post("/people/import/take/")  # waits: nothing is committed here

    answer = as_anna.post("/people/import/take/").content.decode()

    assert "being taken already" in answer
    assert "Waits for its turn" in as_anna.get("/people/import/book/").content.decode()


def test_how_far_it_is_asks_again_every_second(as_anna: Client, anna: Member) -> None:
    as_anna.post("/people/import/", {"file": SimpleUploadedFile("contacts.vcf", cards())})
    as_anna.post("/people/import/take/", {"total": "3000"})
    AddressBook.objects.visible_to(anna).update(started_at="2026-11-21T09:00Z", read=2000)

    shown = as_anna.get("/people/import/book/", headers={"hx-request": "true"}).content.decode()

    assert "every 1s" in shown
    assert "2,000 of 3,000" in shown
    assert "<html" not in shown


def test_somebody_who_is_added_meanwhile_gets_in_nobodys_way(
    as_anna: Client,
    anna: Member,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    def slowly(*given: Any) -> Iterator[Any]:
        actions.add_person(anna, name="By Hand", handle="tom")
        actions.add_person(anna, name="Also By Hand", handle="tom.ash5")
        yield from read(*given)

    monkeypatch.setattr(run, "read", slowly)

    shown = take(as_anna, cards(), django_capture_on_commit_callbacks)

    assert "3,000 added" in shown
    assert queries.persons_of(anna).count() == MANY + 2


def test_a_table_that_is_cut_off_says_so_and_the_whole_one_adds_the_rest(
    as_anna: Client, anna: Member, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    whole = b"Name,E-mail,Title\n" + b"".join(
        b"Tom Ash%d,tom%d@example.org,Senior staff engineer for platforms\n" % (n, n) for n in range(MANY)
    )
    cut = whole[: whole.index(b"tom2900@") + 6]

    told = take(as_anna, cut, django_capture_on_commit_callbacks)
    between = queries.persons_of(anna).count()
    take(as_anna, whole, django_capture_on_commit_callbacks)

    assert "cut off" in told
    assert between == 2900
    assert queries.persons_of(anna).count() == MANY
