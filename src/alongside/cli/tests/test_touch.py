import json
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from alongside.accounts import actions
from alongside.accounts.models import Member
from alongside.cli.tests.processes import environment
from alongside.cli.touch import main
from alongside.client import outbox, token
from alongside.people import actions as people
from alongside.people import queries

pytestmark = pytest.mark.usefixtures("home")


def kept(home: Path) -> list[tuple[str, str]]:
    waiting = [json.loads(path.read_text()) for path in outbox.waiting_in(home / "outbox")]
    return [(each["to"], each["text"]) for each in waiting]


def test_the_first_word_is_the_person_and_the_rest_what_about(home: Path) -> None:
    assert main(["@manager", "coffee,", "spoke about billing"]) == 0
    assert main(["Mina Okafor", "lunch"]) == 0
    assert main(["@mina"]) == 0

    assert kept(home) == [("@manager", "coffee, spoke about billing"), ("Mina Okafor", "lunch"), ("@mina", "")]


def test_one_bare_word_is_refused_before_it_is_somebody(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["hello", "--json"]) == 2

    told = capsys.readouterr()
    assert "Write @hello for somebody, known or new, or a whole name in quotes" in told.err
    assert json.loads(told.out)["detail"] in told.err
    assert json.loads(told.out)["status"] == 400
    assert kept(home) == []


def test_several_with_a_sign_are_several_persons(home: Path) -> None:
    assert main(["@mina", "@tom", "lunch", "@noon"]) == 0

    assert kept(home) == [("@mina", "lunch @noon"), ("@tom", "lunch @noon")]


def test_the_document_says_what_was_kept(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--on", "yesterday", "@mina", "--json", "lunch"]) == 0

    told = json.loads(capsys.readouterr().out)
    yesterday = datetime.now().astimezone().date() - timedelta(days=1)
    assert (told["kept"], told["people"], told["text"]) == (True, ["@mina"], "lunch")
    assert told["on"] == yesterday.isoformat()


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        ["@"],
        ["@mina", "--on", "soonish"],
        ["@mina", "--on", "2999-01-01"],
        ["@mina", "--on", "1900-01-01"],
        ["@mina", "--on"],
        ["--loud", "@mina"],
        ["@" + "x" * 200],
    ],
)
def test_what_is_not_understood_keeps_nothing(home: Path, wrong: list[str]) -> None:
    assert main(wrong) == 2
    assert kept(home) == []


def test_a_folder_that_cannot_be_used_is_a_sentence_and_a_document(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "file").touch()
    monkeypatch.setenv("ALONGSIDE_HOME", str(home / "file" / "below"))

    assert main(["@mina", "coffee", "--json"]) == 1

    told = capsys.readouterr()
    assert told.err.startswith(
        "The line was not kept: This cannot be the data folder: Not a directory; let ALONGSIDE_HOME"
    )
    assert json.loads(told.out)["kept"] is False


def test_it_is_a_touchpoint_with_the_next_request_and_once(
    client: Client, anna: Member, settings: Settings, home: Path
) -> None:
    settings.HOME = home
    token.write(home, actions.issue_token(anna, name="this machine"))
    ben = people.add_person(anna, name="Ben Okoye", relation="manager")
    main(["@manager", "@zoe", "coffee \udcff"])
    texts = {path: path.read_text() for path in outbox.waiting_in(home / "outbox")}

    client.get("/api/health")
    for path, text in texts.items():
        path.write_text(text)  # as if the process had been killed between the two
    client.get("/api/health")

    found = list(queries.touchpoints_of(anna))
    assert {each.person.name for each in found} == {ben.name, "Zoe"}
    assert {each.text for each in found} == {"coffee"}
    assert len(found) == 2


def test_it_loads_nothing_that_is_slow(home: Path) -> None:
    script = (
        "import sys; sys.argv = ['alongside', 'touch', '@mina', 'quick']\n"
        "from alongside.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment(home), capture_output=True, text=True, check=True
    )

    loaded = set(done.stdout.splitlines()[-1].split())
    assert loaded & {"django", "typer", "httpx", "rich", "granian", "asyncio", "platformdirs", "argparse"} == set()
    assert kept(home) == [("@mina", "quick")]
