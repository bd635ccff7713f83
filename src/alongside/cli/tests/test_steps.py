"""The steps of a week in the terminal."""

import json
from pathlib import Path

import pytest

from alongside.cli.tests.processes import alongside

pytestmark = pytest.mark.slow


def test_a_step_is_shown_done_and_does_not_come_back(ready: Path) -> None:
    assert "Nothing to propose" in alongside(ready, "steps").stdout
    alongside(ready, "log", "win: taught migrations to @cleo, resulting in two teams that migrate alone")
    entry = json.loads(alongside(ready, "entries", "--json").stdout)["items"][0]["id"]
    alongside(ready, "story", "draft", "--entry", str(entry))

    shown = alongside(ready, "steps")
    beyond = alongside(ready, "steps", "done", "99")
    done = alongside(ready, "steps", "done", "1")
    again = json.loads(alongside(ready, "steps", "--json").stdout)

    assert shown.stdout.startswith("1. Offer 20 minutes on “"), shown.stderr
    assert "There is one step this week: `alongside steps` shows it." in beyond.stderr
    assert done.stdout.startswith("Done: Offer 20 minutes")
    assert [step["state"] for step in again["items"]] == ["done"]


def test_a_number_that_is_not_there_is_not_understood(ready: Path) -> None:
    refused = alongside(ready, "steps", "done", "4")

    assert refused.returncode == 2
    assert "There are no steps this week" in refused.stderr
