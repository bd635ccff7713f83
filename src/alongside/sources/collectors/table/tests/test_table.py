import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as drawn
from hypothesis import strategies as st

from alongside.evidence.findings import Finding
from alongside.sources.collectors.contract import Defect, Found, Item, Refused
from alongside.sources.collectors.table import collector
from alongside.sources.collectors.table.guessing import guess
from alongside.sources.collectors.tests.running import ANNA, cut_off, defects, findings, given, last_state

RECORDED = Path(__file__).with_name("recorded")
CSV, JSON_LINES = RECORDED / "work.csv", RECORDED / "work.jsonl"
BASIC = {"date": "date", "title": "title"}


def collected(path: Path, **settings: str) -> list[Item]:
    return list(collector.collect(given(path, settings)))


def table(path: Path, *rows: str, header: str = "date,title,body,id") -> Path:
    path.write_text("\n".join([header, *rows]) + "\n")
    return path


def test_the_mapping_is_guessed_from_german_names_and_gives_findings() -> None:
    mapping = dict(guess(given(CSV)))

    bug, interview, formula = findings(collected(CSV, **mapping))

    assert mapping == {
        "date": "Datum",
        "title": "Titel",
        "body": "Beschreibung",
        "kind": "Art",
        "ticket": "Vorgang",
        "people": "Teilnehmer",
        "who": "Bearbeiter",
    }
    assert (bug.kind, bug.title, bug.at.isoformat()) == (
        "issue",
        "Rückzahlungen gehen nicht mehr doppelt raus",
        "2025-01-15T12:00:00+01:00",
    )
    assert bug.tickets == ("PAY-12", "PAY-9")
    assert bug.credits == (("helper", "Ben Okoye", "ben@example.org"),)
    assert (interview.kind, interview.extra) == ("meeting", {"meeting": "interview"})
    assert interview.credits == (("attendee", "Cleo Duarte", ""), ("attendee", "Ben Okoye", ""))
    assert (formula.title, formula.body, formula.kind) == ("=SUMME(A1:A9)", "+49", "note")
    assert formula.extra == {"kind": "Zettel"}


def test_only_web_addresses_become_links() -> None:
    found = findings(collected(CSV, date="Datum", title="Titel", url="Link", who="Bearbeiter"))

    assert [finding.url for finding in found] == ["https://t.example.org/PAY-12", "", ""]


def test_rows_of_others_are_left_out_and_counted() -> None:
    items = collected(CSV, date="Datum", title="Titel", who="Bearbeiter")

    assert "Nicht von mir" not in [finding.title for finding in findings(items)]
    assert defects(items) == [Defect("work.csv", "Rows of others by the column “Bearbeiter”, left out: 1.")]


@pytest.mark.parametrize("who", ["Cleo Duarte, Anna Berg", "Anna Berg; Dan Weiss", "dan@example.org, anna@example.org"])
def test_a_row_of_several_is_mine_when_i_am_one_of_them(tmp_path: Path, who: str) -> None:
    path = table(tmp_path / "t.csv", f'2025-01-15,Wrote,,"{who}"')

    assert len(findings(collected(path, **BASIC, who="id"))) == 1


@pytest.mark.parametrize(
    "who", ["Ann", "Anna Bergmann", "Weiss, Anna", "xanna@example.org", "", "Dan <dan@example.org>"]
)
def test_a_part_of_my_name_is_not_me(tmp_path: Path, who: str) -> None:
    path = table(tmp_path / "t.csv", f'2025-01-15,Wrote,,"{who}"')

    found = findings(collected(path, **BASIC, who="id"))

    assert found == []


def test_json_lines_are_read_with_inner_names() -> None:
    columns = collector.columns(given(JSON_LINES)) if collector.columns else []

    found = findings(collected(JSON_LINES, **guess(given(JSON_LINES))))

    assert columns == ["number", "title", "createdAt", "author.login", "url", "labels"]
    assert [(finding.title, finding.url) for finding in found] == [
        ("Rank exact names first", "https://github.com/acme/search/pull/12")
    ]
    assert found[0].at.isoformat() == "2025-01-15T23:30:00+00:00"


def test_a_json_list_is_read_as_well(tmp_path: Path) -> None:
    objects = [json.loads(line) for line in JSON_LINES.read_text().splitlines()]
    for indent in (None, 2):
        (tmp_path / "t.json").write_text(json.dumps([*objects, 7], indent=indent))

        items = collected(tmp_path / "t.json", date="createdAt", title="title", body="labels")

        assert [finding.body for finding in findings(items)] == ["bug; fast", ""]
        assert [defect.place for defect in defects(items)] == ["record 3", "t.json"]


def test_columns_are_guessed_by_content_where_names_say_nothing(tmp_path: Path) -> None:
    path = table(
        tmp_path / "t.csv",
        "1,2025-01-15,Wrote the report on payments,https://example.org/1,x",
        "2,2025-01-16,Talked with the team about it,https://example.org/2,x",
        header="A,B,C,D,E",
    )

    assert dict(guess(given(path))) == {"date": "B", "url": "D", "title": "C"}


def test_a_name_that_lies_is_not_believed(tmp_path: Path) -> None:
    path = table(tmp_path / "t.csv", "soon,Wrote,2025-01-15,1", header="date,title,created_at,id")

    assert guess(given(path))["date"] == "created_at"


def test_whose_row_it_is_is_proposed_only_where_i_am_named(tmp_path: Path) -> None:
    path = table(tmp_path / "t.csv", "2025-01-15,Wrote,Ben Okoye", header="date,title,author")

    assert "who" not in guess(given(path))


@pytest.mark.parametrize(
    ("header", "told"), [("date,title,Author", 1), ("date,title,author.login", 1), ("date,title,user", 0)]
)
def test_rows_that_may_be_of_others_are_not_taken_in_silence(tmp_path: Path, header: str, told: int) -> None:
    path = table(tmp_path / "t.csv", "2025-01-15,Wrote,ben", header=header)

    items = collected(path, **BASIC)

    assert len(findings(items)) == 1
    assert sum("All rows count as yours" in defect.message for defect in defects(items)) == told


def test_every_setting_of_the_kind_column_has_its_guess() -> None:
    from alongside.sources.collectors.table.guessing import _NAMES
    from alongside.sources.collectors.table.mapping import MEANINGS

    asked = {setting.name for setting in collector.settings if setting.kind == "column"}

    assert asked == set(MEANINGS) == set(_NAMES)


def test_the_whole_column_tells_which_number_is_the_day(tmp_path: Path) -> None:
    clear = table(tmp_path / "a.csv", "03/04/2025,One,,", "13/04/2025,Two,,")
    unclear = table(tmp_path / "b.csv", "03/04/2025,One,,")

    first = findings(collected(clear, **BASIC))[0]
    doubtful = findings(collected(unclear, **BASIC))[0]

    assert (first.at.month, first.extra) == (4, {})
    assert "may be the day" in doubtful.extra["uncertain"]


def test_ids_stay_when_rows_are_put_before_and_texts_grow(tmp_path: Path) -> None:
    before = table(tmp_path / "a.csv", "2025-01-15,Wrote,,", "2025-01-15,Wrote,again,", "2025-01-16,Read,,")
    after = table(
        tmp_path / "b.csv", "2025-01-14,New,,", "2025-01-15,Wrote,,", "2025-01-15,Wrote,again,", "2025-01-16,Read,more,"
    )

    ids = [finding.id for finding in findings(collected(before, **BASIC))]
    later = [finding.id for finding in findings(collected(after, **BASIC, body="body"))]

    assert len(set(ids)) == 3
    assert later[1:] == ids


def test_a_mapped_name_is_the_id_and_its_second_use_is_a_defect(tmp_path: Path) -> None:
    path = table(tmp_path / "t.csv", "2025-01-15,One,,A-1", "2025-01-15,Two,,A-1", "2025-01-15,Three,,")

    items = collected(path, **BASIC, id="id")

    assert [finding.title for finding in findings(items)] == ["One", "Three"]
    assert findings(items)[0].id == "A-1"
    assert [defect.place for defect in defects(items)] == ["line 3"]


def test_row_12_of_two_tables_is_not_one(tmp_path: Path) -> None:
    first = table(tmp_path / "a.csv", "2025-01-15,One,x,12")
    second = table(tmp_path / "b.csv", "2025-01-15,Two,x,12")

    (one,), (again,) = findings(collected(first, **BASIC, id="id")), findings(collected(first, **BASIC, id="id"))
    (two,) = findings(collected(second, **BASIC, id="id"))

    assert one.id == again.id
    assert one.id != two.id


def test_rows_without_date_or_title_are_named_and_the_rest_is_taken(tmp_path: Path) -> None:
    path = table(
        tmp_path / "t.csv", "2025-01-15,,,", "soon,Two,,", "2025-02-30,Three,,", "2025-01-15", "2025-01-15,Five,,"
    )

    items = collected(path, **BASIC)

    assert [defect.place for defect in defects(items)] == ["line 2", "line 3", "line 4", "line 5"]
    assert [finding.title for finding in findings(items)] == ["Five"]


def test_a_truncated_line_of_json_is_named(tmp_path: Path) -> None:
    (tmp_path / "t.jsonl").write_text(JSON_LINES.read_text()[:-40])

    items = collected(tmp_path / "t.jsonl", date="createdAt", title="title")

    assert [defect.place for defect in defects(items)] == ["line 2", "t.jsonl"]
    assert len(findings(items)) == 1


def test_equal_headers_are_told_apart(tmp_path: Path) -> None:
    path = table(tmp_path / "t.csv", "2025-01-15,One,Two,", header="date,title,title,")

    assert collector.columns
    assert collector.columns(given(path)) == ["date", "title", "title (3)", "column 4"]
    assert findings(collected(path, date="date", title="title (3)"))[0].title == "Two"


@pytest.mark.parametrize(
    ("mapping", "says"),
    [
        ({}, "Say which column holds the date"),
        ({"date": "date"}, "Say which column holds the title"),
        ({"date": "Date", "title": "title"}, "no column “Date”"),
        ({"date": "title", "title": "body"}, "holds no dates"),
    ],
)
def test_a_mapping_that_cannot_work_is_refused(tmp_path: Path, mapping: dict[str, str], says: str) -> None:
    path = table(tmp_path / "t.csv", "2025-01-15,Wrote,x,")

    with pytest.raises(Refused, match=says):
        collected(path, **mapping)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\0\1\2\3" * 50, b"<!DOCTYPE html>", b'{"a":\n1}\n', b"[{"])
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "t").write_bytes(content)

    with pytest.raises(Refused):
        guess(given(tmp_path / "t"))
    with pytest.raises(Refused):
        collected(tmp_path / "t", **BASIC)


def test_a_second_run_brings_nothing_new_and_another_mapping_does(tmp_path: Path) -> None:
    path = table(tmp_path / "t.csv", "2025-01-15,Wrote,x,")
    state = last_state(collected(path, **BASIC))

    again = findings(collector.collect(given(path, BASIC, state=state)))
    remapped = findings(collector.collect(given(path, {**BASIC, "body": "body"}, state=state)))

    assert again == []
    assert [finding.body for finding in remapped] == ["x"]


@pytest.mark.parametrize("after", [1, 500, 777])
def test_a_run_that_was_cut_off_goes_on(tmp_path: Path, after: int) -> None:
    rows = [f"{'soon' if number % 100 == 7 else '2025-01-15'},Same,{number},," for number in range(900)]
    path = table(tmp_path / "t.csv", *rows)
    whole = collected(path, **BASIC, body="body")

    kept, state = cut_off(collector, given(path, {**BASIC, "body": "body"}), after)
    rest = list(collector.collect(given(path, {**BASIC, "body": "body"}, state=state)))

    done = state.get("done", 0)
    assert findings(kept)[:done] + findings(rest) == findings(whole)
    assert {*defects(kept), *defects(rest)} == {*defects(whole)}


@pytest.mark.slow
def test_a_large_table_is_read_in_constant_memory(tmp_path: Path) -> None:
    def peak(rows: int) -> int:
        table(tmp_path / "t.csv", *(f"2025-01-15,Row {number},{'x' * 100}," for number in range(rows)))
        tracemalloc.start()
        found = sum(
            isinstance(item, Found) for item in collector.collect(given(tmp_path / "t.csv", {**BASIC, "body": "body"}))
        )
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert found == rows
        return used

    assert peak(12_000) < 1.3 * peak(3_000) + 200_000


def test_stopping_is_asked_for_even_where_every_row_is_anothers(tmp_path: Path) -> None:
    path = table(tmp_path / "t.csv", *("2025-01-15,Wrote,,Dan Weiss" for _ in range(3_000)))
    asked = given(path, {**BASIC, "who": "id"})

    class Stopped(Exception):
        pass

    def stop(_: float) -> None:
        raise Stopped

    stopping = type(asked)(asked.settings, ANNA, asked.today, asked.zone, pause=stop)

    with pytest.raises(Stopped):
        list(collector.collect(stopping))


def _files() -> st.SearchStrategy[bytes]:
    cells = st.text(max_size=12) | st.sampled_from(["2025-01-15", "Anna Berg", "PAY-1", "=1", '"', "\ud800"])
    objects = st.dictionaries(st.sampled_from(["date", "title", "x"]), st.recursive(cells, st.lists, max_leaves=4))
    lines = st.lists(objects.map(json.dumps) | cells.map(lambda text: f"2025-01-15,{text},{text}"), max_size=8)
    texts = st.tuples(st.sampled_from(["", "date,title,id\n"]), lines).map(lambda both: both[0] + "\n".join(both[1]))
    return texts.map(lambda text: text.encode("utf-8", "replace")) | st.binary(max_size=200)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@drawn(_files())
def test_no_bytes_break_the_reading(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "t").write_bytes(data)
    found: list[Finding] = []

    try:
        asked = guess(given(tmp_path / "t"))
        found = findings(collector.collect(given(tmp_path / "t", {**BASIC, **asked})))
    except Refused:
        pass

    assert len({finding.id for finding in found}) == len(found)
    for text in _texts(found):
        assert "\0" not in text.encode("utf-8").decode()


def _texts(found: list[Finding]) -> Iterator[str]:
    for finding in found:
        yield from (finding.id, finding.title, finding.body, *finding.tickets, *finding.extra.values())
