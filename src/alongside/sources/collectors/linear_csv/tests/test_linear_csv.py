from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as whenever
from hypothesis import strategies as st

from alongside.evidence.findings import Finding
from alongside.sources.collectors.contract import Checkpoint, Defect, Found, Given, Gone, Item, Me, Refused
from alongside.sources.collectors.linear_csv import collector

ISSUES = Path(__file__).with_name("recorded") / "issues.csv"
ANNA = Me(frozenset({"anna berg"}), frozenset({"anna@example.org"}))
UUID = "6f1b2c3d-0000-4000-8000-0000000000"


def _items(path: Path, *, me: Me = ANNA, state: dict[str, object] | None = None, address: str = "") -> list[Item]:
    given = Given(
        {"file": str(path), "address": address}, me, date(2026, 11, 21), ZoneInfo("Europe/Berlin"), state or {}
    )
    return list(collector.collect(given))


def _found(items: list[Item]) -> dict[str, Finding]:
    return {item.finding.id: item.finding for item in items if isinstance(item, Found)}


def _defects(items: list[Item]) -> list[Defect]:
    return [item for item in items if isinstance(item, Defect)]


def test_a_completed_issue_comes_with_all_that_is_worth_telling() -> None:
    items = _items(ISSUES, address="https://linear.app/example")

    done = _found(items)[UUID + "aa"]
    assert (done.kind, done.title) == ("ticket", "Search finds half a word")
    assert done.body == 'Line one\nline two, "quoted", see ENG-7'
    assert done.at.isoformat() == "2026-05-13T23:21:41+00:00"
    assert done.url == "https://linear.app/example/issue/ENG-12"
    assert done.tickets == ("ENG-12", "ENG-7")
    assert done.credits == (("asked", "", "cleo@example.org"),)
    assert done.extra == {
        "state": "Done",
        "priority": "High",
        "project": "Search",
        "sprint": "Cycle 11",
        "labels": "Feature, Search",
        "points": "3",
        "parent": "ENG-1",
        "milestone": "Beta",
    }
    assert {item.origin for item in items if isinstance(item, Found)} == {"Engineering"}


def test_only_what_the_member_completed_or_opened_for_others_is_taken() -> None:
    found = _found(_items(ISSUES))

    assert set(found) == {UUID + "aa", UUID + "ab", UUID + "ad/opened"}
    assert (found[UUID + "ad/opened"].kind, found[UUID + "ab"].credits) == ("issue", ())


def test_the_apostrophe_against_formulas_is_taken_off() -> None:
    found = _found(_items(ISSUES))[UUID + "ab"]

    assert (found.title, found.body) == ("=Formulas stay text", "-not a formula")


def test_a_date_that_is_none_is_a_defect_with_its_line() -> None:
    defects = _defects(_items(ISSUES))

    assert [defect.place for defect in defects] == ["line 7"]
    assert "“when it was ready” is not a date" in defects[0].message


def test_when_nobody_is_the_member_a_few_names_are_said() -> None:
    items = _items(ISSUES, me=Me(frozenset({"berg"}), frozenset({"anna@example.com"})))

    assert _found(items) == {}
    assert "anna@example.org, Ben Okoye, Anna Berg" in _defects(items)[0].message


def test_a_second_run_brings_nothing() -> None:
    first = _items(ISSUES)

    assert isinstance(first[-1], Checkpoint)
    assert _items(ISSUES, state=first[-1].state) == []


def test_an_issue_that_is_open_again_in_a_later_file_is_gone(tmp_path: Path) -> None:
    first, later = _items(ISSUES), tmp_path / "later.csv"
    later.write_text(ISSUES.read_text().replace("Wed May 13 2026 23:21:41 GMT+0000 (GMT+00:00)", ""))
    assert isinstance(first[-1], Checkpoint)

    items = _items(later, state=first[-1].state)

    assert Gone((UUID + "aa",), "Engineering") in items
    assert UUID + "aa" not in _found(items)


def test_an_older_file_without_uuids_names_issues_by_their_key(tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_text(ISSUES.read_text().replace('"UUID"', '"Roadmaps"'))

    assert set(_found(_items(path))) == {"ENG-12", "ENG-13", "ENG-15/opened"}


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "Summary,Issue key,Status,Assignee\nx,PAY-1,Done,Anna Berg\n"])
def test_a_file_of_another_tool_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "other.csv"
    path.write_text(text)

    with pytest.raises(Refused):
        _items(path)


def test_wherever_a_file_is_cut_off_what_is_found_is_right(tmp_path: Path) -> None:
    path, whole = tmp_path / "cut.csv", ISSUES.read_bytes()
    expected = {name: found.title for name, found in _found(_items(ISSUES)).items()}

    for length in range(whole.index(b"ENG-12"), len(whole), 61):
        path.write_bytes(whole[:length])
        found = {name: finding.title for name, finding in _found(_items(path)).items()}

        assert found.items() <= expected.items()


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@whenever(place=st.integers(0, 2_000), other=st.binary(max_size=6))
def test_no_bytes_raise_anything_but_refused(tmp_path: Path, place: int, other: bytes) -> None:
    path, whole = tmp_path / "fuzz.csv", ISSUES.read_bytes()
    path.write_bytes(whole[:place] + other + whole[place + len(other) :])

    try:
        items = _items(path)
    except Refused:
        return

    assert all(len(finding.id) <= 200 and finding.at.tzinfo for finding in _found(items).values())


def test_the_guide_is_there() -> None:
    assert "Export issues" in collector.guide
