import shutil
from pathlib import Path

import pytest
from django.test import Client

from alongside.accounts.models import Member
from alongside.lib.processes import this_process
from alongside.people.actions import add_identity
from alongside.people.queries import my_identities
from alongside.sources import actions
from alongside.sources.collectors.git.tests.repositories import Made
from alongside.sources.models import Collection, NotMine, Repository
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


def test_an_address_like_mine_is_proposed_with_its_reason(page: Client, engineer: Member, made: Made) -> None:
    made.commit("From home", {"home.py": "1\n"}, person=("Engineer at home", "engineer@home.example"))
    made.commit("From the web", {"web.py": "1\n"}, person=("E", "12345+engineer@users.noreply.github.com"))
    made.commit("Namesake", {"name.py": "1\n"}, person=("ANNA", "a@example.net"))
    collected(engineer, made)

    shown = page.get("/sources/identities").text

    assert "engineer@home.example" in shown
    assert "12345+engineer@users.noreply.github.com" in shown
    assert "the same “engineer” before the @" in shown
    assert "the same name as you: ANNA" in shown
    assert "somebody@example.org" not in shown


def test_one_click_merges_an_address_and_undo_takes_it_back(page: Client, engineer: Member, made: Made) -> None:
    collected(engineer, made)

    page.post("/sources/identities/merge", {"email": "somebody@example.org"})
    merged = collected(engineer, made).its_repository.mine
    identity = my_identities(engineer).get(value="somebody@example.org")
    page.post("/sources/identities/split", {"identity": identity.pk})
    split = collected(engineer, made).its_repository.mine

    assert (merged, split) == (3, 2)


def test_an_address_that_is_not_mine_is_not_proposed_again(page: Client, engineer: Member, made: Made) -> None:
    made.commit("From home", {"home.py": "1\n"}, person=("E", "engineer@home.example"))
    collected(engineer, made)

    page.post("/sources/identities/refuse", {"email": "Engineer@home.example"})

    assert NotMine.objects.visible_to(engineer).get().email == "engineer@home.example"
    assert "<b>engineer@home.example</b>" not in page.get("/sources/identities").text


def test_what_git_is_set_up_with_is_proposed(page: Client, engineer: Member, made: Made) -> None:
    made.git("config", "user.email", "anna@work.example")
    collected(engineer, made)

    shown = page.get("/sources/identities").text

    assert "git is set up with it in payments" in shown


@pytest.mark.parametrize("email", ["", "x" * 300])
def test_an_address_that_is_none_is_refused_with_a_sentence(page: Client, email: str) -> None:
    answer = page.post("/sources/identities/merge", {"email": email}, follow=True)

    assert answer.status_code == 200


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

    with django_assert_max_num_queries(12):  # type: ignore[operator]
        page.get("/sources/")


def test_a_name_that_was_taken_back_comes_back_as_a_name(page: Client, engineer: Member) -> None:
    name = add_identity(engineer, kind="name", value="Engineer")
    page.post("/sources/identities/split", {"identity": name.pk})

    page.post("/sources/identities/merge", {"email": "Engineer", "kind": "name"})

    assert {(each.kind, each.value) for each in my_identities(engineer)} >= {("name", "Engineer")}


def test_a_run_whose_process_was_stopped_can_be_run_again(page: Client, engineer: Member, made: Made) -> None:
    collection = actions.collect(engineer, path=str(made.folder))
    host = this_process().rpartition("/")[0]
    left = Collection.objects.visible_to(engineer).filter(pk=collection.pk)
    left.update(started_at=collection.asked_at, process=f"{host}/999999999:1")

    shown = page.get("/sources/").text

    assert "Its process was stopped" in shown
    assert "Run now" in shown
    assert "hx-trigger" not in shown
