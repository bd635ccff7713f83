import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as drawn
from hypothesis import strategies as st

from alongside.sources.collectors.contract import Defect, Refused
from alongside.sources.collectors.jrnl import collector
from alongside.sources.collectors.tests.running import cut_off, defects, findings, given, gone, last_state

RECORDED = Path(__file__).with_name("recorded")
TEXT = RECORDED / "journal.txt"


def test_each_entry_is_a_note_with_its_day_title_body_star_and_tags() -> None:
    first, second, third, fourth = findings(collector.collect(given(TEXT)))

    assert (first.kind, first.title) == ("note", "Moved the billing jobs to the new queue.")
    assert first.at.isoformat() == "2025-01-15T09:30:00+01:00"
    assert first.body.startswith("Closes PAY-12. 4 of 5 jobs are faster: 3 s instead of 9 s.")
    assert first.tickets == ("PAY-12",)
    assert first.extra == {"tags": "@work @billing"}
    assert (second.title, second.body) == ("Helped Cleo with the release notes", "[x] this line is no date")
    assert second.extra == {"starred": "yes"}
    assert (third.title, third.body) == ("Talked about the roadmap.", "It went well, he liked it. @work")
    assert fourth.title == "Baked bread @home"


def test_the_json_export_gives_the_same_findings_as_the_text() -> None:
    from_json = findings(collector.collect(given(RECORDED / "journal.json")))

    assert from_json == findings(collector.collect(given(TEXT)))


def test_other_tags_are_left_out_and_counted() -> None:
    items = list(collector.collect(given(TEXT, {"tags": "Work, @billing"})))

    assert [finding.at.day for finding in findings(items)] == [15, 16]
    assert defects(items) == [Defect("journal.txt", "Entries without one of these tags, left out: 2.")]


def test_a_second_run_brings_nothing_new() -> None:
    first = list(collector.collect(given(TEXT)))

    again = list(collector.collect(given(TEXT, state=last_state(first))))

    assert findings(again) == []
    assert len(findings(first)) == 4


def test_an_entry_that_was_deleted_is_gone_and_the_others_keep_their_ids(tmp_path: Path) -> None:
    journal = tmp_path / "journal.txt"
    journal.write_text(TEXT.read_text())
    first = list(collector.collect(given(journal)))
    journal.write_text(TEXT.read_text().split("\n[2025-01-15 17:05]")[0] + "\n[2025-01-17 21:00] Baked bread @home\n")

    second = list(collector.collect(given(journal, state=last_state(first))))

    ids = [finding.id for finding in findings(first)]
    assert gone(second) == [ids[1], ids[2]]
    assert [finding.id for finding in findings(second)] == [ids[0], ids[3]]


@pytest.mark.parametrize("after", [1, 499, 500, 501, 1_000, 1_200])
def test_a_run_that_was_cut_off_goes_on(tmp_path: Path, after: int) -> None:
    journal = tmp_path / "journal.txt"
    journal.write_text("".join(f"[2025-01-15 09:30] Did thing {number}\n\n" for number in range(1_200)))
    whole = findings(collector.collect(given(journal)))

    kept, state = cut_off(collector, given(journal), after)
    rest = list(collector.collect(given(journal, state=state)))

    done = state.get("done", 0)
    assert findings(kept)[:done] + findings(rest) == whole
    assert gone(rest) == []
    assert len(findings(rest)) == 1_200 - done


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("2025-01-15 09:30:00 PM", "2025-01-15T21:30:00+01:00"),
        ("15.01.2025 09:30", "2025-01-15T09:30:00+01:00"),
        ("01/15/2025 09:30", "2025-01-15T09:30:00+01:00"),
        ("2025-01-15", "2025-01-15T12:00:00+01:00"),
    ],
)
def test_other_time_formats_are_read(tmp_path: Path, date: str, moment: str) -> None:
    journal = tmp_path / "journal.txt"
    journal.write_text(f"[{date}] Wrote the report\n")

    (finding,) = findings(collector.collect(given(journal)))

    assert finding.at.isoformat() == moment


def test_a_date_that_can_be_two_days_is_said_to_be_uncertain(tmp_path: Path) -> None:
    journal = tmp_path / "journal.txt"
    journal.write_text("[03/04/2025 09:30] Wrote the report\n")

    (finding,) = findings(collector.collect(given(journal)))

    assert "03 or 04" in finding.extra["uncertain"]


def test_windows_letters_and_hostile_text_stay_text(tmp_path: Path) -> None:
    journal = tmp_path / "journal.txt"
    journal.write_bytes("[2025-01-15 09:30] Größer <script>alert(1)</script> \x1b[31m\n=1+1\n".encode("cp1252"))

    (finding,) = findings(collector.collect(given(journal)))

    assert finding.title == "Größer <script>alert(1)</script> \ufffd[31m"
    assert finding.body == "=1+1"


def test_text_before_the_first_date_and_empty_entries_are_named(tmp_path: Path) -> None:
    journal = tmp_path / "journal.txt"
    journal.write_text("Hello\n[2025-01-15 09:30] \n\n[2025-01-16 09:30] Wrote\n")

    items = list(collector.collect(given(journal)))

    assert [defect.place for defect in defects(items)] == ["line 1", "line 2"]
    assert len(findings(items)) == 1


def test_a_broken_record_of_the_export_is_named_and_the_rest_is_taken(tmp_path: Path) -> None:
    export = tmp_path / "journal.json"
    good = {"title": "Wrote", "date": "2025-01-15", "time": "09:30"}
    export.write_text(json.dumps({"entries": [7, {"title": "x", "date": "soon"}, {"title": "", "date": ""}, good]}))

    items = list(collector.collect(given(export)))

    assert [defect.place for defect in defects(items)] == ["entry 1", "entry 2", "entry 3"]
    assert [finding.title for finding in findings(items)] == ["Wrote"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no line begins with a date"),
        (b"Shopping list\n- milk\n", "no line begins with a date"),
        (b"id,title\n1,x\n", "no line begins with a date"),
        (b'{"items": []}', "no line begins with a date"),
        (RECORDED.joinpath("journal.json").read_bytes()[:300], "cut off"),
        (b"[" * 100_000, "no line begins"),
        (b'{"a":' * 100_000, "cut off"),
        (b"PK\x03\x04rest", "zip"),
        (b"gAAAAABl3x9k", "encrypted"),
    ],
)
def test_what_is_no_journal_is_refused_with_what_to_do(tmp_path: Path, content: bytes, says: str) -> None:
    journal = tmp_path / "journal"
    journal.write_bytes(content)

    with pytest.raises(Refused, match=says):
        list(collector.collect(given(journal)))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@drawn(st.binary() | st.text().map(lambda text: f"[2025-01-15 09:30] {text}".encode("utf-8", "replace")))
def test_no_bytes_break_the_reading(tmp_path: Path, data: bytes) -> None:
    journal = tmp_path / "journal"
    journal.write_bytes(data)

    try:
        found = findings(collector.collect(given(journal)))
    except Refused:
        found = []

    assert all("\0" not in finding.title + finding.body for finding in found)
