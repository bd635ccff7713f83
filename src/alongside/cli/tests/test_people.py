import json
from pathlib import Path
from typing import Any

import pytest

from alongside.cli.tests.processes import alongside

pytestmark = pytest.mark.slow


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    alongside(folder, "init", "--name", "Engineer", "--email", "engineer@example.org", "--manager", "Ben Okoye")
    return folder


def told(home: Path, *arguments: str) -> Any:
    done = alongside(home, *arguments, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_contacts_from_a_file_are_there_and_a_touch_with_them(home: Path) -> None:
    book = home / "contacts.vcf"
    book.write_text("BEGIN:VCARD\nFN:Cleo Duarte\nEMAIL:cleo@example.org\nEND:VCARD\nBEGIN:VCARD\nEND:VCARD\n")

    dry = told(home, "people", "import", str(book), "--dry-run")
    nobody = told(home, "people", "--ring", "leaders")
    taken = told(home, "people", "import", str(book), "--relation", "stakeholder")
    told(home, "touch", "@cleo", "coffee", "--on", "yesterday")
    [cleo] = told(home, "people", "--ring", "leaders")["items"]

    assert (dry["added"], nobody["total"], taken["added"], taken["told_count"]) == (1, 0, 1, 1)
    assert (cleo["name"], cleo["state"]) == ("Cleo Duarte", "fresh")
    assert told(home, "people", "--due")["total"] == 0


def test_a_calendar_is_refused_by_its_name(home: Path) -> None:
    wrong = home / "calendar.ics"
    wrong.write_text("BEGIN:VCALENDAR\nEND:VCALENDAR\n")

    done = alongside(home, "people", "import", str(wrong), "--json")
    missing = alongside(home, "people", "import", str(home / "nothing.vcf"))

    assert (done.returncode, missing.returncode) == (1, 1)
    assert "calendar" in json.loads(done.stdout)["detail"]
    assert "cannot be read" in missing.stderr
