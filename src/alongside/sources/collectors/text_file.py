"""Files of text that somebody else's program wrote: any encoding, any size, and nothing that is no text."""

import codecs
import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alongside.sources.collectors.contract import Refused
from alongside.sources.collectors.plain import file_at, one_line

_HEAD = 64 * 1024
_LONGEST_LINE = 1_000_000
_MOST_BYTES = 20_000_000
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


@contextmanager
def opened(path: str | Path, *, wanted: str, newline: str | None = None) -> Iterator[tuple[io.TextIOWrapper, str]]:
    """The file as text, and its beginning. Bytes that are no UTF-8 are read as Windows-1252; no byte stops the reading.
    Raises Refused with `wanted` ("a CSV file") for what is no text.
    """
    with file_at(str(path)).open("rb") as raw:
        head = raw.read(_HEAD)
        encoding = _encoding(head)
        _refuse_others(head, encoding, wanted)
        raw.seek(0)
        errors = _NOT_UTF_8 if encoding.startswith("utf-8") else "replace"
        with io.TextIOWrapper(raw, encoding=encoding, errors=errors, newline=newline) as text:
            yield text, head.decode(encoding, errors=errors)


def lines_of(path: str | Path, *, wanted: str) -> Iterator[tuple[int, str]]:
    """Each line with its number, without its end, in constant memory. Raises Refused."""
    with opened(path, wanted=wanted) as (text, _):
        number = 0
        while line := text.readline(_LONGEST_LINE):
            number += 1
            if len(line) == _LONGEST_LINE and not line.endswith("\n"):
                raise Refused(f"Line {number} has more than a million characters. This is not {wanted}.")
            yield number, line.rstrip("\n").replace("\0", "")


def text_of(path: str | Path, *, wanted: str, most_bytes: int = _MOST_BYTES) -> str:
    """The whole of a document. Raises Refused when it is larger than any document is."""
    if file_at(str(path)).stat().st_size > most_bytes:
        raise Refused(f"The file has more than {most_bytes // 1_000_000} MB. Split it, and import the parts.")
    with opened(path, wanted=wanted) as (text, _):
        return text.read().replace("\0", "")


def fingerprint(path: str | Path) -> str:
    """The same as long as the file is."""
    with file_at(str(path)).open("rb") as raw:
        return hashlib.file_digest(raw, "sha256").hexdigest()


def name_of(path: str | Path) -> str:
    """Of the file, as it is shown."""
    return one_line(Path(path).name, 100) or "file"


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


def _refuse_others(head: bytes, encoding: str, wanted: str) -> None:
    for mark, what in _OTHERS:
        if head.startswith(mark):
            raise Refused(f"This is {what}, not {wanted}. Save or export it as {wanted}.")
    if encoding == "utf-8" and _controls(head) > len(head) // 10:
        raise Refused(f"This is not a text file. Save or export it as {wanted}.")
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:9].lower().startswith((b"<!doctype", b"<html")):
        raise Refused(f"This is a web page, not {wanted}. Log in there first, then export again.")


def _controls(head: bytes) -> int:
    return len(head) - len(head.translate(None, bytes([*range(9), *range(14, 27), *range(28, 32)])))


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
