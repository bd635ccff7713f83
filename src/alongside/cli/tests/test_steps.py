"""The steps of a week in the terminal."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from alongside.cli.tests.processes import alongside

pytestmark = pytest.mark.slow


def test_a_step_is_shown_done_and_does_not_come_back(ready: Path) -> None:
    assert "Nothing to propose" in alongside(ready, "steps").stdout
    told_of_teaching(ready)

    shown = alongside(ready, "steps")
    number = shown.stdout.split()[0]
    done = alongside(ready, "steps", "done", number)
    again = json.loads(alongside(ready, "steps", "--json").stdout)

    assert shown.stdout.startswith(f"{number:>4}  Offer 20 minutes on “"), shown.stderr
    assert done.stdout.startswith("Done: Offer 20 minutes")
    assert [step["state"] for step in again["items"]] == ["done"]


def test_a_step_keeps_its_number_when_a_talk_was_booked_meanwhile(ready: Path) -> None:
    told_of_teaching(ready)
    (ready / "people.csv").write_text("name,email\nMina Okafor,mina@example.org\n")
    alongside(ready, "people", "import", "people.csv", "--relation", "peer")
    alongside(ready, "touch", "Mina Okafor", "--on", f"{datetime.now().astimezone() - timedelta(days=60):%Y-%m-%d}")
    sync, host = json.loads(alongside(ready, "steps", "--json").stdout)["items"]

    (ready / "work.ics").write_text(tonight_with("mina@example.org"))
    alongside(ready, "collect", "calendar", "work.ics")
    gone = alongside(ready, "steps", "done", str(sync["id"]))
    done = json.loads(alongside(ready, "steps", "done", str(host["id"]), "--json").stdout)

    assert (sync["kind"], host["kind"]) == ("sync", "host")
    assert gone.returncode == 1
    assert f"There is no step {sync['id']} this week: `alongside steps` shows the numbers." in gone.stderr
    assert (done["id"], done["state"]) == (host["id"], "done")


def told_of_teaching(home: Path) -> None:
    alongside(home, "log", "win: taught migrations to @cleo, resulting in two teams that migrate alone")
    entry = json.loads(alongside(home, "entries", "--json").stdout)["items"][0]["id"]
    alongside(home, "story", "draft", "--entry", str(entry))


def tonight_with(address: str) -> str:
    day = f"{datetime.now().astimezone():%Y%m%d}"
    return "\r\n".join([
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example.org//test", "BEGIN:VEVENT", "UID:1@example.org",
        f"DTSTAMP:{day}T000000Z", f"DTSTART:{day}T235900", "DURATION:PT30M", "SUMMARY:Catch up",
        "ORGANIZER:mailto:anna@example.org", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:anna@example.org",
        f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{address}", "END:VEVENT", "END:VCALENDAR", "",
    ])  # fmt: skip
