import shutil
from pathlib import Path

import pytest
from django.test import Client

from alongside.accounts.models import Member
from alongside.lib.processes import this_process
from alongside.sources import actions
from alongside.sources.collectors.git.tests.repositories import Made
from alongside.sources.models import Collection, Repository
from alongside.sources.tests.conftest import collected

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def page(client: Client, engineer: Member) -> Client:
    client.force_login(engineer.user)
    return client


def last_run(member: Member) -> Collection:
    found = Collection.objects.visible_to(member).order_by("-pk").first()
    assert found
    return found


def test_an_empty_page_says_what_to_do(page: Client) -> None:
    answer = page.get("/sources/")

    assert answer.status_code == 200
    assert "No repository yet" in answer.text


def test_a_repository_is_added_by_its_path_and_collected(page: Client, engineer: Member, made: Made) -> None:
    answer = page.post("/sources/add", {"path": str(made.folder)})

    assert answer.status_code == 302
    assert last_run(engineer).state == "waiting"
    assert "Waits for its turn" in page.get("/sources/").text


def test_several_folders_are_picked_at_once(page: Client, engineer: Member, made: Made, tmp_path: Path) -> None:
    other = Made(tmp_path / "other")

    page.post("/sources/add", {"path": [str(made.folder), str(other.folder)]})

    assert Repository.objects.visible_to(engineer).count() == 2


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/nowhere/at/all", "There is no folder"),
        ("{tmp}", "is not a git repository"),
        ("{tmp}/file", "is a file"),
        (" ", "required"),
        ("\x00", "Null characters are not allowed"),
    ],
)
def test_a_path_that_is_no_repository_comes_back_with_the_reason(
    page: Client, engineer: Member, tmp_path: Path, path: str, said: str
) -> None:
    (tmp_path / "file").write_text("x")

    answer = page.post("/sources/add", {"path": path.replace("{tmp}", str(tmp_path))})

    assert answer.status_code == 422
    assert said in answer.text
    assert not Repository.objects.visible_to(engineer).exists()


def test_progress_is_asked_for_while_a_run_is_under_way_only(page: Client, engineer: Member, made: Made) -> None:
    collection = actions.collect(engineer, path=str(made.folder))
    row = f"/sources/{collection.repository_id}"
    waiting = page.get(row, **HTMX).text  # type: ignore[arg-type]
    collected(engineer, made)

    done = page.get(row, **HTMX).text  # type: ignore[arg-type]

    assert 'hx-trigger="every 1s"' in waiting
    assert "<html" not in waiting
    assert "hx-trigger" not in done
    assert "3 commits" in done


def test_a_failed_run_says_why_and_can_be_run_again(page: Client, engineer: Member, made: Made) -> None:
    collection = actions.collect(engineer, path=str(made.folder))
    shutil.move(made.folder, made.folder.with_name("moved"))
    from alongside.sources.tests.conftest import run

    run(engineer, collection)
    shown = page.get("/sources/").text
    again = page.post(f"/sources/{collection.repository_id}/collect")

    assert "There is no folder" in shown
    assert again.status_code == 422
    assert "There is no folder" in again.text


def test_a_run_is_cancelled_on_the_page(page: Client, engineer: Member, made: Made) -> None:
    collection = actions.collect(engineer, path=str(made.folder))

    page.post(f"/sources/runs/{collection.pk}/cancel")

    assert last_run(engineer).state == "cancelled"


def test_a_repository_is_forgotten_and_remembered(page: Client, engineer: Member, made: Made) -> None:
    repository = collected(engineer, made).its_repository

    page.post(f"/sources/{repository.pk}/forget")
    gone = page.get("/sources/").text
    page.post(f"/sources/{repository.pk}/remember")

    assert str(made.folder) not in gone
    assert str(made.folder) in page.get("/sources/").text


def test_the_folder_picker_marks_repositories(page: Client, made: Made) -> None:
    (made.folder.parent / "plain").mkdir()

    shown = page.get("/sources/folders", {"path": str(made.folder.parent)}).text

    assert f'name="path" value="{made.folder}"' in shown
    assert "plain</a>" in shown


def test_the_folder_picker_begins_at_home_and_says_what_it_cannot_open(
    page: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))

    home = page.get("/sources/folders").text
    nowhere = page.get("/sources/folders", {"path": "/nowhere"}).text

    assert str(tmp_path) in home
    assert "cannot be opened" in nowhere


def test_no_folder_is_shown_or_read_where_others_use_the_server(
    page: Client, made: Made, settings: pytest.FixtureRequest
) -> None:
    settings.ALLOWED_HOSTS = ["alongside.example.org", "testserver"]  # type: ignore[attr-defined]

    assert page.get("/sources/folders").status_code == 403
    assert page.post("/sources/add", {"path": str(made.folder)}).status_code == 422


def test_a_stranger_finds_nothing(client: Client, engineer: Member, dan: Member, made: Made) -> None:
    collection = collected(engineer, made)
    client.force_login(dan.user)
    one = collection.repository_id

    assert client.get(f"/sources/{one}").status_code == 404
    for verb in (f"{one}/collect", f"{one}/forget", f"{one}/remember", f"runs/{collection.pk}/cancel"):
        assert client.post(f"/sources/{verb}").status_code == 404
    assert str(made.folder) not in client.get("/sources/").text


def test_the_page_asks_as_often_with_ten_repositories(
    page: Client, engineer: Member, tmp_path: Path, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    for number in range(10):
        collected(engineer, Made(tmp_path / f"repository-{number}"))

    with django_assert_max_num_queries(13):  # type: ignore[operator]
        page.get("/sources/")


def test_a_run_whose_process_was_stopped_can_be_run_again(page: Client, engineer: Member, made: Made) -> None:
    collection = actions.collect(engineer, path=str(made.folder))
    host = this_process().rpartition("/")[0]
    left = Collection.objects.visible_to(engineer).filter(pk=collection.pk)
    left.update(started_at=collection.asked_at, process=f"{host}/999999999:1")

    shown = page.get("/sources/").text

    assert "Its process was stopped" in shown
    assert "Run now" in shown
    assert "hx-trigger" not in shown
