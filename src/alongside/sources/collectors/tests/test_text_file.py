from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as drawn
from hypothesis import strategies as st

from alongside.sources.collectors.contract import Refused
from alongside.sources.collectors.text_file import fingerprint, lines_of, name_of, text_of


def read(path: Path) -> list[tuple[int, str]]:
    return list(lines_of(path, wanted="a journal"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"])
def test_lines_are_read_in_the_encoding_they_were_written_in(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "f").write_bytes("Zoë – größer\r\nzwei\rdrei".encode(encoding))

    assert read(tmp_path / "f") == [(1, "Zoë – größer"), (2, "zwei"), (3, "drei")]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"PK\x03\x04", "zip archive, not a journal"),
        (b"%PDF-1.7", "a PDF"),
        (b"\x00\x01\x02" * 30, "not a text file"),
        (b"<!doctype html><p>", "web page"),
        (b"x" * 1_000_001, "Line 1 has more than a million"),
    ],
)
def test_what_is_no_text_is_refused_by_name(tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / "f").write_bytes(content)

    with pytest.raises(Refused, match=says):
        read(tmp_path / "f")


@pytest.mark.parametrize("path", ["", "nowhere", ".", "a\0b"])
def test_a_path_without_a_file_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(Refused, match=r"There is no file|This is a folder|cannot be opened"):
        read(tmp_path / path)


def test_a_document_has_its_limit(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"x" * 1_000_001)

    with pytest.raises(Refused, match="more than 1 MB"):
        text_of(tmp_path / "f", wanted="a document", most_bytes=1_000_000)


def test_a_file_has_the_same_print_as_long_as_it_is_the_same(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("a")
    before = fingerprint(tmp_path / "f")
    (tmp_path / "f").write_text("b")

    assert fingerprint(tmp_path / "f") != before
    (tmp_path / "f").write_text("a")
    assert fingerprint(tmp_path / "f") == before


def test_a_name_is_shown_without_its_folder() -> None:
    assert name_of("/home/anna/notes\x1b.md") == "notes\ufffd.md"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@drawn(st.binary())
def test_any_bytes_are_lines_or_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "f").write_bytes(data)

    try:
        lines = read(tmp_path / "f")
    except Refused:
        return

    assert all("\n" not in line and "\0" not in line for _, line in lines)
    assert "\n".join(line for _, line in lines).strip() == text_of(tmp_path / "f", wanted="x").strip().rstrip("\n")
