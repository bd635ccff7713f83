"""The steps of a week in the terminal."""

import json
from pathlib import Path

import pytest

from alongside.cli.tests.processes import alongside

pytestmark = pytest.mark.slow


def test_a_step_is_shown_done_and_does_not_come_back(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    alongside(home, "init", "--name", "Anna Berg", "--email", "anna@example.org", "--manager", "Ben")
    assert "Nothing to propose" in alongside(home, "steps").stdout
    alongside(home, "log", "win: taught migrations to @cleo, resulting in two teams that migrate alone")
    entry = json.loads(alongside(home, "entries", "--json").stdout)["items"][0]["id"]
    alongside(home, "story", "draft", "--entry", str(entry))

    shown = alongside(home, "steps")
    done = alongside(home, "steps", "done", "1")
    again = json.loads(alongside(home, "steps", "--json").stdout)

    assert shown.stdout.startswith("1. Offer 20 minutes on “"), shown.stderr
    assert done.stdout.startswith("Done: Offer 20 minutes")
    assert [step["state"] for step in again["items"]] == ["done"]


def test_a_number_that_is_not_there_is_not_understood(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    alongside(home, "init", "--name", "Anna Berg", "--email", "anna@example.org", "--manager", "Ben")

    refused = alongside(home, "steps", "done", "4")

    assert refused.returncode == 2
    assert "There are 0 steps this week" in refused.stderr
