"""What kind of file it is, and its cards one after another, in constant memory."""

import codecs
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from alongside.lib.contact_file.nouns import Card, NoContacts, Problem
from alongside.lib.contact_file.tables import cards_in_table
from alongside.lib.contact_file.vcards import cards_in

_HEAD = 64 * 1024
_LONGEST_LINE = 1_000_000
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
    (b"\xff\xd8\xff", "a picture"),
    (b"SQLite format 3\x00", "a database"),
)
_WANTED = "Export your contacts as vCard (.vcf) or CSV."


def read(file: BinaryIO, columns: Mapping[str, str] | None = None) -> Iterator[Card | Problem]:
    """`columns` says for a table which column holds what (FIELDS); without it they are guessed. Raises NoContacts."""
    head = file.read(_HEAD)
    file.seek(0)
    encoding = _encoding(head)
    text = head.decode(encoding, "replace").lstrip("\ufeff")
    _refuse_others(head, text)
    lines = _lines(file, encoding)
    if "BEGIN:VCARD" in text.upper():
        yield from cards_in(lines)
    else:
        yield from cards_in_table(lines, text, columns)


def head_of(file: BinaryIO) -> str:
    """The beginning of the file as text."""
    head = file.read(_HEAD)
    file.seek(0)
    return head.decode(_encoding(head), "replace").lstrip("\ufeff")


def _encoding(head: bytes) -> str:
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    half = len(head) // 2
    if half >= 8 and head[1::2].count(0) > half * 0.8:
        return "utf-16-le"
    return "utf-16-be" if half >= 8 and head[::2].count(0) > half * 0.8 else "utf-8"


def _refuse_others(head: bytes, text: str) -> None:
    for mark, what in _OTHERS:
        if head.startswith(mark):
            raise NoContacts(f"This is {what}, not a file of contacts. {_WANTED}")
    start = text.lstrip()[:200].upper()
    if not start:
        raise NoContacts(f"The file is empty. {_WANTED}")
    if "BEGIN:VCALENDAR" in start:
        told = "Connect it under Sources: who was in your meetings is proposed under People then."
        raise NoContacts(f"This is a calendar, not a file of contacts. {told}")
    if start.startswith(("<!DOCTYPE", "<HTML")):
        raise NoContacts(f"This is a web page, not a file of contacts. Log in there first. {_WANTED}")
    if sum(letter < " " and letter not in "\t\r\n\x1b" for letter in text) > len(text) // 10:
        raise NoContacts(f"This is not a text file. {_WANTED}")


def _lines(file: BinaryIO, encoding: str) -> Iterator[str]:
    """Without their ends and without NULs. What is no UTF-8 is read as Windows-1252, line by line."""
    if encoding.startswith("utf-8"):
        yield from (_as_text(line, first=number == 0) for number, line in enumerate(_raw(file)))
    else:
        yield from (line.rstrip("\r\n").replace("\x00", "") for line in codecs.getreader(encoding)(file, "replace"))


def _raw(file: BinaryIO) -> Iterator[bytes]:
    while line := file.readline(_LONGEST_LINE):
        yield line


def _as_text(line: bytes, *, first: bool) -> str:
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        text = line.decode("cp1252", "replace")
    return text.rstrip("\r\n").lstrip("\ufeff" if first else "").replace("\x00", "")
