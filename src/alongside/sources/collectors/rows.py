"""The rows of a CSV file that somebody else's program wrote: any delimiter, any encoding, broken lines included."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from alongside.sources.collectors.contract import Refused
from alongside.sources.collectors.text_file import opened

type Row = tuple[int, list[str]]

_LONGEST_LINE = 1_000_000
_LONGEST_RECORD = 2_000_000
_DELIMITERS = ",;\t|"
_ENDINGS = ("\n", "\r")

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
    with opened(path, wanted="a CSV file", newline="") as (text, head):
        lines = _Lines(text)
        yield from _read(lines, _delimiter(lines, head))


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
