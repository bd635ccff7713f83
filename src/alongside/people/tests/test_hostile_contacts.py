"""Files of contacts that somebody wrote with ill will, or a broken program: they order nothing and stop nothing."""

import os
import stat
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from alongside.accounts.actions import issue_token
from alongside.accounts.models import Member
from alongside.people import queries, uploads
from alongside.people.models import AddressBook

CARD = b"""BEGIN:VCARD
FN;ENCODING=QUOTED-PRINTABLE:Mi=00na=1B Okoye=7F
TITLE;ENCODING=QUOTED-PRINTABLE:La=00mp
ORG;ENCODING=QUOTED-PRINTABLE:=E2=80=AELights
EMAIL:mina@example.org
EMAIL;ENCODING=QUOTED-PRINTABLE:no=00 address@
END:VCARD
"""


@pytest.fixture
def as_anna(client: Client, anna: Member, settings: Settings, tmp_path: Path) -> Client:
    settings.HOME = tmp_path
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
    client.force_login(anna.user)
    return client


def test_letters_that_nobody_sees_are_left_out(as_anna: Client, anna: Member) -> None:
    as_anna.post("/people/import/", {"file": SimpleUploadedFile("contacts.vcf", CARD)})
    as_anna.post("/people/import/take/", {"relation": "other", "total": "1"})

    [mina] = queries.persons_of(anna)
    assert (mina.name, mina.role, mina.team) == ("Mina Okoye", "Lamp", "Lights")


@pytest.mark.parametrize("letter", ["\\u0000", "\\ud800", "\\u001b", "\\u202e"])
def test_nor_are_they_taken_from_a_program(client: Client, anna: Member, letter: str) -> None:
    text = f'"Mi{letter}na"'
    items = f'[{{"line": 1, "name": {text}, "emails": [{text}], "role": {text}, "team": {text}}}]'
    token = {"authorization": f"Bearer {issue_token(anna, name='test')}"}

    answer = client.post("/api/persons/import", f'{{"items": {items}}}', content_type="application/json", headers=token)

    assert answer.json()["told"] == [{"line": 1, "message": "“Mina” is no e-mail address. It is left out."}]
    assert [(each.name, each.role, each.team) for each in queries.persons_of(anna)] == [("Mina", "Mina", "Mina")]


def test_a_column_may_be_called_anything(as_anna: Client, anna: Member) -> None:
    rows = b"".join(b"Tom Ash%d,tom%d@example.org\n" % (number, number) for number in range(4000))
    as_anna.post("/people/import/", {"file": SimpleUploadedFile("contacts.csv", b"Na\0me,E-mail\n" + rows)})

    as_anna.post("/people/import/take/", {"relation": "other", "total": "4000", "column_name": "Na\0me"})

    assert AddressBook.objects.visible_to(anna).get().columns == {"name": "Name"}


def test_of_two_files_at_once_the_later_one_stays(
    anna: Member, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.HOME = tmp_path
    was, others = os.open, [SimpleUploadedFile("../../other.vcf", b"other")]

    def open_after_another(path: Any, *how: Any) -> int:
        if others and Path(path).parent == tmp_path / "contacts":
            uploads.keep_upload(anna, others.pop())
        return was(path, *how)

    monkeypatch.setattr(os, "open", open_after_another)
    uploads.keep_upload(anna, SimpleUploadedFile("this.vcf", b"this"))

    [kept] = (tmp_path / "contacts").iterdir()
    assert kept.read_bytes() == b"this"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
