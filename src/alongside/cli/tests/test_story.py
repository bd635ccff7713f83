"""A story from its draft to the sentence that is taken along, in the terminal."""

import json
from pathlib import Path
from typing import Any

import pytest

from alongside.cli.tests.processes import alongside

pytestmark = pytest.mark.slow

LINE = "win: mentored two interns with @cleo, resulting in first pages that load in 300 ms instead of 900 ms"


def asked(home: Path, *arguments: str) -> Any:
    done = alongside(home, *arguments, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_story_is_drafted_finished_confirmed_and_copied(ready: Path) -> None:
    alongside(ready, "log", LINE)
    entry = asked(ready, "entries")["items"][0]

    drafted = asked(ready, "story", "draft", "--entry", str(entry["id"]))
    number = str(drafted["id"])
    assert [each["part"] for each in drafted["sentences"]] == ["action", "result"]
    assert all(each["sources"][0]["id"] == entry["id"] for each in drafted["sentences"])
    assert (drafted["circle"], drafted["proposed_circle"]["because"]) == ("", "it says mentored")

    told = alongside(ready, "story", "show", number).stdout
    assert "What did you want to change, and for whom?" in told
    assert '--witness "Cleo"' in told
    changed = asked(
        ready, "story", "set", number, "--purpose", "help them ship", "--goal", "growth", "--witness", "ben"
    )
    done = asked(ready, "story", "confirm", number, "--circle", "--witness", "Cleo")

    assert changed["sentences"][1] == {"part": "purpose", "text": "help them ship", "sources": []}
    assert (done["circle"], {each["name"] for each in done["witnesses"]}) == ("enabling", {"Ben Okoye", "Cleo"})
    copied = asked(ready, "story", "copy", number, "--form", "bullet")
    assert copied["form"] == "bullet"
    assert copied["text"].startswith("- Mentored two interns with")
    assert copied["text"].strip() == alongside(ready, "story", "copy", number, "--form", "bullet").stdout.strip()


def test_what_makes_no_sense_is_not_understood_and_what_is_not_there_is_refused(ready: Path) -> None:
    for nonsense in (("draft",), ("set", "1"), ("confirm", "1"), ("copy", "1", "--form", "poem")):
        assert alongside(ready, "story", *nonsense).returncode == 2

    refused = alongside(ready, "story", "show", "1", "--json")
    assert (refused.returncode, json.loads(refused.stdout)["status"]) == (1, 404)
    assert refused.stderr == "There is no story 1: `alongside stories` shows the numbers.\n"


def test_each_number_that_a_story_is_made_of_is_shown(ready: Path) -> None:
    alongside(ready, "log", LINE)
    [entry] = asked(ready, "entries")["items"]

    listed = alongside(ready, "entries").stdout
    asked(ready, "story", "draft", "--entry", str(entry["id"]))
    nobody = alongside(ready, "story", "confirm", "1", "--witness", "zoe")

    assert listed.startswith(f"{entry['id']:>4}  {entry['happened_on']}  win")
    assert "alongside story set 1 --witness NAME" in nobody.stderr
