"""The rows of a CSV file that somebody else's program wrote: any delimiter, any encoding, broken lines included."""

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from alongside.sources.collectors.contract import Refused

type Row = tuple[int, list[str]]

_HEAD = 64 * 1024
_LONGEST_LINE = 1_000_000
_LONGEST_RECORD = 2_000_000
_DELIMITERS = ",;\t|"
_ENDINGS = ("\n", "\r")
_NOT_UTF_8 = "alongside.windows"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHERS = (
    (b"PK\x03\x04", "an Excel workbook or a zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
    (b"\x1f\x8b", "a compressed file"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"SQLite format 3\x00", "a database"),
)

csv.field_size_limit(2 * _LONGEST_RECORD)


def rows(path: str | Path) -> tuple[list[str], Iterator[Row]]:
    """The names in the header, and each row with the number of the line on which it begins, in constant memory.

    Bytes that are no UTF-8 are read as Windows-1252. Lines without any text are passed over. A line that breaks the
    rules is given as it is, with as many cells as it has; one that is too long is given cut. Raises Refused for what
    is no table.
    """
    records = _records(Path(path))
    header = next(records, None)
    if header is None:
        raise Refused("The file is empty. Export it again.")
    return [name.strip() for name in header[1]], records


def _records(path: Path) -> Iterator[Row]:
    with _opened(path) as raw:
        head = raw.read(_HEAD)
        encoding = _encoding(head)
        _refuse_others(head, encoding)
        raw.seek(0)
        errors = _NOT_UTF_8 if encoding.startswith("utf-8") else "replace"
        with io.TextIOWrapper(raw, encoding=encoding, errors=errors, newline="") as text:
            lines = _Lines(text)
            yield from _read(lines, _delimiter(lines, head.decode(encoding, errors=errors)))


def _opened(path: Path) -> BinaryIO:
    try:
        if not path.is_file():
            raise Refused("There is no file at this path. Check it, or export the file again.")
        return path.open("rb")
    except (OSError, ValueError) as problem:
        raise Refused("The file cannot be opened. Check its path and that you may read it.") from problem


def _encoding(head: bytes) -> str:
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    return _unmarked_utf_16(head[: _HEAD // 2 * 2]) or "utf-8"


def _unmarked_utf_16(head: bytes) -> str:
    """Western text in UTF-16 has a NUL in every second byte."""
    half = len(head) // 2
    if half < 8:
        return ""
    if head[1::2].count(0) > half * 0.8 and head[::2].count(0) == 0:
        return "utf-16-le"
    if head[::2].count(0) > half * 0.8 and head[1::2].count(0) == 0:
        return "utf-16-be"
    return ""


def _refuse_others(head: bytes, encoding: str) -> None:
    for mark, what in _OTHERS:
        if head.startswith(mark):
            raise Refused(f"This is {what}, not a CSV file. Save or export the table as CSV.")
    if encoding == "utf-8" and _controls(head) > len(head) // 10:
        raise Refused("This is not a text file. Save or export the table as CSV.")
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:9].lower().startswith((b"<!doctype", b"<html")):
        raise Refused("This is a web page, not a CSV file. Log in there first, then export as CSV.")


def _controls(head: bytes) -> int:
    return len(head) - len(head.translate(None, bytes([*range(9), *range(14, 27), *range(28, 32)])))


class _Lines:
    """Lines of limited length without NULs; remembers those of the record that is being read."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self.number = 0
        self.record: list[str] = []
        self._size = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._text.readline(_LONGEST_LINE)
        if not line:
            raise StopIteration
        if len(line) == _LONGEST_LINE and not line.endswith(_ENDINGS):
            self._skip_rest()
        if "\0" in line:
            line = line.replace("\0", "")
        self.number += 1
        self.record.append(line)
        self._size += len(line)
        if self._size > _LONGEST_RECORD:
            raise _TooLong
        return line

    def forget(self) -> None:
        self.record.clear()
        self._size = 0

    def _skip_rest(self) -> None:
        while True:
            piece = self._text.readline(_LONGEST_LINE)
            if not piece or piece.endswith(_ENDINGS):
                return


class _TooLong(Exception):
    """A quote was never closed, or never meant as one."""


def _read(lines: _Lines, delimiter: str) -> Iterator[Row]:
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.forget()
        first = lines.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (csv.Error, _TooLong):
            yield from _one_by_one(lines.record, first, delimiter)
        else:
            if _says_something(cells):
                yield first, cells


def _one_by_one(record: list[str], first: int, delimiter: str) -> Iterator[Row]:
    """Where quotes do not match, a line is a row: one stray quote must not swallow the rest of the file."""
    for number, line in enumerate(list(record), first):
        cells = next(csv.reader([line], delimiter=delimiter), [])
        if _says_something(cells):
            yield number, [cell.rstrip("\r\n") for cell in cells]


def _says_something(cells: list[str]) -> bool:
    return any(cell and not cell.isspace() for cell in cells)


def _delimiter(lines: _Lines, head: str) -> str:
    """Excel's own `sep=;` in the first line, or the one that cuts most rows into as many cells as the header has."""
    if head.lstrip("\ufeff").lower().startswith("sep=") and head.lstrip("\ufeff")[4:5] in _DELIMITERS:
        next(lines)
        return head.lstrip("\ufeff")[4]
    return max(_DELIMITERS, key=lambda each: _fits(head, each))


def _fits(head: str, delimiter: str) -> tuple[float, int]:
    sample: list[list[str]] = []
    try:
        for cells in csv.reader(io.StringIO(head.replace("\0", ""), newline=""), delimiter=delimiter):
            sample += [cells] if cells else []
            if len(sample) == 50:
                break
    except csv.Error:
        pass
    width = len(sample[0]) if sample else 0
    if width < 2:
        return 0.0, width
    body = sample[1:-1] or sample
    return sum(len(cells) == width for cells in body) / len(body) + 0.01, width


def _as_windows(problem: UnicodeError) -> tuple[str, int]:
    if not isinstance(problem, UnicodeDecodeError):
        raise problem
    bad = problem.object[problem.start : problem.end]
    if problem.reason == "unexpected end of data":
        return "\ufffd", problem.end
    return "".join(_western(byte) for byte in bad), problem.end


def _western(byte: int) -> str:
    single = bytes([byte])
    try:
        return single.decode("cp1252")
    except UnicodeDecodeError:
        return single.decode("latin-1")


codecs.register_error(_NOT_UTF_8, _as_windows)
