"""What kind of file it is, and its cards one after another, in constant memory."""

import codecs
import os
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from alongside.lib.contact_file.nouns import Card, NoContacts, Problem
from alongside.lib.contact_file.tables import cards_in_table
from alongside.lib.contact_file.vcards import cards_in
from alongside.lib.decoding import encoding_of, known_otherwise

_HEAD = 64 * 1024
_LONGEST_LINE = 1_000_000
_WANTED = "Export your contacts as vCard (.vcf) or CSV."


def read(file: BinaryIO, columns: Mapping[str, str] | None = None) -> Iterator[Card | Problem]:
    """`columns` says for a table which column holds what (FIELDS); without it they are guessed. Raises NoContacts."""
    head, open_end = file.read(_HEAD), _has_open_end(file)
    file.seek(0)
    encoding = encoding_of(head)
    text = head.decode(encoding, "replace").lstrip("\ufeff")
    _refuse_others(head, text)
    text = text.replace("\x00", "")
    lines = _lines(file, encoding)
    if "BEGIN:VCARD" in text.upper():
        yield from cards_in(lines)
    else:
        yield from cards_in_table(lines, text, columns, open_end=open_end)


def _has_open_end(file: BinaryIO) -> bool:
    """Whether the last line has none; two bytes, for the encodings that have as many a letter."""
    file.seek(max(0, file.seek(0, os.SEEK_END) - 2))
    return not set(file.read()) & set(b"\r\n")


def head_of(file: BinaryIO) -> str:
    """The beginning of the file as text."""
    head = file.read(_HEAD)
    file.seek(0)
    return head.decode(encoding_of(head), "replace").lstrip("\ufeff").replace("\x00", "")


def _refuse_others(head: bytes, text: str) -> None:
    if what := known_otherwise(head):
        raise NoContacts(f"This is {what}, not a file of contacts.", _WANTED)
    start = text.lstrip()[:200].upper()
    if not start:
        raise NoContacts("The file is empty.", _WANTED)
    if "BEGIN:VCALENDAR" in start:
        told = "Connect it under Sources: who was in your meetings is proposed under People then."
        raise NoContacts("This is a calendar, not a file of contacts.", told, "calendar")
    if start.startswith(("<!DOCTYPE", "<HTML")):
        raise NoContacts("This is a web page, not a file of contacts. Log in there first.", _WANTED)
    if sum(letter < " " and letter not in "\t\r\n\x1b" for letter in text) > len(text) // 10:
        raise NoContacts("This is not a text file.", _WANTED)


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
