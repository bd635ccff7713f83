import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.sources.collectors.contract import Refused
from alongside.sources.collectors.rows import rows

type Table = tuple[list[str], list[tuple[int, list[str]]]]


def _read(folder: Path, data: bytes | str) -> Table:
    path = folder / "export.csv"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    header, lines = rows(path)
    return header, list(lines)


def test_a_row_comes_with_the_line_on_which_it_begins(tmp_path: Path) -> None:
    header, lines = _read(tmp_path, 'Key,Text\r\nA-1,"one\r\ntwo ""quoted"""\r\n\r\nA-2,x\r\n')

    assert header == ["Key", "Text"]
    assert lines == [(2, ["A-1", 'one\r\ntwo "quoted"']), (5, ["A-2", "x"])]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_out(tmp_path: Path, delimiter: str) -> None:
    text = delimiter.join(["Key", "Text", "Day"]) + "\n" + delimiter.join(["A-1", '"a, b; c"', "1"]) + "\n"

    header, lines = _read(tmp_path, text)

    assert header == ["Key", "Text", "Day"]
    assert lines == [(2, ["A-1", "a, b; c", "1"])]


def test_commas_in_texts_do_not_hide_the_semicolon(tmp_path: Path) -> None:
    header, lines = _read(tmp_path, "Key;Text, long\nA-1;a, b, c\nA-2;d\n")

    assert header == ["Key", "Text, long"]
    assert lines[0] == (2, ["A-1", "a, b, c"])


def test_excels_own_first_line_names_the_delimiter(tmp_path: Path) -> None:
    header, lines = _read(tmp_path, "sep=;\nKey;Text\nA-1;x\n")

    assert (header, lines) == (["Key", "Text"], [(3, ["A-1", "x"])])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_the_encoding_is_found_out(tmp_path: Path, encoding: str) -> None:
    header, lines = _read(tmp_path, "Schlüssel,Wer\nA-1,Müller – Größe\n".encode(encoding))

    assert header == ["Schlüssel", "Wer"]
    assert lines == [(2, ["A-1", "Müller – Größe"])]


def test_windows_bytes_far_into_a_file_are_read_too(tmp_path: Path) -> None:
    data = b"Key,Text\n" + b"A-1,plain\n" * 10_000 + "A-2,größer €\n".encode("cp1252")

    _, lines = _read(tmp_path, data)

    assert lines[-1] == (10_002, ["A-2", "größer €"])


def test_a_file_that_ends_inside_a_letter_keeps_the_rest(tmp_path: Path) -> None:
    _, lines = _read(tmp_path, "Key,Text\nA-1,größ".encode()[:-1])

    assert lines == [(2, ["A-1", "grö\ufffd"])]


def test_a_quote_that_is_never_closed_swallows_no_other_row(tmp_path: Path) -> None:
    _, lines = _read(tmp_path, 'Key,Text\nA-1,"open\nA-2,fine\nA-3,fine\n')

    assert lines == [(2, ["A-1", "open"]), (3, ["A-2", "fine"]), (4, ["A-3", "fine"])]


def test_text_behind_a_closing_quote_is_kept(tmp_path: Path) -> None:
    _, lines = _read(tmp_path, 'Key,Text\nA-1,"open" and on\nA-2,fine\n')

    assert lines == [(2, ["A-1", "open and on"]), (3, ["A-2", "fine"])]


def test_a_stray_quote_in_a_long_file_costs_a_stretch_of_it_at_most(tmp_path: Path) -> None:
    body = "".join(f"A-{number},some words to fill the line with\n" for number in range(80_000))

    _, lines = _read(tmp_path, 'Key,Text\nA-0,"open\n' + body)

    assert len(lines) == 80_001
    assert lines[-1] == (80_002, ["A-79999", "some words to fill the line with"])


def test_rows_of_other_lengths_are_given_as_they_are(tmp_path: Path) -> None:
    _, lines = _read(tmp_path, "Key,Text,Day\nA-1\nA-2,x,1,2,3\n,,\n")

    assert lines == [(2, ["A-1"]), (3, ["A-2", "x", "1", "2", "3"])]


def test_nul_characters_are_dropped(tmp_path: Path) -> None:
    _, lines = _read(tmp_path, "Key,Text\nA-1,a\0b\n")

    assert lines == [(2, ["A-1", "ab"])]


def test_an_endless_line_is_cut(tmp_path: Path) -> None:
    _, lines = _read(tmp_path, "Key,Text\nA-1," + "x" * 5_000_000 + "\nA-2,y\n")

    assert [number for number, _ in lines] == [2, 3]
    assert 900_000 < len(lines[0][1][1]) <= 1_000_000
    assert lines[1] == (3, ["A-2", "y"])


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"\n\n , \n", "empty"),
        (b"PK\x03\x04rest of a zip", "Excel"),
        (b"%PDF-1.7", "PDF"),
        (bytes(range(32)) * 100, "not a text file"),
        (b"<!DOCTYPE html><html>Log in</html>", "web page"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, data: bytes, says: str) -> None:
    with pytest.raises(Refused, match=says):
        _read(tmp_path, data)


@pytest.mark.parametrize("path", ["none.csv", "", ".", "/dev/zero", "a\0b"])
def test_what_is_no_file_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(Refused):
        rows(tmp_path / path)


def test_fifty_thousand_rows_take_no_more_memory_than_ten(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("Key,Text\n" + "".join(f'A-{number},"line\nand line"\n' for number in range(50_000)))
    tracemalloc.start()

    count = sum(1 for _ in rows(path)[1])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert count == 50_000
    assert peak < 2_000_000


@settings(max_examples=200, deadline=None)
@given(data=st.binary(max_size=400) | st.text('a",;\n\r\t\0é=', max_size=200).map(str.encode))
def test_no_bytes_at_all_raise_anything_but_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    try:
        header, lines = _read(tmp_path_factory.getbasetemp(), data)
    except Refused:
        return

    assert header
    assert [number for number, _ in lines] == sorted({number for number, _ in lines})
