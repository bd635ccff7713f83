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
    nobody = alongside(ready, "people", "--ring", "leaders").stdout
    taken = told(ready, "people", "import", str(book), "--relation", "stakeholder")
    told(ready, "touch", "@cleo", "coffee", "--on", "yesterday")
    [cleo] = told(ready, "people", "--ring", "leaders")["items"]

    assert (dry["added"], taken["added"], taken["told_count"]) == (1, 1, 1)
    assert "Nobody in this ring." in nobody
    assert (cleo["name"], cleo["state"]) == ("Cleo Duarte", "fresh")
    assert told(ready, "people", "--due")["total"] == 0


def test_two_who_could_be_one_are_told_and_made_one(ready: Path) -> None:
    book = ready / "contacts.vcf"
    book.write_text("".join(f"BEGIN:VCARD\nFN:{name}\nEND:VCARD\n" for name in ("Cleo Duarte", "Duarte\\, Cleo")))
    told(ready, "people", "import", str(book))

    listed = alongside(ready, "people").stdout
    shown = alongside(ready, "people", "twice").stdout
    command = shown.splitlines()[1].split()[1:]
    merged = alongside(ready, *command)

    assert "1 pair could be one person: alongside people twice" in listed
    assert "Duarte, Cleo is Cleo Duarte the other way round" in shown
    assert "To part them again" in merged.stdout
    assert [each["name"] for each in told(ready, "people")["items"] if "Duarte" in each["name"]] == ["Cleo Duarte"]
    assert "Nobody here seems to be there twice." in alongside(ready, "people", "twice").stdout


def test_the_wrong_file_is_taken_back(ready: Path) -> None:
    book = ready / "contacts.vcf"
    book.write_text("BEGIN:VCARD\nFN:Cleo Duarte\nEMAIL:cleo@example.org\nEND:VCARD\n")

    said = alongside(ready, "people", "import", str(book)).stdout
    back = alongside(ready, "people", "take-back", said.split("take-back ")[1].strip())

    assert back.stdout == "1 taken back.\n", back.stderr
    assert "Cleo" not in alongside(ready, "people").stdout


def test_a_calendar_is_refused_by_its_name(ready: Path) -> None:
    wrong = ready / "calendar.ics"
    wrong.write_text("BEGIN:VCALENDAR\nEND:VCALENDAR\n")

    done = alongside(ready, "people", "import", str(wrong), "--json")
    missing = alongside(ready, "people", "import", str(ready / "nothing.vcf"))

    assert (done.returncode, missing.returncode) == (1, 1)
    assert json.loads(done.stdout)["detail"].endswith("To read whom you met: alongside collect calendar FILE")
    assert "cannot be read" in missing.stderr


def test_columns_can_be_said_where_none_is_called_like_a_name(ready: Path) -> None:
    book = ready / "book.csv"
    book.write_text("Wer;Post;Wo\nCleo Duarte;cleo@example.org;Payments\n")
    imported = ("people", "import", str(book))

    unsaid = alongside(ready, *imported)
    wrong = alongside(ready, *imported, "--column", "name=Was")
    nonsense = alongside(ready, *imported, "--column", "Wer")
    dry = alongside(ready, *imported, "--column", "name=Wer", "--column", "email=2", "--dry-run")
    taken = told(ready, *imported, "--column", "name=1", "--column", "email=2", "--column", "team=Wo")

    assert "--column name=1 --column email=2" in unsaid.stderr
    assert "no column “Was”. There are: 1 “Wer”, 2 “Post”, 3 “Wo”." in wrong.stderr
    assert (unsaid.returncode, wrong.returncode, nonsense.returncode) == (1, 1, 2)
    assert "Cleo Duarte  cleo@example.org" in dry.stderr
    assert (taken["added"], taken["addresses"]) == (1, 1)
    assert {each["team"] for each in told(ready, "people")["items"]} == {"", "Payments"}


def test_what_new_ones_are_is_refused_by_the_name_of_its_option(ready: Path) -> None:
    book = ready / "book.csv"
    book.write_text("cleo@example.org,Cleo Duarte\n")

    wrong = alongside(ready, "people", "import", str(book), "--relation", "boss")

    assert wrong.returncode == 1
    assert wrong.stderr.startswith("--relation: Choose one of: ")
