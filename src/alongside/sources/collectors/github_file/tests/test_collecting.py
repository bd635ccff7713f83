import gzip
import io
import json
import tarfile
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.evidence.findings import Finding
from alongside.sources.collectors.contract import Checkpoint, Defect, Found, Given, Item, Me, Refused
from alongside.sources.collectors.github_file import collector

RECORDED = Path(__file__).with_name("recorded")
ANNA = Me(frozenset(["anna berg"]), frozenset(["anna@example.org"]), frozenset(["annaberg"]))
OF_EXPORT = {
    *("example/payments#12", "example/payments#20", "example/payments#7/closed", "example/payments/release/v2.1"),
    *("example/payments#30/review/501", "example/payments#7/comment/701", "example/payments#12/comment/801"),
    "other/library#5/comment/901",
}


def collected(path: Path, *, me: Me = ANNA, state: Mapping[str, Any] | None = None, **settings: str) -> list[Item]:
    return list(collecting(path, me=me, state=state, **settings))


def collecting(path: Path, *, me: Me = ANNA, state: Mapping[str, Any] | None = None, **settings: str) -> Iterator[Item]:
    answers = {"file": str(path), **settings}
    return collector.collect(Given(answers, me, date(2026, 11, 21), ZoneInfo("Europe/Berlin"), state or {}))


def found(items: list[Item]) -> dict[str, Finding]:
    return {each.finding.id: each.finding for each in items if isinstance(each, Found)}


def defects(items: list[Item]) -> list[Defect]:
    return [each for each in items if isinstance(each, Defect)]


def export(path: Path, more: Mapping[str, bytes] | None = None) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        files = {each.name: each.read_bytes() for each in sorted((RECORDED / "export").iterdir())}
        for name, content in {**files, **(more or {})}.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return path


def zipped(path: Path, files: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_what_gh_lists_is_found() -> None:
    items = collected(RECORDED / "gh_pr_list.json")

    assert set(found(items)) == {
        *("example/payments#12", "example/payments#15"),
        *("example/payments#12/comment/801", "example/payments#30/review/PRR_501"),
    }
    assert defects(items) == []


def test_a_pull_request_of_gh_brings_commits_files_and_people() -> None:
    pull = found(collected(RECORDED / "gh_pr_list.json"))["example/payments#12"]

    assert pull.at.isoformat() == "2026-11-05T00:30:00+01:00"
    assert pull.parts == ("a" * 40, "c" * 40)
    assert pull.files == (("payments/retry.py", 120, 14),)
    assert pull.tickets == ("example/payments#12", "example/payments#7", "PAY-12")
    assert pull.credits == (
        ("co-author", "Cleo Duarte", "cleo@example.org"),
        ("reviewer", "okoye", ""),
        ("merger", "Ben Okoye", ""),
    )


def test_what_gh_finds_everywhere_is_found() -> None:
    items = found(collected(RECORDED / "gh_search_prs.json"))

    assert {name: each.extra["state"] for name, each in items.items()} == {"example/tools#3": "merged"}
    assert items["example/tools#3"].at.date().isoformat() == "2026-10-05"


def test_what_lacks_its_author_is_a_defect_with_its_place() -> None:
    items = collected(RECORDED / "gh_issue_list.json")

    assert set(found(items)) == {"example/payments#20"}
    assert [each.place for each in defects(items)] == ["gh_issue_list.json, record 2"]
    assert "field author" in defects(items)[0].message


def test_the_repository_can_be_told(tmp_path: Path) -> None:
    file = tmp_path / "prs.json"
    file.write_text(
        '[{"number": 4, "title": "A", "author": {"login": "annaberg"}, "mergedAt": "2026-11-02T09:00:00Z"}]'
    )

    without, told = collected(file), collected(file, repository="example/payments")

    assert "url" in defects(without)[0].message
    assert set(found(told)) == {"example/payments#4"}


def test_an_export_is_found(tmp_path: Path) -> None:
    items = collected(export(tmp_path / "export.tar.gz"))

    assert set(found(items)) == OF_EXPORT
    assert defects(items) == []


def test_what_lies_scattered_in_an_export_comes_together(tmp_path: Path) -> None:
    items = found(collected(export(tmp_path / "export.tar.gz")))
    pull, review = items["example/payments#12"], items["example/payments#30/review/501"]

    assert pull.parts == ("b" * 40, "c" * 40)
    assert pull.credits == (("reviewer", "Ben Okoye", ""), ("merger", "Ben Okoye", ""))
    assert (review.title, review.extra) == ("Split the ledger", {"state": "changes requested", "comments": "1"})
    assert review.body == "Keep the audit trail.\n\nThis loses the currency."
    assert items["example/payments#7/comment/701"].extra == {"comments": "2"}
    assert items["other/library#5/comment/901"].title == "other/library#5"


def test_an_export_may_be_a_zip_or_a_bare_tar(tmp_path: Path) -> None:
    packed = export(tmp_path / "export.tar.gz")
    bare = tmp_path / "export.tar"
    bare.write_bytes(gzip.decompress(packed.read_bytes()))
    files = {f"export/{each.name}": each.read_bytes() for each in (RECORDED / "export").iterdir()}

    assert set(found(collected(bare))) == OF_EXPORT
    assert set(found(collected(zipped(tmp_path / "export.zip", files)))) == OF_EXPORT


def test_files_of_gh_may_be_put_into_one_zip(tmp_path: Path) -> None:
    file = zipped(tmp_path / "all.zip", {each.name: each.read_bytes() for each in RECORDED.glob("gh_*.json")})

    assert {"example/tools#3", "example/payments#12", "example/payments#20"} <= set(found(collected(file)))


def test_a_second_run_brings_nothing_new_until_the_file_changes(tmp_path: Path) -> None:
    file = tmp_path / "prs.json"
    file.write_bytes((RECORDED / "gh_pr_list.json").read_bytes())
    first = collected(file)
    state = [each.state for each in first if isinstance(each, Checkpoint)][-1]

    again = collected(file, state=state)
    file.write_bytes((RECORDED / "gh_search_prs.json").read_bytes())

    assert again == [Checkpoint(state)]
    assert set(found(collected(file, state=state))) == {"example/tools#3"}


def test_a_run_that_was_cut_off_goes_on(tmp_path: Path) -> None:
    file = tmp_path / "prs.json"
    file.write_text("\n".join(_line(number) for number in range(1, 1_801)))
    whole = collected(file)
    before = whole[:1_200]
    state = [each.state for each in before if isinstance(each, Checkpoint)][-1]

    after = collected(file, state=state)

    assert len(found(whole)) == 1_800
    assert len(found(after)) == 800
    assert found(before) | found(after) == found(whole)


def test_a_long_file_streams(tmp_path: Path) -> None:
    file = tmp_path / "prs.json"
    with file.open("w") as lines:
        lines.write("[")
        lines.write(",".join(_line(number).replace('"A"', f'"{"A" * 9_000}"') for number in range(1, 1_501)))
        lines.write("]")

    tracemalloc.start()
    count = sum(isinstance(each, Found) for each in collecting(file))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert count == 1_500
    assert peak < 4_000_000 < file.stat().st_size


def _line(number: int) -> str:
    record = {"number": number, "title": "A", "url": f"https://github.com/example/payments/pull/{number}"}
    return json.dumps({**record, "author": {"login": "annaberg"}, "createdAt": "2026-11-02T09:00:00Z"})


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_other_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "prs.json"
    file.write_bytes(f"[{_line(1).replace('"A"', '"Zahlungen für Köln"')}]".encode(encoding))

    assert found(collected(file))["example/payments#1"].title == "Zahlungen für Köln"


def test_a_file_that_ends_in_the_middle_gives_what_stands_before(tmp_path: Path) -> None:
    file = tmp_path / "prs.json"
    file.write_text(f"[{_line(1)},{_line(2)},{_line(3)[:-9]}")

    items = collected(file)

    assert set(found(items)) == {"example/payments#1", "example/payments#2"}
    assert defects(items)[0].place == "prs.json, record 3"
    assert "ends in the middle" in defects(items)[0].message


def test_a_broken_line_among_lines_costs_only_itself(tmp_path: Path) -> None:
    file = tmp_path / "prs.jsonl"
    file.write_text(f'{_line(1)}\n{{"number": oops}}\n{_line(3)}\n')

    items = collected(file)

    assert set(found(items)) == {"example/payments#1", "example/payments#3"}
    assert [each.place for each in defects(items)] == ["prs.jsonl, record 2"]


def test_an_archive_that_ends_in_the_middle_gives_what_stands_before(tmp_path: Path) -> None:
    noise = {"repositories/noise.pack": bytes(range(256)) * 4_000}
    file = export(tmp_path / "export.tar.gz", noise)
    file.write_bytes(file.read_bytes()[:-40])

    items = collected(file)

    assert set(found(items)) == OF_EXPORT
    assert "download it again" in defects(items)[0].message


def test_a_broken_member_costs_only_itself(tmp_path: Path) -> None:
    items = collected(export(tmp_path / "export.tar.gz", {"releases_000002.json": b"[{]"}))

    assert set(found(items)) == OF_EXPORT
    assert [each.place for each in defects(items)] == ["releases_000002.json, record 1"]


def test_paths_that_climb_are_not_followed(tmp_path: Path) -> None:
    climbing = {
        "../../issues_000009.json": b"[]",
        "/etc/pull_requests_000009.json": b"[]",
        "a/b/c/issues_1.json": b"[{]",
    }

    items = collected(export(tmp_path / "export.tar.gz", climbing))

    assert set(found(items)) == OF_EXPORT
    assert sorted(each.name for each in tmp_path.iterdir()) == ["export.tar.gz"]


@pytest.mark.parametrize("pack", ["tar.gz", "zip"])
def test_a_bomb_is_refused(tmp_path: Path, pack: str) -> None:
    bomb = {"issues_000009.json": b"[" + b" " * 80_000_000}
    file = tmp_path / f"bomb.{pack}"
    if pack == "zip":
        zipped(file, bomb)
    else:
        export(file, bomb)

    with pytest.raises(Refused, match="a hundred times"):
        collected(file)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"number,title\n1,A\n", "neither JSON of gh"),
        (b"<html>Sign in</html>", "neither JSON of gh"),
        (b"", "nothing in this file"),
        (b"[]", "nothing in this file"),
        (b"[1, 2]", "nothing in this file"),
        (gzip.compress(b"no tar", mtime=0), "nothing in this file"),
        (b"PK\x03\x04 broken", "nothing in this file"),
    ],
)
def test_what_is_something_else_is_refused(tmp_path: Path, content: bytes, says: str) -> None:
    file = tmp_path / "file"
    file.write_bytes(content)

    with pytest.raises(Refused, match=says):
        collected(file)


def test_records_of_another_tool_are_defects(tmp_path: Path) -> None:
    file = tmp_path / "file.json"
    file.write_text('[{"key": "PAY-1", "summary": "A ticket"}]')

    items = collected(file)

    assert found(items) == {}
    assert len(defects(items)) == 1


def test_a_file_full_of_defects_does_not_name_each(tmp_path: Path) -> None:
    file = tmp_path / "file.json"
    file.write_text(json.dumps([{"key": number} for number in range(1_000)]))

    items = collected(file)

    assert len(defects(items)) == 201
    assert defects(items)[-1].message == "800 more could not be read."


def test_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no file"):
        collected(tmp_path / "gone.json")


def test_without_any_login_it_asks_for_one() -> None:
    with pytest.raises(Refused, match="which login"):
        collected(RECORDED / "gh_pr_list.json", me=Me())


def test_the_login_that_was_entered_is_the_member() -> None:
    items = collected(RECORDED / "gh_pr_list.json", me=Me(), login="@AnnaBerg")

    assert "example/payments#12" in found(items)
    assert all("annaberg2" not in each.body for each in found(items).values())


def test_a_pause_that_stops_ends_the_run() -> None:
    class Stopped(Exception):
        pass

    def stop(_: float) -> None:
        raise Stopped

    answers = {"file": str(RECORDED / "gh_pr_list.json")}

    with pytest.raises(Stopped):
        list(collector.collect(Given(answers, ANNA, date(2026, 11, 21), ZoneInfo("UTC"), pause=stop)))


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from("number url author login nodes state user title".split()), inner, max_size=5)
    ),
    max_leaves=15,
)


def _known() -> list[dict[str, Any]]:
    read = [json.loads(each.read_text()) for each in sorted(RECORDED.rglob("*.json"))]
    return [record for each in read if isinstance(each, list) for record in each]


@st.composite
def _bent(draw: Callable[..., Any]) -> Any:
    """A real record of which one field is anything."""
    record = dict(draw(st.sampled_from(_known())))
    return {**record, draw(st.sampled_from(sorted(record))): draw(_JSON)}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_bent(), min_size=1, max_size=4))
def test_no_record_breaks_it(tmp_path: Path, records: list[Any]) -> None:
    file = tmp_path / "file.json"
    file.write_text(json.dumps(records))

    items = collected(file)

    assert isinstance(items[-1], Checkpoint)
    assert all(len(each) <= 200 for each in found(items))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([b"", b"[", b"{", b"\x1f\x8b\x08\x00", b"PK\x03\x04", b"\xff\xfe[\0"]), st.binary(max_size=300))
def test_no_bytes_raise_anything_but_refused(tmp_path: Path, begin: bytes, rest: bytes) -> None:
    file = tmp_path / "file"
    file.write_bytes(begin + rest)

    try:
        items = collected(file)
    except Refused as refused:
        said = str(refused)
    else:
        said = "Read." if isinstance(items[-1], Checkpoint) else ""

    assert said.endswith(".")
