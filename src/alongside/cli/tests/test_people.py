import json
from pathlib import Path
from typing import Any

import pytest

from alongside.cli.tests.processes import alongside

pytestmark = pytest.mark.slow


def told(home: Path, *arguments: str) -> Any:
    done = alongside(home, *arguments, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_contacts_from_a_file_are_there_and_a_touch_with_them(ready: Path) -> None:
    book = ready / "contacts.vcf"
    book.write_text("BEGIN:VCARD\nFN:Cleo Duarte\nEMAIL:cleo@example.org\nEND:VCARD\nBEGIN:VCARD\nEND:VCARD\n")

    dry = told(ready, "people", "import", str(book), "--dry-run")
    nobody = told(ready, "people", "--ring", "leaders")
    taken = told(ready, "people", "import", str(book), "--relation", "stakeholder")
    told(ready, "touch", "@cleo", "coffee", "--on", "yesterday")
    [cleo] = told(ready, "people", "--ring", "leaders")["items"]

    assert (dry["added"], nobody["total"], taken["added"], taken["told_count"]) == (1, 0, 1, 1)
    assert (cleo["name"], cleo["state"]) == ("Cleo Duarte", "fresh")
    assert told(ready, "people", "--due")["total"] == 0


def test_a_calendar_is_refused_by_its_name(ready: Path) -> None:
    wrong = ready / "calendar.ics"
    wrong.write_text("BEGIN:VCALENDAR\nEND:VCALENDAR\n")

    done = alongside(ready, "people", "import", str(wrong), "--json")
    missing = alongside(ready, "people", "import", str(ready / "nothing.vcf"))

    assert (done.returncode, missing.returncode) == (1, 1)
    assert "calendar" in json.loads(done.stdout)["detail"]
    assert "cannot be read" in missing.stderr
