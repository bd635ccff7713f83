import gzip
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.sources.collectors.contract import Refused
from alongside.sources.collectors.mail.tests.archives import (
    BUILDS,
    collected,
    defects,
    found,
    mail,
    only,
    written,
)


@pytest.mark.parametrize(
    ("headers", "body", "expected"),
    [
        ({"Content_Type": "text/plain; charset=iso-8859-1"}, "Zoë".encode("latin-1"), "Zoë"),
        ({"Content_Type": "text/plain; charset=no-such-thing"}, "Zoë".encode("cp1252"), "Zoë"),
        ({"Content_Type": "text/plain; charset=utf-8"}, "Zoë".encode("cp1252"), "Zoë"),
        ({}, "Zoë".encode(), "Zoë"),
        ({"Content_Type": "text/plain; charset=utf-16"}, "Zoë".encode("utf-16"), "Zoë"),
        ({"Content_Type": "text/plain; charset=utf-7"}, b"+2AA- x", "+2AA- x"),
        (
            {"Content_Transfer_Encoding": "quoted-printable", "Content_Type": "text/plain; charset=utf-8"},
            b"Zo=C3=AB",
            "Zoë",
        ),
        ({"Content_Transfer_Encoding": "base64"}, b"not base64 at all!", ""),
        ({"Content_Type": "text/html"}, b"<b>x</b>", ""),
        ({"Content_Type": "multipart/mixed"}, b"no boundary", ""),
    ],
)
def test_text_in_any_charset_is_read(tmp_path: Path, headers: dict[str, Any], body: bytes, expected: str) -> None:
    finding = only(written(tmp_path, mail(body, **headers)))

    assert finding.body.startswith(expected)
    finding.body.encode()


def test_the_text_is_found_among_the_parts_of_a_mail(tmp_path: Path) -> None:
    parts = (
        "--b\nContent-Type: text/plain\n\nThe text\n--b\nContent-Type: text/html\n\n<b>no</b>\n"
        "--b\nContent-Type: text/plain\nContent-Disposition: attachment\n\nattached\n--b--\n"
    )

    assert only(written(tmp_path, mail(parts, Content_Type="multipart/mixed; boundary=b"))).body == "The text"


@pytest.mark.parametrize(
    ("date", "expected", "doubt"),
    [
        ("Mon, 02 Nov 2026 10:00:00 -0800", "2026-11-02T10:00:00-08:00", ""),
        ("Mon, 02 Nov 2026 10:00:00 -0000", "2026-11-02T10:00:00+00:00", ""),
        ("Mon, 02 Nov 2026 10:00:00", "2026-11-02T10:00:00+01:00", "time zone"),
        ("Mon, 02 Nov 2099 10:00:00 +0000", "2099-11-02T10:00:00+00:00", "future"),
    ],
)
def test_doubtful_dates_are_said_to_be(tmp_path: Path, date: str, expected: str, doubt: str) -> None:
    finding = only(written(tmp_path, mail(Date=date)))

    assert finding.at.isoformat() == expected
    assert doubt in finding.extra.get("uncertain", "")
    assert bool(doubt) == ("uncertain" in finding.extra)


@pytest.mark.parametrize(
    "date", ["", "yesterday", "Mon, 99 Nov 2026 10:00:00 +0000", "Mon, 02 Nov 1900 10:00:00 +0000"]
)
def test_without_a_date_that_of_delivery_is_taken(tmp_path: Path, date: str) -> None:
    delivered = mail(Date=date).replace(b"Thu Jan  1 00:00:00 1970", b"Mon Nov  2 11:00:00 2026")

    finding = only(written(tmp_path, delivered))

    assert finding.at.isoformat() == "2026-11-02T11:00:00+01:00"
    assert "delivery" in finding.extra["uncertain"]


def test_a_mail_without_any_date_is_a_defect_and_the_rest_is_read(tmp_path: Path) -> None:
    items = collected(written(tmp_path, mail(number=1, Date="?"), mail(number=2)))

    assert defects(items) == ["mail 1: It does not say when it was written. It was left out."]
    assert [finding.id for finding in found(items)] == ["thread/m2@example.org"]


def test_lines_of_a_text_that_begin_with_from_do_not_cut_it(tmp_path: Path) -> None:
    said = "From what I saw at 10:15 in 2026\nit works.\n\n>From a quote\n\n"
    body = said + "From anna Mon Nov 2 10:00:00 2026\nno header follows"

    finding = only(written(tmp_path, mail(body)))

    assert finding.body.endswith("no header follows")
    assert "\nFrom a quote" in finding.body


def test_a_mail_with_windows_line_ends_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, mail("One\n\nTwo").replace(b"\n", b"\r\n"), mail(number=2).replace(b"\n", b"\r\n"))

    assert [finding.body for finding in found(collected(path))] == ["One\n\nTwo", "Hello"]


def test_a_mail_that_lies_there_twice_is_one(tmp_path: Path) -> None:
    assert only(written(tmp_path, mail(), mail())).extra["mails"] == "1"


def test_hostile_text_stays_text_that_can_be_stored(tmp_path: Path) -> None:
    nasty = "=cmd|x <script>\x00\x1b[0m " + "a" * 200_000
    finding = only(written(tmp_path, mail(nasty, Subject="=?utf-8?b?////?= <img> \x07", Message_ID=f"<{'x' * 800}@h>")))

    assert "\0" not in finding.body
    assert "\x1b" not in finding.body
    assert len(finding.body) <= 60_000
    assert len(finding.id) <= 200
    assert "\x07" not in finding.title
    (finding.title + finding.body).encode()


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"PK\x03\x04", b"\0" * 100, b"Date,Subject\n", b"Subject: an .eml\n\nx"]
)
def test_a_file_of_another_tool_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(Refused, match="no mbox"):
        collected(written(tmp_path, data))


def test_a_path_without_a_file_is_refused() -> None:
    with pytest.raises(Refused, match="no file"):
        collected(Path("/nowhere/list.mbox"))


def test_a_compressed_file_is_read_and_one_that_breaks_off_as_far_as_it_goes(tmp_path: Path) -> None:
    packed = gzip.compress(BUILDS.read_bytes())
    whole = tmp_path / "builds.mbox.gz"
    whole.write_bytes(packed)
    cut = tmp_path / "cut.mbox.gz"
    cut.write_bytes(packed[: len(packed) * 2 // 3])

    items = collected(cut)

    assert found(collected(whole)) == found(collected(BUILDS))
    assert 0 < len(found(items)) < 5
    assert "breaks off" in defects(items)[0]


def test_a_file_that_swells_is_refused(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.gz"
    bomb.write_bytes(gzip.compress(mail() + b"\0" * 60_000_000))

    with pytest.raises(Refused, match="swells"):
        collected(bomb)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.77, 0.99])
def test_a_file_that_breaks_off_is_read_as_far_as_it_goes(tmp_path: Path, share: float) -> None:
    data = BUILDS.read_bytes()

    items = collected(written(tmp_path, data[: int(len(data) * share)]))

    assert found(items)


@pytest.mark.slow
def test_a_large_archive_is_read_in_constant_memory(tmp_path: Path) -> None:
    others = mail("x" * 2_000 + "\nFrom one line\n" * 50, From="Ben <ben@example.org>", number=7)
    path = tmp_path / "large.mbox"
    with path.open("wb") as file:
        for _ in range(100):
            file.write(others * 200)
        file.write(mail() + b"\n" + b"y" * 20_000_000)

    tracemalloc.start()
    try:
        findings = found(collected(path))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert len(findings) == 1
    assert peak < 20_000_000


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_damage_to_a_file_stops_the_reading(tmp_path: Path, data: st.DataObject) -> None:
    lines = BUILDS.read_bytes().splitlines(keepends=True)
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(1, len(lines) - 1))
        lines[place] = data.draw(st.binary(max_size=60) | st.sampled_from(_NASTY))

    for finding in found(collected(written(tmp_path, *lines))):
        assert finding.at.tzinfo
        assert 0 < len(finding.id) <= 200
        (finding.id + finding.title + finding.body + repr(finding.credits)).encode()


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=st.binary(max_size=200),
    header=st.sampled_from(["Subject", "Date", "From", "Content_Type", "References"]),
    text=st.text(max_size=80),
)
def test_no_mail_does_more_than_be_left_out(tmp_path: Path, body: bytes, header: str, text: str) -> None:
    value = text.encode("utf-8", "replace").decode("utf-8", "surrogateescape")
    headers: dict[str, Any] = {header: value}
    path = written(tmp_path, mail(body, **headers), mail(number=2))

    assert found(collected(path))


_NASTY = (
    b"Content-Type: multipart/mixed; boundary=\n",
    b"Content-Type: text/plain; charset=utf-16\n",
    b"Content-Type: text/plain; charset*=utf-8''%00\n",
    b"Content-Transfer-Encoding: x-uuencode\n",
    b"Subject: =?utf-8?b?=?= =?x?q?=ff?=\n",
    b'From: "anna@example.org\n',
    b"From: anna@example.org, ben@example.org\n",
    b"From: <anna@example.org>\n",
    b"Date: Mon, 02 Nov 2026 10:00:00 +9999\n",
    b"Date: 1 Jan 0001 00:00:00 -2359\n",
    b"References: <<<>>> <a@b\n",
    b"Message-ID: <>\n",
    b"\n",
    b"From x Mon Nov  2 10:00:00 2026\n",
)
