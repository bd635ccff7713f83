"""A story from its draft to the sentence that is taken along, in the terminal."""

import json
from pathlib import Path
from typing import Any

import pytest

from alongside.cli.tests.processes import alongside

pytestmark = pytest.mark.slow

LINE = "win: mentored two interns with @cleo, resulting in first pages that load in 300 ms instead of 900 ms"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    done = alongside(folder, "init", "--name", "Anna Berg", "--email", "anna@example.org", "--manager", "Ben Okoye")
    assert done.returncode == 0, done.stderr
    return folder


def asked(home: Path, *arguments: str) -> Any:
    done = alongside(home, *arguments, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_story_is_drafted_finished_confirmed_and_copied(home: Path) -> None:
    alongside(home, "log", LINE)
    entry = asked(home, "entries")["items"][0]

    drafted = asked(home, "story", "draft", "--entry", str(entry["id"]))
    number = str(drafted["id"])
    assert [each["part"] for each in drafted["sentences"]] == ["action", "result"]
    assert all(each["sources"][0]["id"] == entry["id"] for each in drafted["sentences"])
    assert (drafted["circle"], drafted["proposed_circle"]["because"]) == ("", "it says mentored")

    told = alongside(home, "story", "show", number).stdout
    assert "What did you want to change, and for whom?" in told
    assert '--witness "Cleo"' in told
    changed = asked(home, "story", "set", number, "--purpose", "help them ship", "--goal", "growth", "--witness", "ben")
    done = asked(home, "story", "confirm", number, "--circle", "--witness", "Cleo")

    assert changed["sentences"][1] == {"part": "purpose", "text": "help them ship", "sources": []}
    assert (done["circle"], {each["name"] for each in done["witnesses"]}) == ("enabling", {"Ben Okoye", "Cleo"})
    copied = asked(home, "story", "copy", number, "--form", "bullet")
    assert copied["form"] == "bullet"
    assert copied["text"].startswith("- Mentored two interns with")
    assert copied["text"].strip() == alongside(home, "story", "copy", number, "--form", "bullet").stdout.strip()


def test_what_makes_no_sense_is_not_understood_and_what_is_not_there_is_refused(home: Path) -> None:
    for nonsense in (("draft",), ("set", "1"), ("confirm", "1"), ("copy", "1", "--form", "poem")):
        assert alongside(home, "story", *nonsense).returncode == 2

    refused = alongside(home, "story", "show", "1", "--json")
    assert (refused.returncode, json.loads(refused.stdout)["status"]) == (1, 404)
