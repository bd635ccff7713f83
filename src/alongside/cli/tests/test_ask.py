"""Whom to ask, in the terminal, without any server."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.utils import timezone

from alongside.cli.tests.processes import alongside
from alongside.sources.collectors.git.tests.repositories import Made

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def asking(set_up: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Anna has read a repository in which Ben reviewed her pool."""
    folder = tmp_path_factory.mktemp("asking")
    home = shutil.copytree(set_up, folder / "home")
    made = Made(folder / "shop")
    made.clock = int(timezone.now().timestamp()) - 30 * 86_400
    said = "Widen the pool\n\nReviewed-by: Ben Okoye <ben@example.org>"
    made.commit(said, {"src/pool.py": "1\n"}, person=("Anna Berg", "anna@example.org"))
    made.commit("Colour the page", {"web/page.css": "1\n"}, person=("Cleo Duarte", "cleo@example.org"))
    done = alongside(home, "collect", "git", str(made.folder))
    assert done.returncode == 0, done.stderr
    return home


def test_what_was_collected_without_a_server_is_read_when_it_is_asked(asking: Path) -> None:
    with closing(sqlite3.connect(asking / "alongside.sqlite3", isolation_level=None)) as database:
        database.execute("UPDATE knowledge_index SET done_at = NULL")

    done = alongside(asking, "ask", "widened", "pools")

    assert done.stdout.count("Ben Okoye"), done.stderr


def test_before_anything_is_read_it_names_the_command(ready: Path) -> None:
    assert alongside(ready, "ask", "pools").stdout == (
        "Nothing is known yet: read a repository first, with `alongside collect git PATH`.\n"
    )


def test_a_path_names_who_reviewed_there_and_why(asking: Path) -> None:
    done = alongside(asking, "ask", "--path", str(asking.parent / "shop/src/pool.py"))

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("1. Ben Okoye  ben@example.org\n")
    assert "reviewed one change of yours" in done.stdout
    assert "second" not in alongside(asking, "ask", "--path", "src/pool.py", "--most", "1").stdout


def test_what_somebody_reviewed_of_mine_is_not_told_again_as_all_that_they_reviewed(asking: Path) -> None:
    told = alongside(asking, "ask", "--path", "web/page.css").stdout
    reasons = json.loads(alongside(asking, "ask", "--path", "web/page.css", "--json").stdout)["items"]

    assert "reviewed one change of yours" in told
    assert "reviewed one change anywhere" not in told
    assert "reviewed one change anywhere" in str(reasons)


def test_words_are_one_document_with_json(asking: Path) -> None:
    done = alongside(asking, "ask", "widened", "pools", "--json")

    document = json.loads(done.stdout)
    assert document["items"][0]["name"] == "Ben Okoye"
    assert document["paths"] == ["src/pool.py"]


def test_nothing_to_ask_about_is_not_understood(asking: Path) -> None:
    for nothing in ((), (" ",), ("--path", ""), ("--area", " ")):
        done = alongside(asking, "ask", *nothing)

        assert (done.returncode, done.stdout) == (2, "")
        assert "Say what about" in done.stderr


def test_an_area_and_an_entry_are_asked_about_as_on_the_page(ready: Path, tmp_path: Path) -> None:
    for name, person in (("mill", ("Cleo Duarte", "cleo@example.org")), ("barn", ("Ben Okoye", "ben@example.org"))):
        made = Made(tmp_path / name)
        made.clock = int(timezone.now().timestamp()) - 30 * 86_400
        for number in range(9):
            made.commit(f"Oil {number}", {"wheel/axle.c": f"{number}\n", f"{name}s/a.c": f"{number}\n"}, person=person)
        assert alongside(ready, "collect", "git", str(made.folder)).returncode == 0
    assert alongside(ready, "log", "oiled the mills").returncode == 0

    by_name = alongside(ready, "ask", "--area", "Mills").stdout
    by_folder = alongside(ready, "ask", "--area", "barn/wheel/").stdout
    by_entry = alongside(ready, "ask", "--entry", str(json.loads(entries(ready))["items"][0]["id"])).stdout
    twice, nowhere = alongside(ready, "ask", "--area", "wheel"), alongside(ready, "ask", "--area", "moon")
    unknown = alongside(ready, "ask", "--entry", "999")

    assert by_name.startswith("1. Cleo Duarte")
    assert by_folder.startswith("1. Ben Okoye")
    assert "1. " in by_entry
    assert (twice.returncode, nowhere.returncode, unknown.returncode) == (1, 1, 1)
    assert "could be more than one" in twice.stderr
    assert "mill/wheel/" in twice.stderr
    assert "There is no area “moon”" in nowhere.stderr
    assert "There is no entry 999: `alongside entries` shows the numbers." in unknown.stderr


def entries(home: Path) -> str:
    return alongside(home, "entries", "--json").stdout


def test_areas_say_who_knows_each_and_where_one_is_alone(ready: Path, tmp_path: Path) -> None:
    made = Made(tmp_path / "mill")
    made.clock = int(timezone.now().timestamp()) - 30 * 86_400
    for number in range(9):
        made.commit(f"Turn {number}", {"wheel/axle.c": f"{number}\n"}, person=("Cleo Duarte", "cleo@example.org"))
    made.clock -= 900 * 86_400
    for number in range(9):
        made.commit(f"Grind {number}", {"stones/grind.c": f"{number}\n"}, person=("Cleo Duarte", "cleo@example.org"))
    assert alongside(ready, "collect", "git", str(made.folder)).returncode == 0

    told, whole = alongside(ready, "areas").stdout, alongside(ready, "areas", "--all").stdout
    document = json.loads(alongside(ready, "areas", "--json").stdout)

    assert told.startswith("wheel  one alone knows this: Cleo Duarte (a risk of the area)\n    mill/wheel/\n")
    assert "1 more are asleep: nothing happened there for a year. --all lists them." in told
    assert "stones  nobody knows it at present" in whole
    assert [(each["name"], each["one_alone"], each["is_asleep"]) for each in document["items"]] == [
        ("wheel", True, False), ("stones", False, True),
    ]  # fmt: skip
    assert document["items"][0]["knowers"][0]["name"] == "Cleo Duarte"
