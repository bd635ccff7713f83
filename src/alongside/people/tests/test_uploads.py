"""The file between its preview and its import: nobody who does not take it leaves it behind."""

import os
import time
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from alongside.accounts.models import Member
from alongside.people import actions

CARDS = b"BEGIN:VCARD\nFN:Ben Okoye\nEMAIL:ben@example.org\nEND:VCARD\n"


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.HOME = tmp_path
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
    return tmp_path / "contacts"


@pytest.fixture
def as_anna(client: Client, anna: Member) -> Client:
    client.force_login(anna.user)
    return client


def upload(client: Client) -> str:
    return client.post("/people/import/", {"file": SimpleUploadedFile("contacts.vcf", CARDS)}).text


def left(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def let_a_day_pass(folder: Path) -> None:
    for path in folder.iterdir():
        os.utime(path, (time.time() - 90_000, time.time() - 90_000))


def test_cancelling_the_preview_removes_the_file(as_anna: Client, anna: Member, folder: Path) -> None:
    shown = upload(as_anna)
    before = left(folder)

    answer = as_anna.post("/people/import/leave/")

    assert 'formaction="/people/import/leave/">Cancel' in shown
    assert before == [str(anna.pk)]
    assert left(folder) == []
    assert answer.headers["Location"] == "/people/"


def test_after_a_defect_cancel_removes_the_file_too(as_anna: Client) -> None:
    shown = as_anna.post("/people/import/take/").text

    assert '<form id="leave" method="post" action="/people/import/leave/">' in shown
    assert 'form="leave">Cancel' in shown


def test_what_nobody_took_is_gone_after_a_day_whoever_comes_next(as_anna: Client, ben: Member, folder: Path) -> None:
    upload(as_anna)
    let_a_day_pass(folder)
    as_anna.force_login(ben.user)

    upload(as_anna)

    assert left(folder) == [str(ben.pk)]


def test_what_was_uploaded_today_waits_for_its_owner(as_anna: Client, anna: Member, ben: Member, folder: Path) -> None:
    upload(as_anna)
    as_anna.force_login(ben.user)

    as_anna.get("/people/import/")

    assert left(folder) == [str(anna.pk)]


def test_what_is_being_taken_stays_however_long_it_takes(as_anna: Client, anna: Member, folder: Path) -> None:
    upload(as_anna)
    actions.take_address_book(anna, columns={})
    let_a_day_pass(folder)

    as_anna.get("/people/import/")
    as_anna.post("/people/import/leave/")

    assert left(folder) == [str(anna.pk)]
