"""Today, welcome, search, settings and the archive, through their pages."""

import io
import json
import re
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.evidence import actions as evidence
from alongside.one_on_ones import actions as one_on_ones
from alongside.one_on_ones.models import Pair
from alongside.people.actions import add_person, remove_person
from alongside.sources import actions as sources
from alongside.sources.models import Connection
from alongside.sources.tasks import run_collection


@pytest.fixture
def page(client: Client, anna: Member) -> Client:
    client.force_login(anna.user)
    return client


@pytest.fixture
def pair(anna: Member) -> Pair:
    return one_on_ones.pair_up(anna, person=add_person(anna, name="Mina", relation="manager"))


def test_somebody_new_is_welcomed(page: Client) -> None:
    assert page.get("/").headers["Location"] == "/welcome/"


def test_three_answers_lead_to_a_preparation(page: Client, anna: Member) -> None:
    answers = {"name": "Anna", "emails": "anna@example.org, anna@example.net", "manager": "Mina", "repositories": ""}

    answer = page.post("/welcome/", answers, follow=True)

    assert answer.redirect_chain[-1][0] == f"/one-on-ones/{Pair.objects.visible_to(anna).get().pk}/prepare/"


def test_a_folder_that_is_no_repository_is_said_beside_the_answers_and_the_rest_is_kept(
    page: Client, anna: Member, tmp_path: Path
) -> None:
    answers = {"name": "Anna", "emails": "anna@example.org", "manager": "Mina", "repositories": str(tmp_path)}

    answer = page.post("/welcome/", answers)
    page.post("/welcome/", {**answers, "repositories": ""})

    assert answer.status_code == 422
    assert "is not a git repository" in answer.text
    assert 'value="Mina"' in answer.text
    assert Pair.objects.visible_to(anna).count() == 1


def journal(anna: Member, tmp_path: Path) -> Connection:
    path = tmp_path / "journal.txt"
    path.write_text("[2025-01-15 09:30] Cut the build time.\n")
    return sources.connect(anna, collector="jrnl", answers={"file": str(path)})


def test_today_says_which_source_failed_and_why(page: Client, anna: Member, pair: Pair, tmp_path: Path) -> None:
    connection = journal(anna, tmp_path)
    (tmp_path / "journal.txt").unlink()
    run = sources.collect_connection(anna, connection=connection)
    run_collection.func(anna.pk, run.pk)

    shown = page.get("/").text

    assert "jrnl: journal.txt" in shown
    sources.forget_connection(anna, connection=connection)
    assert "jrnl: journal.txt" not in page.get("/").text


def test_the_archive_has_connections_without_their_secrets(page: Client, anna: Member, tmp_path: Path) -> None:
    connection = journal(anna, tmp_path)
    connection.sealed = "xyzzysealed"
    connection.save()

    archive = zipfile.ZipFile(io.BytesIO(page.get("/export/").getvalue()))

    rows = json.loads(archive.read("data/connections.json"))
    assert [row["name"] for row in rows] == ["jrnl: journal.txt"]
    assert "xyzzysealed" not in archive.read("data/connections.json").decode()


@pytest.mark.parametrize("emails", ["", "no address", "anna@example.org nonsense"])
def test_answers_that_do_not_fit_come_back_with_what_was_typed(page: Client, emails: str) -> None:
    answer = page.post("/welcome/", {"name": "Anna", "emails": emails, "manager": "Mina"})

    assert answer.status_code == 422
    assert 'value="Mina"' in answer.content.decode()


def test_an_address_of_somebody_else_is_said_beside_the_answers(page: Client, anna: Member) -> None:
    ben = add_person(anna, name="Ben", email="ben@example.org")
    answers = {"name": "Anna", "emails": "anna@example.org ben@example.org", "manager": "Mina"}

    answer = page.post("/welcome/", answers)

    assert answer.status_code == 422
    assert f"“ben@example.org” already stands for {ben.name}" in answer.text
    assert 'value="Mina"' in answer.text
    assert not Pair.objects.visible_to(anna).exists()


def test_an_address_that_is_too_long_to_be_kept_is_said_beside_the_answers(page: Client) -> None:
    address = f"a@{'.'.join(['b' * 60] * 4)}.example.org"

    answer = page.post("/welcome/", {"name": "Anna", "emails": address, "manager": "Mina"})

    assert answer.status_code == 422
    assert "at most 254 characters" in answer.text


def test_whom_one_removed_is_not_met_again_by_their_name(page: Client, anna: Member) -> None:
    gone = add_person(anna, name="Mina")
    remove_person(anna, person=gone)

    page.post("/welcome/", {"name": "Anna", "emails": "anna@example.org", "manager": "mina"})

    assert Pair.objects.visible_to(anna).get().person != gone


def test_today_has_at_most_seven_lines_each_with_a_reason(page: Client, anna: Member, pair: Pair) -> None:
    for day in range(1, 13):
        one_on_ones.make_promise(anna, pair=pair, text=f"Promise {day}", due_on=timezone.localdate(), side="owner")
        evidence.log(anna, line=f"blocker: waiting for {day} {timezone.localdate() - timedelta(days=20)}")

    text = page.get("/").content.decode()

    assert 4 <= text.count('class="row ') + text.count('class="row"') <= 7
    assert text.count("row__why") == text.count("data-row")


def test_today_promises_no_minutes_that_it_does_not_know(page: Client, pair: Pair) -> None:
    assert "two minutes" not in page.get("/?later").text


def test_a_line_that_is_put_off_comes_back_and_one_dismissed_does_not(page: Client, anna: Member, pair: Pair) -> None:
    promise = one_on_ones.make_promise(anna, pair=pair, text="Send the rota", due_on=timezone.localdate(), side="owner")
    key = f"promise:{promise.pk}:{promise.due_on}"

    page.post("/today/delay/", {"key": key, "days": "1"})
    put_off = page.get("/").content.decode()
    page.post("/today/show-again/", {"key": key})
    shown = page.get("/").content.decode()
    page.post("/today/delay/", {"key": key, "days": ""})
    gone = page.get("/").content.decode()

    assert "Send the rota" not in put_off
    assert "Send the rota" in shown
    assert "Send the rota" not in gone


@pytest.mark.parametrize("days", ["-1", "99999999999999", "soon", "١"])
def test_a_strange_number_of_days_breaks_nothing(page: Client, pair: Pair, days: str) -> None:
    assert page.post("/today/delay/", {"key": "x", "days": days}).status_code == 302
    assert page.post("/today/delay/", {"days": days}).status_code == 302
    assert page.post("/today/show-again/").status_code == 302


def test_search_finds_in_every_room_and_only_what_one_may_see(page: Client, anna: Member, cleo: Member) -> None:
    evidence.log(anna, line="win: größere Änderung")
    evidence.log(cleo, line="win: geheime Änderung")

    text = page.get("/search/", {"q": "anderung"}).content.decode()

    assert "größere Änderung" in text
    assert "geheime" not in text


def test_search_offers_commands(page: Client) -> None:
    assert "Change settings" in page.get("/search/", {"q": "token"}).content.decode()


def test_settings_are_saved_and_nonsense_is_refused(page: Client, anna: Member) -> None:
    page.post("/settings/", {"name": "Anna B", "timezone": "Asia/Tokyo", "review_on": "2027-01-15"})
    refused = page.post("/settings/", {"name": "Anna B", "timezone": "Mars/Base"})

    anna.refresh_from_db()
    assert (anna.name, anna.timezone, anna.review_on) == ("Anna B", "Asia/Tokyo", date(2027, 1, 15))
    assert refused.status_code == 422


def test_a_token_is_shown_once_and_can_be_revoked(page: Client, anna: Member) -> None:
    page.post("/settings/tokens/", {"name": "script"})
    shown = re.search(r"alongside_[\w-]{20,}", page.get("/settings/").content.decode())
    again = page.get("/settings/").content.decode()
    page.post(f"/settings/tokens/{anna.tokens.get().pk}/revoke/")

    assert shown
    assert shown.group() not in again
    assert page.get("/api/me", headers={"Authorization": f"Bearer {shown.group()}"}).status_code == 401


def test_the_archive_holds_the_log_and_nothing_of_others(page: Client, anna: Member, cleo: Member, pair: Pair) -> None:
    evidence.log(anna, line="win: mine alone")
    evidence.log(cleo, line="win: hers alone")

    answer = page.get("/export/")
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer)))

    assert "mine alone" in archive.read("log.md").decode()
    assert [entry["text"] for entry in json.loads(archive.read("data/entries.json"))] == ["mine alone"]
    assert not any(b"hers alone" in archive.read(name) for name in archive.namelist())


def test_search_shows_a_few_of_each_noun_and_the_rest_when_asked(page: Client, anna: Member) -> None:
    for number in range(11):
        evidence.log(anna, line=f"win: cache number {number}")

    few = page.get("/search/", {"q": "cache"}).content.decode()
    many = page.get("/search/", {"q": "cache", "only": "Log"}).content.decode()

    assert "More of log" in few
    assert (few.count("cache number"), many.count("cache number")) == (5, 11)
