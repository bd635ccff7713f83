import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from alongside.sources.collectors.contract import Me, Refused
from alongside.sources.collectors.slack.mrkdwn import readable
from alongside.sources.collectors.slack.tests.exports import collected, defects, found, recorded, zipped
from alongside.sources.collectors.slack.thanks import thanks_me

DAY = "general/2026-11-03.json"


def with_day(place: Path, content: bytes) -> Path:
    return zipped(place, recorded() | {DAY: content})


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b'[{"type": "message", "te', "not JSON, or ends in the middle"),
        (b"", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b'{"ok": false}', "no list of messages"),
        (b" " * 3_000_000, "swells to far more"),
    ],
)
def test_a_spoiled_day_is_a_defect_and_the_rest_is_read(tmp_path: Path, content: bytes, says: str) -> None:
    items = collected(with_day(tmp_path, content))

    (defect,) = defects(items)
    assert defect.place == DAY
    assert says in defect.message
    assert "C0GEN/2026-11-04" in {finding.id for finding in found(items)}


def test_a_spoiled_message_is_named_with_its_number(tmp_path: Path) -> None:
    day = json.loads(recorded()[DAY])
    spoiled = [day[0], "hello", {**day[1], "ts": "yesterday"}, {**day[1], "text": ["a"]}]

    items = collected(with_day(tmp_path, json.dumps(spoiled).encode()), "general")

    assert [defect.place for defect in defects(items)] == [f"{DAY}, message {number}" for number in (2, 3, 4)]
    assert found(items)[-2].extra["messages"] == "1"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_day_in_another_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    day = [{**json.loads(recorded()[DAY])[0], "text": "Gespräch mit Zoë"}]

    items = collected(with_day(tmp_path, json.dumps(day, ensure_ascii=False).encode(encoding)), "general")

    assert "Gespräch mit Zoë" in [finding.body for finding in found(items)]


def test_hostile_text_stays_text_that_can_be_stored(tmp_path: Path) -> None:
    text = '=HYPERLINK("x") <script>alert(1)</script>\u0000\u001b[31m \ud800 &amp;lt; ![](x) ' + "a" * 100_000
    day = [{**json.loads(recorded()[DAY])[0], "text": text}]

    items = collected(with_day(tmp_path, json.dumps(day).encode()), "general")

    finding = next(finding for finding in found(items) if finding.id == "C0GEN/2026-11-03")
    assert "\0" not in finding.body
    assert "\x1b" not in finding.body
    assert len(finding.body.encode()) <= 60_010
    assert finding.body.startswith('=HYPERLINK("x") script')
    assert "&lt;" in finding.body


def test_names_that_climb_are_told_and_never_read(tmp_path: Path) -> None:
    evil = {"../../general/2026-11-05.json": b"[]", "/etc/2026-11-05.json": b"[]", "general/../2026-11-06.json": b"[]"}

    items = collected(zipped(tmp_path, recorded() | evil))

    assert {defect.message for defect in defects(items)} == {"This name leads out of the archive. It was not read."}
    assert len(defects(items)) == 3
    assert len(found(items)) == 7
    assert [path.name for path in tmp_path.iterdir()] == ["export.zip"]


@pytest.mark.parametrize("share", [0, 0.3, 0.9, 0.999])
def test_a_truncated_archive_is_refused(tmp_path: Path, share: float) -> None:
    path = zipped(tmp_path, recorded())
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])

    with pytest.raises(Refused, match="cut off"):
        collected(path)


def test_a_damaged_member_is_a_defect(tmp_path: Path) -> None:
    path = zipped(tmp_path, recorded())
    with zipfile.ZipFile(path) as archive:
        place = archive.getinfo(DAY).header_offset + 30 + len(DAY) + 5
    data = bytearray(path.read_bytes())
    data[place : place + 20] = b"\xff" * 20
    path.write_bytes(data)

    items = collected(path)

    assert [(defect.place, "damaged" in defect.message) for defect in defects(items)] == [(DAY, True)]
    assert found(items)


@pytest.mark.parametrize("without", ["users.json", "channels.json"])
def test_an_archive_of_another_program_is_refused(tmp_path: Path, without: str) -> None:
    members = recorded()
    del members[without]

    with pytest.raises(Refused, match=without):
        collected(zipped(tmp_path, members))


@pytest.mark.parametrize("content", [b"{}", b"nonsense", b" " * 9_000_000])
def test_lists_that_are_none_are_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Refused, match=r"users\.json"):
        collected(zipped(tmp_path, recorded() | {"users.json": content}))


@pytest.mark.parametrize("path", ["", "/nowhere/export.zip", ".", "\0", "~nobody-here/x"])
def test_a_path_without_a_file_is_refused(path: str) -> None:
    with pytest.raises(Refused, match="file"):
        collected(Path(path))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("thanks <@U1>", True),
        ("Danke <@U1>!", True),
        ("<@U1|anna> ++", True),
        ("+5 <@U1> for the demo", True),
        (":taco: <@U1>", True),
        ("<@U1> great work", True),
        ("thanks <@U1>, could you also look at the other one?", True),
        ("<@U1> could you look? thanks", False),
        ("<@U1> no thanks", False),
        ("<@U1>, thanks in advance", False),
        ("<@U1> C++", False),
        ("thanks <@U2>", False),
        ("thanks all", False),
        ("<@U1> deployed it", False),
    ],
)
def test_what_counts_as_thanks(text: str, expected: bool) -> None:
    assert thanks_me(text, {"U1"}) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<@U9|old name> and <@U8>", "@old name and @U8"),
        ("<!here> <!subteam^S1|@builders> <!date^1|then>", "@here @builders then"),
        ("<mailto:a@example.org|a@example.org>", "a@example.org"),
        ("&lt;@U1&gt; &amp;amp;", "<@U1> &amp;"),
        ("<https://example.org>", "https://example.org"),
    ],
)
def test_markup_is_read_as_people_do(text: str, expected: str) -> None:
    assert readable(text, {}, {}) == expected


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                "id name type ts user text thread_ts subtype reactions count profile email bot_id username".split()
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=12,
)
NEARLY = st.fixed_dictionaries(
    {
        "type": st.just("message"),
        "ts": st.sampled_from(["1762160400.0001", "1", "9999999999.9"]),
        "user": st.just("U0ANNA"),
    },
    optional={"text": JSON, "thread_ts": JSON, "reactions": JSON, "subtype": JSON, "bot_id": JSON},
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(day=st.lists(NEARLY | JSON, max_size=4), users=st.lists(JSON, max_size=3), channels=st.lists(JSON, max_size=3))
def test_no_json_stops_the_reading(tmp_path: Path, day: object, users: list[object], channels: list[object]) -> None:
    members = recorded()
    for name, more in (("users.json", users), ("channels.json", channels)):
        members[name] = json.dumps(json.loads(members[name]) + more).encode()

    items = collected(zipped(tmp_path, members | {DAY: json.dumps(day).encode()}))

    assert len({finding.id for finding in found(items)}) == len(found(items)) >= 4


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300), st.integers(0, 3000))
@example(b"PK\x05\x06" + b"\0" * 18, 0)
def test_no_bytes_do_more_than_refuse(tmp_path: Path, noise: bytes, place: int) -> None:
    path = zipped(tmp_path, recorded())
    data = bytearray(path.read_bytes())
    data[place : place + len(noise)] = noise
    path.write_bytes(noise if place == 0 else bytes(data))

    try:
        items = collected(path, me=Me(emails=frozenset(("anna@example.org",))))
    except Refused:
        return

    assert defects(items) or found(items)
