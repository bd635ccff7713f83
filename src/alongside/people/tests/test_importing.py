import io
import re
import time
from collections.abc import Iterator

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from alongside.accounts.models import Member
from alongside.lib.contact_file import Card, read
from alongside.people import actions, queries
from alongside.people.actions import Contact
from alongside.people.models import Identity, Person, Stranger

BEN = Card(1, "Ben Okoye", ("ben@example.org",), "Engineering manager", "Payments")
CLEO = Card(2, "Cleo Duarte", ("cleo@example.org", "cleo@home.example"))


@pytest.fixture
def as_anna(client: Client, anna: Member, settings: Settings, tmp_path: object) -> Client:
    settings.HOME = tmp_path
    client.force_login(anna.user)
    return client


def names(member: Member) -> list[str]:
    return [person.name for person in queries.persons_of(member)]


def addresses(person: Person, member: Member) -> set[str]:
    return set(Identity.objects.visible_to(member).filter(person=person).values_list("value", flat=True))


def told(done: actions.Imported) -> str:
    return " ".join(sentence for _, sentence in done.told)


def test_cards_become_persons_once(anna: Member, ben: Member) -> None:
    first = actions.import_contacts(anna, cards=[BEN, CLEO], relation="peer")
    again = actions.import_contacts(anna, cards=[BEN, CLEO], relation="peer")

    assert (first.added, first.addresses, again.added, again.known, again.addresses) == (2, 3, 0, 2, 0)
    found = queries.find_person(anna, "ben@example.org")
    told = (found.handle, found.role, found.team, found.relation, queries.member_behind(anna, found))
    assert told == ("ben", "Engineering manager", "Payments", "peer", ben)


def test_a_dry_run_says_the_same_and_keeps_nothing(anna: Member) -> None:
    dry = actions.import_contacts(anna, cards=[BEN, CLEO], dry_run=True)

    assert (dry.added, dry.addresses, dry.shown[0]) == (2, 3, ("Ben Okoye", "ben@example.org"))
    assert names(anna) == []


def test_who_is_there_gets_what_is_new_and_keeps_what_was_written(anna: Member) -> None:
    there = actions.add_person(anna, name="Ben", email="BEN@example.org", relation="manager", team="Checkout")

    actions.import_contacts(
        anna, cards=[Card(1, "Ben Okoye", ("ben@example.org", "bo@example.org"), "Lead", "Payments")]
    )

    there.refresh_from_db()
    assert (there.name, there.relation, there.role, there.team) == ("Ben", "manager", "Lead", "Checkout")
    assert addresses(there, anna) == {"BEN@example.org", "bo@example.org"}


def test_a_name_that_one_alone_has_finds_them(anna: Member) -> None:
    there = actions.add_person(anna, name="Cleo Duarte")

    actions.import_contacts(anna, cards=[CLEO])

    assert addresses(there, anna) == {"cleo@example.org", "cleo@home.example"}


def test_a_namesake_with_another_address_is_a_second_person(anna: Member) -> None:
    actions.add_person(anna, name="Cleo Duarte", email="cleo@elsewhere.example")

    done = actions.import_contacts(anna, cards=[CLEO])

    assert done.added == 1
    assert "merge them if they are one" in told(done)


def test_of_two_with_one_address_the_first_has_it(anna: Member) -> None:
    done = actions.import_contacts(
        anna, cards=[Card(1, "Ben Okoye", ("team@example.org",)), Card(9, "Cleo Duarte", ("team@example.org",))]
    )

    assert names(anna) == ["Ben Okoye", "Cleo Duarte"]
    assert queries.find_person(anna, "team@example.org").name == "Ben Okoye"
    assert done.told == [(9, "team@example.org stands for Ben Okoye already. Cleo Duarte is there without it.")]


def test_two_of_one_family_with_one_address_stay_two(anna: Member) -> None:
    done = actions.import_contacts(
        anna, cards=[Card(1, "Ben Okoye", ("home@example.org",)), Card(9, "Ada Okoye", ("home@example.org",))]
    )

    assert names(anna) == ["Ada Okoye", "Ben Okoye"]
    assert "Ada Okoye is there without it" in told(done)


@pytest.mark.parametrize("name", ["Ben", "B. Okoye", "Okoye, Ben", "Ben A. Okoye"])
def test_a_shorter_or_longer_form_of_a_name_with_the_same_address_is_known(anna: Member, name: str) -> None:
    actions.import_contacts(anna, cards=[BEN])

    done = actions.import_contacts(anna, cards=[Card(1, name, BEN.emails)])

    assert (done.known, names(anna)) == (1, ["Ben Okoye"])


def test_one_with_nine_addresses_has_nine(anna: Member) -> None:
    nine = tuple(f"ben{number}@example.org" for number in range(9))

    actions.import_contacts(anna, cards=[Card(1, "Ben Okoye", nine)])

    assert addresses(queries.find_person(anna, "ben"), anna) == set(nine)


def test_a_card_with_addresses_of_two_changes_nothing(anna: Member) -> None:
    first = actions.add_person(anna, name="Ben Okoye", email="ben@example.org")
    second = actions.add_person(anna, name="B. Okoye", email="bo@example.org")

    done = actions.import_contacts(
        anna, cards=[Card(1, "Ben Okoye", ("ben@example.org", "bo@example.org", "new@example.org"))]
    )

    assert "merge them if they are one" in told(done)
    assert (addresses(first, anna), addresses(second, anna)) == ({"ben@example.org"}, {"bo@example.org"})


def test_oneself_and_what_is_no_address_are_left_out(anna: Member) -> None:
    actions.add_identity(anna, kind="email", value="anna@example.org")
    odd = [Card(1, "Anna", ("Anna@example.org",)), Card(2, "", ("no address@",)), Card(3, "Mina", ("mina@",))]

    done = actions.import_contacts(anna, cards=odd)

    assert names(anna) == ["Mina"]
    assert (done.read, done.told_count) == (3, 4)


def test_nothing_of_an_import_is_seen_by_others(anna: Member, ben: Member) -> None:
    actions.import_contacts(anna, cards=[BEN])

    assert names(ben) == []
    assert not Identity.objects.visible_to(ben).exists()


def _many(number: int) -> Iterator[bytes]:
    for each in range(number):
        yield (
            f"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Ash{each % 9000};Tom;;;\r\nFN:Tom Ash{each % 9000}\r\n"
            f"EMAIL;TYPE=WORK:tom{each}@example.org\r\nORG:Example\r\nEND:VCARD\r\n"
        ).encode()


def test_an_address_book_of_thousands_is_taken(anna: Member) -> None:
    file = io.BytesIO(b"".join(_many(6_000)))
    start = time.perf_counter()

    done = actions.import_contacts(anna, cards=(card for card in read(file) if isinstance(card, Card)))

    assert (done.read, done.added, queries.persons_of(anna).count()) == (6_000, 6_000, 6_000)
    assert time.perf_counter() - start < 60  # some seconds, on a machine that does nothing else


def upload(client: Client, data: bytes, name: str = "contacts.vcf") -> str:
    sent = {"file": SimpleUploadedFile(name, data)}
    return client.post("/people/import/", sent).content.decode()


def test_a_file_is_shown_first_and_taken_after_that(as_anna: Client, anna: Member) -> None:
    shown = upload(as_anna, b"BEGIN:VCARD\nFN:Ben Okoye\nEMAIL:ben@example.org\nEND:VCARD\n")
    before = names(anna)

    as_anna.post("/people/import/take/", {"relation": "stakeholder"})

    assert "1 contact in the file" in shown
    assert "ben@example.org" in shown
    assert before == []
    assert queries.find_person(anna, "ben").relation == "stakeholder"
    assert "not here any more" in as_anna.post("/people/import/take/").content.decode()


def test_columns_are_guessed_and_can_be_said(as_anna: Client, anna: Member) -> None:
    shown = upload(as_anna, b"Email,Wer\nben@example.org,Ben Okoye\n", "contacts.csv")
    again = as_anna.post("/people/import/preview/", {"column_name": "Wer", "column_email": "Email"}).content.decode()
    as_anna.post("/people/import/take/", {"column_name": "Wer", "column_email": "Email", "relation": "peer"})

    assert re.search(r'<option value="Email" selected>', shown)
    assert re.search(r'<option value="Wer" selected>', again)
    assert names(anna) == ["Ben Okoye"]


def test_a_table_without_headings_loses_no_row(as_anna: Client, anna: Member) -> None:
    shown = upload(as_anna, b"ben@example.org,Ben Okoye\ncleo@example.org,Cleo Duarte\n", "contacts.csv")
    as_anna.post("/people/import/take/", {"column_name": "Ben Okoye", "column_email": "ben@example.org"})

    assert re.search(r'<option value="ben@example.org" selected>', shown)
    assert names(anna) == ["Ben Okoye", "Cleo Duarte"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", "calendar"),
        (b"PK\x03\x04", "Excel"),
        (b"size,colour\n1,2\n", "Call one “Name”"),
        (b"", "empty"),
        (b"name\n", "no contact"),
    ],
)
def test_a_wrong_file_is_called_by_its_name(as_anna: Client, anna: Member, data: bytes, said: str) -> None:
    assert said in upload(as_anna, data)
    assert names(anna) == []


@pytest.mark.parametrize(
    "data",
    [
        b"BEGIN:VCARD\nEMAIL:ben.okoye@example.org\nEND:VCARD\n",
        b"BEGIN:VCARD\nFN:Ben.Okoye@example.org\nEMAIL:ben.okoye@example.org\nEND:VCARD\n",
        b"BEGIN:VCARD\nFN:ben.okoye@example.org\nEND:VCARD\n",
        b"Name,Email\n,ben.okoye@example.org\n",
        b"Name,Email\nben.okoye@example.org,\n",
        b"Email\nben.okoye@example.org\n",
    ],
)
def test_who_has_an_address_alone_is_called_as_it_says(as_anna: Client, anna: Member, data: bytes) -> None:
    upload(as_anna, data)
    as_anna.post("/people/import/take/")

    [ben] = queries.persons_of(anna)
    assert (ben.name, ben.handle) == ("Ben Okoye", "ben")
    assert {each.lower() for each in addresses(ben, anna)} == {"ben.okoye@example.org"}


def test_a_card_with_an_address_alone_is_whoever_has_it_already(anna: Member) -> None:
    there = actions.add_person(anna, name="Bo", email="ben.okoye@example.org")

    done = actions.import_contacts(
        anna, cards=[Card(1, "ben.okoye@example.org"), Card(2, "", ("Ben.Okoye@example.org",))]
    )

    assert (names(anna), done.known, done.told) == ([there.name], 2, [])


def test_what_was_left_out_is_told_after_the_import(as_anna: Client) -> None:
    upload(as_anna, b"BEGIN:VCARD\nFN:Ben\nEMAIL:<script>\nEMAIL:a b@c\nEND:VCARD\nBEGIN:VCARD\nEND:VCARD\n")

    answer = as_anna.post("/people/import/take/").content.decode()

    assert "1 added" in answer
    assert "neither a name" in answer
    assert "<script>" not in answer


def met(name: str, email: str, number: int = 1, kind: str = "review", weight: float = 0.5) -> list[Contact]:
    known = (("email", email), ("name", name))
    return [Contact(known, kind, timezone.now(), weight=weight, source_id=f"{email}{n}") for n in range(number)]


def proposed(member: Member) -> list[tuple[str, str]]:
    return [(each.name, each.in_words) for each in queries.strangers_of(member)]


def test_those_whom_the_record_names_are_proposed_with_counts(anna: Member) -> None:
    actions.add_person(anna, name="Mina Okafor", email="mina@example.org")
    contacts = [
        *met("Ben Okoye", "ben@example.org", 23),
        *met("Ben Okoye", "bo@example.org", 14, "meeting"),
        *met("Mina Okafor", "mina@example.org", 5),
        *met("Anna", "anna@example.org"),
        *met("Crowd Member", "crowd@example.org", weight=0.05),
        *met("dependabot[bot]", "support@example.org", 9),
    ]

    actions.keep_strangers(anna, contacts=contacts)

    assert proposed(anna) == [("Ben Okoye", "23 reviews, 14 meetings")]


def test_an_address_under_several_names_is_taken_by_nobody(anna: Member) -> None:
    actions.keep_strangers(
        anna, contacts=[*met("Ben Okoye", "team@example.org"), *met("Cleo Duarte", "team@example.org")]
    )

    actions.add_strangers(anna, strangers=list(queries.strangers_of(anna)))

    assert names(anna) == ["Ben Okoye", "Cleo Duarte"]
    assert not Identity.objects.visible_to(anna).filter(value="team@example.org").exists()


def test_who_is_dismissed_is_not_proposed_again(anna: Member) -> None:
    contacts = met("Ben Okoye", "ben@example.org", 3)
    actions.keep_strangers(anna, contacts=contacts)

    actions.dismiss_strangers(anna, strangers=list(queries.strangers_of(anna)))
    actions.keep_strangers(anna, contacts=contacts)

    assert proposed(anna) == []
    actions.propose_strangers_again(anna, strangers=list(queries.strangers_of(anna, dismissed=True)))
    assert proposed(anna) == [("Ben Okoye", "3 reviews")]


def test_several_are_added_with_one_click_and_one_with_one(as_anna: Client, anna: Member) -> None:
    people = [("Ben Okoye", "ben@example.org"), ("Cleo Duarte", "cleo@example.org"), ("Dan Weiss", "dan@example.org")]
    actions.keep_strangers(anna, contacts=[each for person in people for each in met(*person)])
    page = as_anna.get("/people/proposed/").content.decode()
    keys = {each.name: each.pk for each in Stranger.objects.visible_to(anna)}

    as_anna.post("/people/proposed/add/", {"stranger": [keys["Ben Okoye"], keys["Cleo Duarte"]], "relation": "peer"})
    as_anna.post("/people/proposed/dismiss/", {"one": keys["Dan Weiss"]})

    assert "1 review" in page
    assert [(each.name, each.relation) for each in queries.persons_of(anna)] == [
        ("Ben Okoye", "peer"),
        ("Cleo Duarte", "peer"),
    ]
    assert queries.find_person(anna, "cleo@example.org").name == "Cleo Duarte"
    assert proposed(anna) == []
    assert "Dan Weiss" in as_anna.get("/people/proposed/?dismissed=1").content.decode()
    as_anna.post("/people/proposed/again/", {"strangers": str(keys["Dan Weiss"])})
    assert proposed(anna) == [("Dan Weiss", "1 review")]


def test_proposals_of_others_are_not_there(client: Client, anna: Member, ben: Member) -> None:
    actions.keep_strangers(anna, contacts=met("Cleo Duarte", "cleo@example.org"))
    [stranger] = queries.strangers_of(anna)
    client.force_login(ben.user)

    client.post("/people/proposed/add/", {"one": stranger.pk, "relation": "peer"})

    assert b"Cleo" not in client.get("/people/proposed/").content
    assert names(ben) == []
    with pytest.raises(PermissionDenied):
        actions.add_strangers(ben, strangers=[stranger])
