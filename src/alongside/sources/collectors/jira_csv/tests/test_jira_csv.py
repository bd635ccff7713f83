from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as whenever
from hypothesis import strategies as st

from alongside.evidence.findings import Finding
from alongside.sources.collectors.contract import Checkpoint, Defect, Found, Given, Gone, Item, Me, Refused
from alongside.sources.collectors.jira_csv import collector

RECORDED = Path(__file__).with_name("recorded")
ANNA = Me(frozenset({"anna berg"}), frozenset({"anna@example.org"}), frozenset({"aberg"}))
HEADER = "Summary,Issue key,Issue id,Status,Assignee,Reporter,Created,Updated,Resolved"


def _given(path: Path, *, me: Me = ANNA, state: dict[str, object] | None = None, address: str = "") -> Given:
    return Given(
        {"file": str(path), "address": address}, me, date(2026, 11, 21), ZoneInfo("Europe/Berlin"), state or {}
    )


def _items(path: Path, *, me: Me = ANNA, state: dict[str, object] | None = None, address: str = "") -> list[Item]:
    return list(collector.collect(_given(path, me=me, state=state, address=address)))


def _written(folder: Path, *lines: str, header: str = HEADER) -> Path:
    path = folder / "jira.csv"
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return path


def _found(items: list[Item]) -> dict[str, Finding]:
    return {item.finding.id: item.finding for item in items if isinstance(item, Found)}


def _defects(items: list[Item]) -> list[Defect]:
    return [item for item in items if isinstance(item, Defect)]


def _state(items: list[Item]) -> dict[str, object]:
    return [item.state for item in items if isinstance(item, Checkpoint)][-1]


def test_a_ticket_that_is_done_comes_with_all_that_is_worth_telling() -> None:
    items = _items(RECORDED / "cloud.csv", address="https://example.atlassian.net/")

    done = _found(items)["10042"]
    assert (done.kind, done.title) == ("ticket", "Charge cards again after a timeout")
    assert done.at.isoformat() == "2025-01-15T15:04:00+01:00"
    assert done.body == 'Cards were charged twice.\nFollows OPS-7, "see there".'
    assert done.url == "https://example.atlassian.net/browse/PAY-12"
    assert done.tickets == ("PAY-12", "OPS-7")
    assert done.credits == (("asked", "Cleo Duarte", ""),)
    assert done.extra == {
        "points": "5",
        "sprint": "PAY Sprint 2",
        "comments": "2",
        "state": "Done",
        "type": "Story",
        "priority": "High",
        "resolution": "Done",
        "epic": "PAY-1",
        "epic name": "Reliable payments",
    }
    assert {item.origin for item in items if isinstance(item, Found)} == {"PAY"}


def test_only_what_the_member_did_or_opened_is_taken() -> None:
    found = _found(_items(RECORDED / "cloud.csv"))

    assert set(found) == {"10042", "10044/opened", "10045"}
    assert (found["10044/opened"].kind, found["10044/opened"].at.isoformat()) == ("issue", "2025-01-04T00:30:00+01:00")


def test_without_a_day_of_resolution_the_change_of_category_counts() -> None:
    closed = _found(_items(RECORDED / "cloud.csv"))["10045"]

    assert (closed.at.isoformat(), closed.extra.get("uncertain")) == ("2025-01-18T08:00:00+01:00", None)
    assert closed.credits == ()


def test_hostile_text_stays_text() -> None:
    found = _found(_items(RECORDED / "cloud.csv"))

    assert found["10045"].title == "<script>alert(1)</script> **bold**"
    assert found["10044/opened"].body == '=HYPERLINK("http://evil.example.org")'


def test_an_account_id_is_a_login() -> None:
    items = _items(RECORDED / "cloud.csv", me=Me(logins=frozenset({"557058:aaaa-1"})))

    assert "10042" in _found(items)
    assert _defects(items) == []


def test_a_german_server_writes_semicolons_and_windows_letters() -> None:
    items = _items(RECORDED / "server-german.csv")

    assert [defect.place for defect in _defects(items)] == ["line 2"]
    done = _found(items)["20002"]
    assert (done.title, done.at.isoformat()) == ("Belege archivieren", "2025-03-06T16:30:00+01:00")
    assert (done.extra["points"], done.credits) == ("3", (("asked", "bokoye", ""),))


def test_when_nobody_is_the_member_a_few_names_are_said() -> None:
    items = _items(RECORDED / "cloud.csv", me=Me(frozenset({"anna"})))

    assert _found(items) == {}
    assert _defects(items) == [
        Defect(
            "Assignee",
            "No assignee is you. If one of these names is yours, add it to your names: Anna Berg, Ben Okoye, anna berg,"
            " Annabel Berger.",
        )
    ]


def test_the_whole_column_decides_which_number_is_the_day(tmp_path: Path) -> None:
    mine = "Mine,PAY-1,1,Done,Anna Berg,Ben Okoye,01/02/2025 10:00,03/02/2025 10:00,04/03/2025 10:00"
    other = "Not mine,PAY-2,2,Done,Ben Okoye,Ben Okoye,01/02/2025 10:00,03/02/2025 10:00,{} 10:00"

    told = _found(_items(_written(tmp_path, mine, other.format("03/25/2025"))))["1"]
    doubted = _found(_items(_written(tmp_path, mine, other.format("03/05/2025"))))["1"]

    assert (told.at.date().isoformat(), "uncertain" in told.extra) == ("2025-04-03", False)
    assert doubted.at.date().isoformat() == "2025-03-04"
    assert "may be the day" in doubted.extra["uncertain"]


def test_without_any_day_of_the_end_the_last_change_is_said_to_be_uncertain(tmp_path: Path) -> None:
    path = _written(
        tmp_path, "Mine,PAY-1,Done,Anna Berg,2025-02-03 10:00", header="Summary,Issue key,Status,Assignee,Updated"
    )

    done = _found(_items(path))["PAY-1"]

    assert done.at.date().isoformat() == "2025-02-03"
    assert done.extra["uncertain"].startswith("The file does not say when it was done")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("Cut off,PAY-1,1,Do", "4 of 9 cells"),
        ("A, stray comma,PAY-1,1,Done,Anna Berg,Ben Okoye,2025-01-01,2025-01-01,2025-01-01", "10 cells"),
        ("No key,12,1,Done,Anna Berg,Ben Okoye,2025-01-01,2025-01-01,2025-01-01", "no key of a ticket"),
        ("No date,PAY-1,1,Done,Anna Berg,Ben Okoye,2025-01-01,2025-01-01,soon", "“soon” is not a date"),
    ],
)
def test_a_line_that_cannot_be_taken_is_named_and_the_rest_is_taken(tmp_path: Path, line: str, message: str) -> None:
    path = _written(tmp_path, line, "Fine,PAY-2,2,Done,Anna Berg,Ben Okoye,2025-01-01,2025-01-01,2025-01-01")

    items = _items(path)

    assert set(_found(items)) == {"2"}
    assert [defect.place for defect in _defects(items)] == ["line 2"]
    assert message in _defects(items)[0].message


def test_a_truncated_file_gives_all_but_its_last_line(tmp_path: Path) -> None:
    path, whole = tmp_path / "cut.csv", (RECORDED / "cloud.csv").read_bytes()
    path.write_bytes(whole[: whole.index(b"Totals are") + 200])

    items = _items(path)

    assert set(_found(items)) == {"10042"}
    assert [defect.place for defect in _defects(items)] == ["line 5"]


def test_wherever_a_file_is_cut_off_what_is_found_is_right(tmp_path: Path) -> None:
    path, whole = tmp_path / "cut.csv", (RECORDED / "cloud.csv").read_bytes()
    expected = {name: found.title for name, found in _found(_items(RECORDED / "cloud.csv")).items()}

    for length in range(whole.index(b"Charge"), len(whole), 61):
        path.write_bytes(whole[:length])
        found = {name: finding.title for name, finding in _found(_items(path)).items()}

        assert found.items() <= expected.items()


def test_a_file_of_another_tool_is_refused() -> None:
    with pytest.raises(Refused, match="no CSV export of Jira: it has no column “Issue key”"):
        _items(RECORDED.parent.parent.parent / "linear_csv" / "tests" / "recorded" / "README.md")


def test_a_second_run_brings_nothing_and_a_new_name_brings_all() -> None:
    first = _items(RECORDED / "cloud.csv", me=Me(frozenset({"nobody"})))
    state = _state(first)

    assert _items(RECORDED / "cloud.csv", me=Me(frozenset({"nobody"})), state=state) == []
    assert "10042" in _found(_items(RECORDED / "cloud.csv", state=state))


def test_a_ticket_that_is_open_again_in_a_later_file_is_gone(tmp_path: Path) -> None:
    line = "Mine,PAY-1,1,{},Anna Berg,Ben Okoye,2025-01-01,2025-01-01,{}"
    state = _state(_items(_written(tmp_path, line.format("Done", "2025-01-01"))))

    later = _items(_written(tmp_path, line.format("To Do", "")), state=state)

    assert [item for item in later if isinstance(item, Gone)] == [Gone(("1",), "PAY")]


def test_a_run_that_was_cut_off_goes_on_where_it_was(tmp_path: Path) -> None:
    path = _many(tmp_path, 1_700)
    whole = _items(path)
    checkpoints = [place for place, item in enumerate(whole) if isinstance(item, Checkpoint)]

    for place in checkpoints:
        before = whole[: place + 1]
        after = _items(path, state=_state(before))

        assert {**_found(before), **_found(after)} == _found(whole)
        assert not set(_found(before)) & set(_found(after))
        assert [item for item in before + after if isinstance(item, Defect | Gone)] == _defects(whole)
    assert len(checkpoints) == 4


def test_a_run_can_be_stopped_at_any_time(tmp_path: Path) -> None:
    class Stop(Exception):
        pass

    def pause(_: float) -> None:
        raise Stop

    given = Given(
        {"file": str(_many(tmp_path, 2_000))}, ANNA, date(2026, 11, 21), ZoneInfo("Europe/Berlin"), pause=pause
    )

    with pytest.raises(Stop):
        list(collector.collect(given))


def test_fifty_thousand_rows_are_read(tmp_path: Path) -> None:
    items = _items(_many(tmp_path, 50_000))

    assert len(_found(items)) == 5_000
    assert _defects(items) == []


def test_empty_cells_behind_the_last_column_do_not_matter(tmp_path: Path) -> None:
    items = _items(_many(tmp_path, 50, end=",,"))

    assert (len(_found(items)), _defects(items)) == (5, [])


def test_a_file_that_is_broken_throughout_does_not_say_so_each_time(tmp_path: Path) -> None:
    items = _items(_many(tmp_path, 5_000, end=",more"))

    assert len(_defects(items)) == 202
    assert _defects(items)[-1].message == "4800 more lines could not be taken."


def _many(folder: Path, count: int, end: str = "") -> Path:
    path = folder / "many.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write(HEADER + "\n")
        for number in range(1, count + 1):
            name = "Anna Berg" if number % 10 == 0 else "Ben Okoye"
            file.write(
                f'"Ticket\n{number}",PAY-{number},{number},Done,{name},Cleo Duarte,1/Jan/25,1/Jan/25,2/Jan/25{end}\n'
            )
    return path


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@whenever(data=st.data())
def test_no_bytes_raise_anything_but_refused(tmp_path: Path, data: st.DataObject) -> None:
    path = tmp_path / "fuzz.csv"
    path.write_bytes(data.draw(_hostile()))

    try:
        items = _items(path)
    except Refused:
        return

    assert all(len(finding.id) <= 200 and finding.at.tzinfo for finding in _found(items).values())


def _hostile() -> st.SearchStrategy[bytes]:
    cell = st.sampled_from(["Anna Berg", "PAY-1", "Done", "1/2/25", "2025-01-01", "1e999", "nan", "²", '"'])
    row = st.lists(cell | st.text(max_size=12), min_size=7, max_size=11).map(",".join)
    table = st.lists(row, max_size=6).map(lambda rows: "\n".join([HEADER, *rows]).encode("utf-8", "replace"))
    cloud = (RECORDED / "cloud.csv").read_bytes()
    spoiled = st.tuples(st.integers(0, len(cloud)), st.binary(max_size=4)).map(
        lambda spot: cloud[: spot[0]] + spot[1] + cloud[spot[0] + len(spot[1]) :]
    )
    return st.binary(max_size=200) | table | spoiled


def test_the_guide_is_there() -> None:
    assert "Export CSV" in collector.guide
