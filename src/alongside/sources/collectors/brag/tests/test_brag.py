from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as drawn
from hypothesis import strategies as st

from alongside.evidence.findings import Finding
from alongside.sources.collectors.brag import collector
from alongside.sources.collectors.contract import Defect, Found, Gone, Refused
from alongside.sources.collectors.tests.running import cut_off, defects, findings, given, gone, last_state

BRAG = Path(__file__).with_name("recorded") / "brag.md"


def collected(path: Path) -> list[Finding]:
    return findings(collector.collect(given(path)))


def written(folder: Path, text: str, name: str = "notes.md") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_every_item_is_a_note_on_the_day_of_its_heading() -> None:
    assert [(finding.at.date().isoformat(), finding.title) for finding in collected(BRAG)] == [
        ("2025-01-01", "Halved the time of a search, from 9 s to 4 s, with @ben (pull request); closes PAY-12"),
        ("2025-01-17", "Interviewed two candidates"),
        ("2025-01-17", "Wrote the guide for new people"),
        ("2025-05-07", "Moved 14 services to the new cluster"),
        ("2025-06-12", "Mentored @cleo and @anna"),
        ("2025-04-01", "=SUM(A1) <script>alert(1)</script>"),
        ("2025-07-01", "Took over on-call"),
        ("2025-09-29", "Held the workshop"),
        ("2025-07-01", "Wrote code for https://example.org/x"),
    ]


def test_an_item_brings_its_nested_text_link_tickets_people_and_project() -> None:
    finding = collected(BRAG)[0]

    assert finding.kind == "note"
    assert finding.body == "- measured on 1,000,000 documents\n- `@property` was the trick"
    assert finding.url == "https://github.com/acme/search/pull/12"
    assert "PAY-12" in finding.tickets
    assert finding.credits == (("helper", "ben", ""),)
    assert finding.extra["heading"] == "Search"
    assert finding.at.isoformat() == "2025-01-01T12:00:00+01:00"


def test_only_a_day_is_certain() -> None:
    uncertain = ["uncertain" in finding.extra for finding in collected(BRAG)]

    assert uncertain == [True, False, False, False, False, True, True, True, True]


def test_i_am_no_helper_of_mine() -> None:
    assert collected(BRAG)[4].credits == (("helper", "cleo", ""),)


def test_a_plan_is_left_out_and_counted() -> None:
    items = list(collector.collect(given(BRAG)))

    assert defects(items) == [Defect("brag.md", "Items that are not ticked off, left out: 1.")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("brag-2025.md", "## March\n- Wrote\n"),
        ("brag.md", "---\nyear: 2025\n---\n## March\n- Wrote\n"),
        ("brag.md", "# Brag document 2025\n## Acme\n### March\n- Wrote\n"),
        ("brag.md", "# 2025\r\n\r\nMarch\r\n-----\r\n* Wrote\r\n"),
    ],
)
def test_the_year_may_stand_further_up(tmp_path: Path, name: str, text: str) -> None:
    (finding,) = collected(written(tmp_path, text, name))

    assert finding.at.date().isoformat() == "2025-03-01"


def test_a_heading_ends_the_time_of_the_one_beside_it(tmp_path: Path) -> None:
    path = written(tmp_path, "# 2025\n## March\n- One\n## Search\n- Two\n# Other\n- Three\n")

    items = list(collector.collect(given(path)))

    assert [finding.at.date().isoformat() for finding in findings(items)] == ["2025-03-01", "2025-01-01"]
    assert [defect.place for defect in defects(items)] == ["line 7"]


def test_headings_that_leave_it_open_are_named(tmp_path: Path) -> None:
    path = written(tmp_path, "# Q1 FY25\n- One\n# 2025\n## Q1 FY25\n- Two\n")

    items = list(collector.collect(given(path)))

    assert [defect.place for defect in defects(items)] == ["line 1", "line 2", "line 4"]
    assert [finding.title for finding in findings(items)] == ["Two"]


def test_the_whole_document_tells_which_number_is_the_day(tmp_path: Path) -> None:
    path = written(tmp_path, "# 03/04/2025\n- One\n# 13/04/2025\n- Two\n")

    assert [finding.at.date().isoformat() for finding in collected(path)] == ["2025-04-03", "2025-04-13"]


def test_ids_stay_when_the_document_grows_and_what_was_deleted_is_gone(tmp_path: Path) -> None:
    path = written(tmp_path, "# January 2025\n- One\n- Two\n- Two\n")
    first = list(collector.collect(given(path)))
    written(tmp_path, "# February 2025\n- Two\n- New\n# January 2025\n- Zero\n- Two\n- Two\n  - with text\n")

    second = list(collector.collect(given(path, state=last_state(first))))

    ids = [finding.id for finding in findings(first)]
    later = {finding.id: finding for finding in findings(second)}
    assert len(set(ids)) == 3
    assert gone(second) == [ids[0]]
    assert [later[each].title for each in ids[1:]] == ["Two", "Two"]
    assert later[ids[2]].body == "- with text"


def test_a_document_that_was_renamed_is_the_same_one(tmp_path: Path) -> None:
    path = written(tmp_path, "# January 2025\n- One\n- Two\n")
    first = list(collector.collect(given(path)))
    renamed = written(tmp_path, "# January 2025\n- Two\n", "brag-new.md")

    second = list(collector.collect(given(renamed, state=last_state(first))))

    assert [item.origin for item in second if isinstance(item, Found | Gone)] == ["notes.md", "notes.md"]


def test_a_second_run_brings_nothing_new() -> None:
    state = last_state(collector.collect(given(BRAG)))

    assert findings(collector.collect(given(BRAG, state=state))) == []


@pytest.mark.parametrize("after", [2, 500, 600])
def test_a_run_that_was_cut_off_goes_on(tmp_path: Path, after: int) -> None:
    path = written(tmp_path, "# 2025\n" + "".join(f"- Thing {number}\n" for number in range(700)))
    whole = collected(path)

    kept, state = cut_off(collector, given(path), after)
    rest = list(collector.collect(given(path, state=state)))

    done = state.get("done", 0)
    assert findings(kept)[:done] + findings(rest) == whole
    assert gone(rest) == []
    assert len(whole) == 700


def test_lists_in_code_are_no_items_and_addresses_of_scripts_no_links(tmp_path: Path) -> None:
    path = written(tmp_path, "# 2025\n```\n- code\n```\n- [x](javascript:alert) mail a@b.org\n")

    (finding,) = collected(path)

    assert (finding.url, finding.credits) == ("", ())


def test_other_encodings_are_read(tmp_path: Path) -> None:
    (tmp_path / "brag.md").write_bytes("# März 2025\n- Größer\n".encode("cp1252"))

    (finding,) = collected(tmp_path / "brag.md")

    assert (finding.title, finding.at.month) == ("Größer", 3)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no lists"),
        (b"# 2025\nOnly words.\n", "no lists"),
        (b"- One\n- Two\n", "No heading"),
        (b"# 2025\n- [ ] Plan\n", "ticked off"),
        (b"PK\x03\x04", "zip"),
        (b"\0\1\2\3" * 40, "not a text"),
        (b"x" * 5_000_001, "more than 5 MB"),
    ],
)
def test_what_is_no_such_document_is_refused(tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / "notes.md").write_bytes(content)

    with pytest.raises(Refused, match=says):
        collected(tmp_path / "notes.md")


LINES = st.sampled_from(
    [
        "# 2025",
        "## January",
        "- One",
        "  - Two",
        "    1. Three",
        "- [ ] x",
        "> - q",
        "```",
        "---",
        "- KW 3",
        "  text",
        "",
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@drawn(st.lists(LINES | st.text(max_size=40) | st.text("-*+ >#`[](@)1.\t", max_size=60), max_size=25), st.binary())
def test_no_bytes_break_the_reading(tmp_path: Path, lines: list[str], data: bytes) -> None:
    (tmp_path / "notes.md").write_bytes("\n".join(lines).encode("utf-8", "replace") + data)

    try:
        found = collected(tmp_path / "notes.md")
    except Refused:
        found = []

    assert len({finding.id for finding in found}) == len(found)
    assert all(finding.title for finding in found)


def test_quarters_below_a_fiscal_year_are_its_quarters(tmp_path: Path) -> None:
    path = written(
        tmp_path, "# 2024\n- Began\n# FY26\n- Led the team\n## Q1\n- Moved the queue\n## Q3\n- Cut the bill\n"
    )

    asked = replace(given(path), settings={"file": str(path), "fiscal": "10"})
    unsaid = [each.message for each in defects(collector.collect(given(path)))]

    found = findings(collector.collect(asked))
    assert [each.at.date().isoformat() for each in found] == ["2024-01-01", "2025-10-01", "2025-10-01", "2026-04-01"]
    assert found[3].extra["uncertain"].startswith("The document says 2026-04-01 to 2026-06-30")
    assert any("say in the settings in which month yours begins" in each for each in unsaid)
