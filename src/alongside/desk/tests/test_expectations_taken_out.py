"""What of an expectation goes into whose archive."""

import io
import zipfile

from django.test import Client

from alongside.accounts.models import Member
from alongside.people import actions


def archive(member: Member) -> str:
    client = Client()
    client.force_login(member.user)
    body = b"".join(client.get("/export/"))
    with zipfile.ZipFile(io.BytesIO(body)) as found:
        return "\n".join(found.read(name).decode() for name in found.namelist())


def test_the_archive_of_who_was_asked_has_the_words_and_not_the_row_about_them(anna: Member, ben: Member) -> None:
    boss = actions.add_person(anna, name="The boss", email="ben@example.org", role="Grumpy")
    actions.note_person(anna, person=boss, about="goals", text="Payouts")
    drafted = actions.expect(anna, person=boss, text="An earlier wording")
    actions.edit_expectation(anna, expectation=drafted, text="Say it early")
    actions.ask_to_confirm(anna, expectation=drafted)
    actions.confirm_expectation(ben, expectation=drafted, read="Say it early")

    mine, theirs = archive(anna), archive(ben)

    for words in ("Say it early", "An earlier wording", "Payouts", "The boss"):
        assert words in mine
    assert "Say it early" in theirs
    for words in ("An earlier wording", "Payouts", "The boss", "Grumpy", "person_id"):
        assert words not in theirs
