"""Files as sources, in the terminal: what a mistyped answer says, and when a dry run has failed."""

import json
from pathlib import Path

import pytest

from alongside.cli.tests.processes import alongside

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("collecting") / "home"
    folder.mkdir(mode=0o700)
    done = alongside(folder, "init", "--name", "Anna Berg", "--email", "anna@example.org", "--manager", "Ben Okoye")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("calendar", "adress=https://cal.example.org"), 2, "There is no answer called “adress”"),
        (("github", "token=env:NO_SUCH_TOKEN"), 2, "nothing in the environment under NO_SUCH_TOKEN"),
        (("github", "repositories=example/shop"), 1, "token: This is needed. `alongside sources github`"),
        (("calendar", "whose=nobody"), 1, "whose: Choose one of: mine, shared."),
    ],
)
def test_a_refused_answer_is_called_by_its_name(home: Path, arguments: tuple[str, ...], code: int, said: str) -> None:
    done = alongside(home, "collect", *arguments, COLUMNS="300")

    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr


def test_a_dry_run_of_what_cannot_be_read_is_one_document_and_exit_code_1(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "export.csv"
    file.write_text("Title,When\nNot Jira's,2026-11-02\n")

    done = alongside(home, "collect", "jira-csv", str(file), "--dry-run", "--json")

    assert done.returncode == 1
    assert json.loads(done.stdout)["refused"].startswith("This is no CSV export of Jira")


def test_a_file_that_did_not_change_has_nothing_new(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "work.csv"
    file.write_text("Date,Title\n2026-11-02,Moved the queue\n")

    first, second = (alongside(home, "collect", "table", str(file)).stdout for _ in range(2))

    assert first == "CSV or JSON Lines: work.csv: 1 of yours, 1 of them new.\n"
    assert second == "CSV or JSON Lines: work.csv: nothing new of yours.\n"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("git", "alongside collect git ~/code/shop"),
        ("gitlab-file", "alongside collect gitlab-file FILE project=…"),
        ("github", "alongside collect github token=env:VARIABLE"),
    ],
)
def test_every_source_says_how_it_is_connected(home: Path, name: str, said: str) -> None:
    assert said in alongside(home, "sources", name).stdout


def test_one_that_fails_does_not_keep_the_others_of_its_kind_from_being_read(home: Path, tmp_path: Path) -> None:
    gone, there = tmp_path / "a.txt", tmp_path / "b.txt"
    for file in (gone, there):
        file.write_text(f"[2026-11-02 09:30] Wrote {file.name}.\n")
        alongside(home, "collect", "jrnl", str(file))
    gone.unlink()
    there.write_text(f"{there.read_text()}\n[2026-11-03 09:30] Wrote more.\n")

    done = alongside(home, "collect", "jrnl", "--json")

    assert done.returncode == 1
    assert "a.txt" in done.stderr
    assert [(each["name"], each["new"]) for each in json.loads(done.stdout)["done"]] == [("jrnl: b.txt", 1)]
