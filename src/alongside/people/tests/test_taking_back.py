"""The wrong address book goes again, without those who were touched since; and it can be had back."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from alongside.accounts.actions import issue_token
from alongside.accounts.models import Member
from alongside.people import actions, queries
from alongside.people.models import Identity, Person
from alongside.people.tests.test_address_books import MANY, as_anna, cards, take, there

__all__ = ["as_anna"]
FIVE = b"".join(b"BEGIN:VCARD\nFN:Tom Ash%d\nEMAIL:tom%d@example.org\nEND:VCARD\n" % (n, n) for n in range(5))


def taken_at_once(client: Client, data: bytes = FIVE) -> str:
    """The page after it; its toast has the way back."""
    client.post("/people/import/", {"file": SimpleUploadedFile("contacts.vcf", data)})
    return client.post("/people/import/take/", {"relation": "other"}, follow=True).text


def moment_in(shown: str) -> str:
    return shown.split('name="came_at" value="')[1].partition('"')[0].replace("&#x2B;", "+")


def test_a_large_file_is_taken_back_and_had_back(
    as_anna: Client, anna: Member, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    mine = actions.add_person(anna, name="By Hand", email="hand@example.org")
    shown = take(as_anna, cards(), django_capture_on_commit_callbacks)
    before = there(anna)

    said = as_anna.post("/people/import/take-back/", {"came_at": moment_in(shown)}, follow=True).text
    left = list(queries.persons_of(anna))
    gone = as_anna.get("/people/import/book/").text
    as_anna.post("/people/import/bring-back/", {"came_at": moment_in(gone)})

    for page, path in ((shown, "take-back"), (gone, "bring-back")):
        assert "csrfmiddlewaretoken" in page.split(f'action="/people/import/{path}/">')[1].partition("</form>")[0]
    assert "3,000 people taken back." in said
    assert left == [mine]
    assert "Take them back" in shown
    assert "Take them back" not in gone
    assert "3,000 of them are taken back." in gone
    assert there(anna) == before
    assert len(before) == MANY + 1


def touch(anna: Member, person: Person) -> None:
    actions.touch(anna, person=person, text="Coffee")


def edit(anna: Member, person: Person) -> None:
    actions.edit_person(anna, person=person, role="baker")


def note(anna: Member, person: Person) -> None:
    actions.note_person(anna, person=person, about="goals", text="Bread")


def name(anna: Member, person: Person) -> None:
    actions.add_identity(anna, kind="email", value="more@example.org", person=person)


def place(anna: Member, person: Person) -> None:
    actions.place(anna, person=person, ring="inner")


def lead(anna: Member, person: Person) -> None:
    actions.add_person(anna, name="Below", reports_to=person)


@pytest.mark.parametrize("use", [touch, edit, note, name, place, lead])
def test_who_was_touched_since_stays(as_anna: Client, anna: Member, use: Any) -> None:
    shown = taken_at_once(as_anna)
    kept = queries.find_person(anna, "tom2@example.org")
    use(anna, kept)

    said = as_anna.post("/people/import/take-back/", {"came_at": moment_in(shown)}, follow=True).text

    assert "4 people taken back. 1 stays" in said
    assert [person for person in queries.persons_of(anna) if person.name != "Below"] == [kept]


def test_the_right_file_brings_those_again_whom_the_wrong_one_had(as_anna: Client, anna: Member) -> None:
    as_anna.post("/people/import/take-back/", {"came_at": moment_in(taken_at_once(as_anna))})
    removed = actions.add_person(anna, name="Gone Girl", email="gone@example.org")
    actions.remove_person(anna, person=removed)
    right = (
        b"BEGIN:VCARD\nFN:Thomas Ash\nEMAIL:tom1@example.org\nROLE:baker\nEND:VCARD\n"
        b"BEGIN:VCARD\nFN:Tom Ash3\nEND:VCARD\nBEGIN:VCARD\nFN:Gone Girl\nEMAIL:gone@example.org\nEND:VCARD\n"
    )

    shown = taken_at_once(as_anna, right)

    told = [(person.name, person.role) for person in queries.persons_of(anna)]
    assert "2 added, 1 known before" in shown
    assert told == [("Thomas Ash", "baker"), ("Tom Ash3", "")]
    assert queries.find_person(anna, "tom1@example.org").name == "Thomas Ash"
    assert Identity.objects.visible_to(anna).filter(value="tom1@example.org").count() == 1


def test_a_file_that_is_taken_again_makes_no_more_people_than_the_first_time(as_anna: Client, anna: Member) -> None:
    twice = b"BEGIN:VCARD\nFN:Tom Ash\nORG:Shop\nEND:VCARD\n" * 2
    first = taken_at_once(as_anna, twice)
    as_anna.post("/people/import/take-back/", {"came_at": moment_in(first)})

    again = taken_at_once(as_anna, twice)

    assert queries.persons_of(anna).count() == 1
    assert "1 added, 1 known before" in first
    assert "1 added, 1 known before" in again


def test_the_page_that_tells_of_defects_takes_back_too(as_anna: Client, anna: Member) -> None:
    shown = taken_at_once(as_anna, FIVE + b"BEGIN:VCARD\nEND:VCARD\n")
    form = shown.split('action="/people/import/take-back/">')[1].partition("</form>")[0]

    as_anna.post("/people/import/take-back/", {"came_at": moment_in(form)})

    assert "csrfmiddlewaretoken" in form
    assert not queries.persons_of(anna).exists()


def test_programs_send_a_file_in_parts_and_take_all_of_it_back(client: Client, anna: Member) -> None:
    door = {"Authorization": f"Bearer {issue_token(anna, name='test')}"}

    def post(path: str, status: int = 200, **body: Any) -> Any:
        answer = client.post(f"/api/persons/import{path}", body, "application/json", headers=door)
        assert answer.status_code == status, answer.text
        return answer.json()

    came_at = post("", items=[{"name": "Tom Ash"}])["came_at"]
    post("", items=[{"name": "Kim Elm"}], came_at=came_at)
    old = (timezone.now() - timedelta(days=2)).isoformat()
    refused = post("", items=[{"name": "Late"}], came_at=old, status=422)
    taken, again = (post(path, came_at=came_at)["total"] for path in ("/take-back", "/bring-back"))

    assert "within a day" in str(refused)
    assert (taken, again) == (2, 2)
    assert [person.name for person in queries.persons_of(anna)] == ["Kim Elm", "Tom Ash"]


@pytest.mark.parametrize("sent", ["", "yesterday", "2026-11-20T12:00", "2026-13-40T12:00:00Z"])
def test_what_is_no_moment_takes_nobody_back(as_anna: Client, anna: Member, sent: str) -> None:
    taken_at_once(as_anna)

    said = as_anna.post("/people/import/take-back/", {"came_at": sent}, follow=True).text

    assert "0 people taken back." in said
    assert queries.persons_of(anna).count() == 5


def test_nobody_takes_back_what_another_brought_in(as_anna: Client, client: Client, anna: Member, ben: Member) -> None:
    shown = taken_at_once(as_anna)
    client.force_login(ben.user)

    client.post("/people/import/take-back/", {"came_at": moment_in(shown)})

    assert queries.persons_of(anna).count() == 5
