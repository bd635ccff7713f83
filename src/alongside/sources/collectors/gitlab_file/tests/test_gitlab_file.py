import gzip
import json
import tarfile
import tracemalloc
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as example
from hypothesis import strategies as st

from alongside.sources.collectors.contract import Checkpoint, Defect, Found, Item, Me, Refused
from alongside.sources.collectors.gitlab_file import collector

from .archives import ANNA, BERLIN, collected, export, findings, given, last_state, packed, recorded, tarred

MERGE_REQUESTS = "./tree/project/merge_requests.ndjson"


def defects(items: list[Item]) -> list[str]:
    return [item.place for item in items if isinstance(item, Defect)]


def test_everything_of_mine_is_found_and_nothing_else(tmp_path: Path) -> None:
    items = collected(packed(tmp_path / "export.tar.gz", export()))

    assert list(findings(items)) == [
        "shop/checkout#5",
        "shop/checkout#6",
        "shop/checkout!12",
        "shop/checkout!20/review/2026-10-02",
        "shop/checkout!20/review/2026-10-08",
        "shop/checkout!21",
        "shop/checkout/release/v2.4",
    ]
    assert not defects(items)


def test_a_merge_request_is_told_as_the_server_tells_it(tmp_path: Path) -> None:
    found = findings(collected(packed(tmp_path / "export.tar.gz", export())))["shop/checkout!12"]

    assert (found.kind, found.title, found.branch) == ("merge request", "Retry payments that time out", "topic-12")
    assert found.at == datetime(2026, 9, 4, 1, 30, tzinfo=BERLIN)
    assert found.parts == ("01" * 20, "02" * 20, "aa" * 20, "bb" * 20)
    assert found.tickets == ("shop/checkout!12", "shop/checkout#5", "PAY-12")
    assert found.credits == (
        ("reviewer", "Cleo Duarte", ""),
        ("merger", "Ben Okoye", ""),
        ("co-author", "Ben Okoye", "ben@example.org"),
        ("co-author", "Dan Weiss", "dan@example.org"),
    )
    assert found.extra == {
        "state": "merged",
        "labels": "payments, bug",
        "milestone": "v2.4",
        "comments": "2",
        "approvals": "1",
    }
    assert found.url == "https://gitlab.example.org/shop/checkout/-/merge_requests/12"


def test_a_review_is_what_i_said_for_one_merge_request_in_a_day(tmp_path: Path) -> None:
    found = findings(collected(packed(tmp_path / "export.tar.gz", export())))
    talked, approved = (found[f"shop/checkout!20/review/2026-10-0{day}"] for day in (2, 8))

    assert talked.body == "Why two locks here?\n\nThe name could say what it returns."
    assert talked.url.endswith("/merge_requests/20#note_5001")
    assert talked.credits == (("author", "Ben Okoye", ""),)
    assert approved.extra == {"state": "merged", "approved": "yes", "merged": "yes"}
    assert approved.at == datetime(2026, 10, 8, 0, 30, tzinfo=BERLIN)


def test_when_it_was_merged_is_read_from_the_notes_of_older_exports(tmp_path: Path) -> None:
    found = findings(collected(packed(tmp_path / "export.tar.gz", export())))["shop/checkout!21"]

    assert found.at == datetime(2026, 10, 4, 12, tzinfo=BERLIN)


def test_issues_and_releases_are_told_with_their_people_and_commits(tmp_path: Path) -> None:
    found = findings(collected(packed(tmp_path / "export.tar.gz", export())))

    assert found["shop/checkout#5"].credits == (("reporter", "Cleo Duarte", ""), ("helper", "Dan Weiss", ""))
    assert found["shop/checkout#5"].at == datetime(2026, 9, 4, 1, 31, tzinfo=BERLIN)
    assert found["shop/checkout#5"].extra["points"] == "5"
    assert found["shop/checkout/release/v2.4"].parts == ("cc" * 20,)
    assert found["shop/checkout/release/v2.4"].tickets == ("shop/checkout@v2.4", "shop/checkout#5")


def test_the_members_may_stand_behind_what_they_did(tmp_path: Path) -> None:
    files = dict(reversed(export().items()))

    assert len(findings(collected(packed(tmp_path / "export.tar.gz", files)))) == 7


def test_who_is_no_member_is_found_by_the_name_under_a_note(tmp_path: Path) -> None:
    files = export() | {"./tree/project/project_members.ndjson": b""}

    assert "shop/checkout!12" in findings(collected(packed(tmp_path / "export.tar.gz", files)))


def test_a_name_that_two_people_have_finds_neither(tmp_path: Path) -> None:
    named = recorded("merge_requests").replace(b'"Cleo Duarte"', b'"anna  BERG"')
    files = export() | {"./tree/project/project_members.ndjson": b"", MERGE_REQUESTS: named}

    with pytest.raises(Refused, match="Nobody in this export is you"):
        collected(packed(tmp_path / "export.tar.gz", files))


def test_a_part_of_a_login_is_nobody(tmp_path: Path) -> None:
    part = Me(frozenset(["anna"]), frozenset(["anna@example"]), frozenset(["anna"]))

    with pytest.raises(Refused, match="Nobody in this export is you"):
        collected(packed(tmp_path / "export.tar.gz", export()), me=part)


def test_a_second_run_over_the_same_file_brings_nothing(tmp_path: Path) -> None:
    path = packed(tmp_path / "export.tar.gz", export())
    state = last_state(collected(path))

    again = collected(path, state=state)

    assert not [item for item in again if isinstance(item, Found | Defect)]


def test_a_new_name_of_mine_has_the_same_file_read_again(tmp_path: Path) -> None:
    path = packed(tmp_path / "export.tar.gz", export())
    state = last_state(collected(path, me=Me(logins=frozenset(["cleo"]))))

    assert "shop/checkout!12" in findings(collected(path, state=state, me=ANNA))


def test_a_run_that_was_cut_off_goes_on_and_finds_the_same(tmp_path: Path) -> None:
    lines = recorded("merge_requests").splitlines()
    many = b"".join(lines[0].replace(b'"iid": 12,', b'"iid": %d,' % (1000 + n)) + b"\n" for n in range(1_100))
    path = packed(tmp_path / "export.tar.gz", export() | {MERGE_REQUESTS: many})
    whole = collected(path)

    for cut in (0, 1, 400, 510, 1_020, len(whole)):
        rest = collected(path, state=last_state(whole[:cut]))
        assert findings(whole[:cut]) | findings(rest) == findings(whole)

    assert len(findings(whole)) == 1_103
    assert len(findings(rest)) == 0


def test_a_file_that_was_cut_off_is_read_up_to_there(tmp_path: Path) -> None:
    whole = packed(tmp_path / "whole.tar.gz", export() | {"./z": bytes(range(256)) * 400})
    content = tarred(export())
    at_releases = content.index(b"./tree/project/releases")
    (tmp_path / "cut.tar.gz").write_bytes(gzip.compress(content[: at_releases + 600]))

    items = collected(tmp_path / "cut.tar.gz")
    (tmp_path / "torn.tar.gz").write_bytes(whole.read_bytes()[:-30])
    torn = collected(tmp_path / "torn.tar.gz")

    assert "shop/checkout!12" in findings(items)
    assert "shop/checkout/release/v2.4" not in findings(items)
    assert "the archive" in defects(items)
    assert len(findings(torn)) == 7


def test_a_line_that_is_broken_is_said_and_the_rest_is_taken(tmp_path: Path) -> None:
    first, second, third = recorded("merge_requests").splitlines()
    spoilt = b"\n".join((first[:300], second, b"[1, 2]", b"", third, b"[" * 100_000, b'{"iid": 5, "author_id": 7}'))

    items = collected(packed(tmp_path / "export.tar.gz", export() | {MERGE_REQUESTS: spoilt}))

    assert defects(items) == [f"merge_requests.ndjson, line {line}" for line in (1, 3, 6, 7)]
    assert {"shop/checkout!21", "shop/checkout!20/review/2026-10-02"} <= set(findings(items))


def test_another_encoding_is_read_as_what_it_is(tmp_path: Path) -> None:
    line = json.loads(recorded("merge_requests").splitlines()[0]) | {"title": "Übergänge prüfen"}
    for encoding in ("cp1252", "utf-8-sig"):
        content = json.dumps(line, ensure_ascii=False).encode(encoding)
        path = packed(tmp_path / f"{encoding}.tar.gz", export() | {MERGE_REQUESTS: content})

        assert findings(collected(path))["shop/checkout!12"].title == "Übergänge prüfen"


@pytest.mark.parametrize("name", ["../tree/project/issues.ndjson", "/etc/passwd", "tree/project/../../x", "C:\\x"])
def test_a_name_that_climbs_is_said_and_not_read(name: str, tmp_path: Path) -> None:
    path = packed(tmp_path / "export.tar.gz", {name: recorded("issues"), **export()})

    items = collected(path)

    assert defects(items) == [name]
    assert len(findings(items)) == 7
    assert sorted(each.name for each in tmp_path.iterdir()) == ["export.tar.gz"]


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.ndjson"
    secret.write_bytes(recorded("issues"))
    path = tmp_path / "export.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        for kind, listed in ((tarfile.SYMTYPE, "issues"), (tarfile.LNKTYPE, "releases")):
            member = tarfile.TarInfo(f"tree/project/{listed}.ndjson")
            member.type, member.linkname = kind, str(secret)
            archive.addfile(member)
        for listed in ("merge_requests", "project_members"):
            secret.write_bytes(recorded(listed))
            archive.add(secret, f"tree/project/{listed}.ndjson")

    found = findings(collected(path))

    assert "shop/checkout!12" in found
    assert "shop/checkout#5" not in found


def test_an_archive_that_swells_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.tar.gz"
    with gzip.open(path, "wb", compresslevel=9) as file:
        member = tarfile.TarInfo("tree/project/issues.ndjson")
        member.size = 150 * 1024 * 1024
        file.write(member.tobuf())
        for _ in range(150):
            file.write(b" " * 1024 * 1024)

    with pytest.raises(Refused, match="swells"):
        collected(path)


def test_many_records_are_read_in_little_memory(tmp_path: Path) -> None:
    line = recorded("merge_requests").splitlines()[1]
    few = packed(tmp_path / "few.tar.gz", export() | {MERGE_REQUESTS: (line + b"\n") * 200})
    many = packed(tmp_path / "many.tar.gz", export() | {MERGE_REQUESTS: (line + b"\n") * 2_000})

    assert _peak(many) < _peak(few) + 500_000


def _peak(path: Path) -> int:
    tracemalloc.start()
    try:
        for _ in collector.collect(given(path)):
            pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"id,title\n1,No export\n",
        b"PK\x03\x04 a zip",
        gzip.compress(b"only text", mtime=0),
        gzip.compress(tarred({"project.json": b"{}"}), mtime=0),
        gzip.compress(tarred({"tree/groups/1.json": b"{}"}), mtime=0),
        tarred(export()),
    ],
)
def test_a_file_of_another_tool_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "export.tar.gz"
    path.write_bytes(content)

    with pytest.raises(Refused, match="no project export of GitLab"):
        collected(path)


@pytest.mark.parametrize("project", ["", "checkout", "https://gitlab.com/shop/checkout", "shop /checkout"])
def test_a_project_that_is_none_is_refused(project: str, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="as in its address: group/project"):
        collected(packed(tmp_path / "export.tar.gz", export()), project=project)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no file at this path"):
        collected(tmp_path / "nothing.tar.gz")


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    title = "<img src=x onerror=alert(1)> =HYPERLINK() \ud800\0"
    line = json.loads(recorded("merge_requests").splitlines()[0]) | {"title": title, "web_url": "javascript:alert(1)"}
    path = packed(tmp_path / "export.tar.gz", export() | {MERGE_REQUESTS: json.dumps(line).encode()})

    found = findings(collected(path))["shop/checkout!12"]

    assert found.title == "<img src=x onerror=alert(1)> =HYPERLINK() ?\ufffd"
    assert found.url == "https://gitlab.example.org/shop/checkout/-/merge_requests/12"


FUZZ = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
ANYTHING = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8)


@FUZZ
@example(content=st.binary(), packing=st.sampled_from([bytes, gzip.compress]))
def test_any_bytes_are_refused_and_break_nothing(content: bytes, packing: Any, tmp_path: Path) -> None:
    path = tmp_path / "export.tar.gz"
    path.write_bytes(packing(content))

    with pytest.raises(Refused):
        collected(path)


@FUZZ
@example(content=st.binary(max_size=200))
def test_any_bytes_in_a_list_are_defects_at_most(content: bytes, tmp_path: Path) -> None:
    items = collected(packed(tmp_path / "export.tar.gz", export() | {MERGE_REQUESTS: content}))

    assert {"shop/checkout#5", "shop/checkout#6"} <= set(findings(items))


@FUZZ
@example(data=st.data())
def test_a_damaged_archive_gives_what_it_can_or_is_refused(data: st.DataObject, tmp_path: Path) -> None:
    content = bytearray(tarred(export()))
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "export.tar.gz"
    path.write_bytes(gzip.compress(bytes(content[: data.draw(st.integers(0, len(content)))]), 1))

    try:
        items = collected(path)
    except Refused:
        return
    assert isinstance(items[-1], Checkpoint)


@FUZZ
@example(data=st.data())
def test_a_record_of_any_shape_is_taken_or_a_defect(data: st.DataObject, tmp_path: Path) -> None:
    record = json.loads(recorded("merge_requests").splitlines()[data.draw(st.integers(0, 2))])
    spoilt = record | data.draw(st.dictionaries(st.sampled_from(sorted(record)), ANYTHING, max_size=4))
    path = packed(tmp_path / "export.tar.gz", export() | {MERGE_REQUESTS: json.dumps(spoilt).encode()})

    found = findings(collected(path))

    assert {"shop/checkout#5", "shop/checkout#6"} <= set(found)
    assert all(0 < len(name) <= 200 for name in found)


def test_the_settings_and_the_guide_are_there() -> None:
    assert [setting.name for setting in collector.settings] == ["file", "project", "address"]
    assert "Export project" in collector.guide
