"""Cards in the forms of RFC 2426, RFC 6350 and vCard 2.1, tables as Google and Outlook name their columns; made up."""

import io
from contextlib import suppress
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.lib.contact_file import Card, NoContacts, Problem, read
from alongside.lib.contact_file.reading import head_of
from alongside.lib.contact_file.tables import columns_of, guessed

THREE = """BEGIN:VCARD
VERSION:3.0
N:Okoye;Ben;;;
FN:Ben Okoye
EMAIL;TYPE=INTERNET,WORK:ben@example.org
item1.EMAIL;TYPE=INTERNET:ben@home.example
ORG:Example;Payments
TITLE:Engineering manager
PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQ
 AAAQABAAD
END:VCARD
BEGIN:VCARD
VERSION:4.0
FN;X-NOTE="a:b":Cleo\\, Duarte
EMAIL;PREF=1:mailto:cleo@example.org
NOTE:END:VCARD is not at the beginning
END:VCARD
"""


def cards(text: str | bytes, **columns: str) -> list[Card | Problem]:
    raw = text if isinstance(text, bytes) else text.encode()
    return list(read(io.BytesIO(raw), columns or None))


def test_cards_are_read_with_names_addresses_role_and_team() -> None:
    ben, cleo = cards(THREE)

    assert ben == Card(1, "Ben Okoye", ("ben@example.org", "ben@home.example"), "Engineering manager", "Payments")
    assert cleo == Card(12, "Cleo, Duarte", ("cleo@example.org",))


def test_a_card_of_an_old_phone_is_read() -> None:
    old = (
        "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=BC=\r\nrgen;;;\r\n"
        "EMAIL;INTERNET:jm@example.org\r\nEND:VCARD\r\n"
    )

    assert cards(old) == [Card(1, "Jürgen Müller", ("jm@example.org",))]


def test_folded_lines_and_windows_letters_are_read() -> None:
    folded = "BEGIN:VCARD\nFN:J\xfcrgen\n  M\xfcller\nEND:VCARD\n".encode("cp1252")

    assert cards(folded) == [Card(1, "Jürgen Müller")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_other_encodings_are_read(encoding: str) -> None:
    assert [card.name for card in cards(THREE.encode(encoding)) if isinstance(card, Card)] == [
        "Ben Okoye",
        "Cleo, Duarte",
    ]


def test_one_broken_card_does_not_spoil_the_others() -> None:
    broken = (
        "BEGIN:VCARD\nVERSION:3.0\nEND:VCARD\n"
        + THREE
        + "BEGIN:VCARD\nKIND:group\nFN:Team\nEND:VCARD\nBEGIN:VCARD\nFN:Cut"
    )

    found = cards(broken)

    assert [each.line for each in found if isinstance(each, Problem)] == [1, 21, 25]
    assert len([each for each in found if isinstance(each, Card)]) == 2


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "empty"),
        (b" \r\n", "empty"),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", "calendar"),
        (b"PK\x03\x04rest", "Excel"),
        (b"<!doctype html><p>Sign in", "web page"),
        (b"\x00\x01" * 400, "not a text file"),
        (b"shoe size,colour\n38,red\n", "shoe size"),
        (b"just some words\n", "No column"),
    ],
)
def test_what_is_no_file_of_contacts_is_called_by_its_name(data: bytes, told: str) -> None:
    with pytest.raises(NoContacts, match=told):
        cards(data)


def test_a_table_of_google_is_read() -> None:
    table = (
        "First Name,Last Name,Organization Title,Organization Department,E-mail 1 - Value,E-mail 2 - Value\n"
        '"Ben","Okoye","Engineering manager","Payments","ben@example.org ::: bo@example.org","ben@home.example"\n'
        ",,,,,\n"
        ",,Nobody,,,\n"
    )

    ben, nobody = cards(table)

    addresses = ("ben@example.org", "bo@example.org", "ben@home.example")
    assert ben == Card(2, "Ben Okoye", addresses, "Engineering manager", "Payments")
    assert isinstance(nobody, Problem)


@pytest.mark.parametrize(
    ("head", "row"),
    [
        (
            "First Name,Last Name,Title,E-mail Address,E-mail Type,E-mail 2 Address,E-mail 2 Type,Job Title,Department",
            "Mina,Okafor,Dr.,mina@example.org,SMTP,mina@home.example,SMTP,Director,Payments",
        ),
        (
            "Anrede;Vorname;Nachname;E-Mail-Adresse;E-Mail-Typ;E-Mail 2: Adresse;E-Mail 2: Typ;Position;Abteilung",
            "Frau;Mina;Okafor;mina@example.org;SMTP;mina@home.example;SMTP;Director;Payments",
        ),
    ],
)
def test_a_table_of_outlook_is_read_with_the_job_and_every_address(head: str, row: str) -> None:
    addresses = ("mina@example.org", "mina@home.example")
    assert cards(f"{head}\n{row}\n") == [Card(2, "Mina Okafor", addresses, "Director", "Payments")]


def test_a_title_is_the_role_where_nothing_else_tells_it() -> None:
    table = "Name,Title,E-mail\nMina Okafor,Director,mina@example.org\n"

    assert cards(table) == [Card(2, "Mina Okafor", ("mina@example.org",), "Director")]


def test_what_stands_for_an_address_is_handed_on_to_be_told() -> None:
    assert cards("Name,E-mail\nBen Okoye,not-an-address\n") == [Card(2, "Ben Okoye", ("not-an-address",))]


def test_columns_can_be_said() -> None:
    table = "Wer;Post;Name\nBen Okoye;ben@example.org;wrong\n"

    assert cards(table, name="Wer", email="Post") == [Card(2, "Ben Okoye", ("ben@example.org",))]
    assert guessed(columns_of(head_of(io.BytesIO(table.encode())))) == {"name": "Name"}


def test_columns_can_be_counted() -> None:
    assert cards("Wer;Post\nBen Okoye;ben@example.org\n", name="1", email="2")[0].line == 2
    assert cards("Ben Okoye;ben@example.org\n", name="1", email="2") == [Card(1, "Ben Okoye", ("ben@example.org",))]


@pytest.mark.parametrize("row", ["ben@example.org,Ben Okoye", "7,Ben Okoye,1 Main Street,ben@example.org"])
def test_the_first_row_shows_what_is_what_when_there_are_no_headings(row: str) -> None:
    assert cards(f"{row}\n") == [Card(1, "Ben Okoye", ("ben@example.org",))]


def test_a_card_in_a_card_is_not_a_person_of_its_own() -> None:
    agent = "BEGIN:VCARD\nFN:Ben Okoye\nAGENT:\nBEGIN:VCARD\nFN:Susan\nEND:VCARD\nEND:VCARD\n"

    assert cards(agent) == [Card(1, "Ben Okoye")]


def test_many_are_read_one_by_one() -> None:
    class Endless(io.RawIOBase):
        def __init__(self) -> None:
            self.place = 0

        def seek(self, place: int, whence: int = 0) -> int:
            self.place = place
            return place

        def read(self, size: int = -1) -> bytes:
            return (b"BEGIN:VCARD\nFN:Somebody\nEND:VCARD\n" * (size // 33 + 1))[:size]

        def readline(self, size: int | None = -1) -> bytes:
            self.place += 1
            return (b"BEGIN:VCARD\n", b"FN:Somebody\n", b"END:VCARD\n")[(self.place - 1) % 3]

    assert len(list(islice(read(Endless()), 10_000))) == 10_000  # type: ignore[arg-type]


@given(st.binary(max_size=400))
def test_no_bytes_break_it(data: bytes) -> None:
    for more in (data, b"BEGIN:VCARD\n" + data, b"name,email\n" + data):
        with suppress(NoContacts):
            assert all(isinstance(each, (Card, Problem)) for each in cards(more))


@given(
    st.lists(st.sampled_from(["BEGIN:VCARD", "END:VCARD", "FN:a", "N:;;", " x", "EMAIL:a@b", "ORG:\\;;", ":", ";="]))
)
def test_no_order_of_lines_breaks_it(lines: list[str]) -> None:
    assert all(isinstance(each, (Card, Problem)) for each in cards("BEGIN:VCARD\n" + "\n".join(lines)))
