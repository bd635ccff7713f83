"""Files that somebody else's program wrote: in which encoding they are, and whether they are text at all."""

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
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


def decoded(data: bytes) -> tuple[str, str]:
    """The text and the name of the encoding it was read in.

    A byte order mark decides; then UTF-8 if the bytes are that; then Windows-1252, which most
    other Western files are; and Latin-1 if a byte is not in that. No byte is dropped.
    """
    if marked := _marked(data):
        return data.decode(marked, errors="replace"), marked
    for encoding in ("utf-8", "cp1252"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1"), "latin-1"


def encoding_of(head: bytes) -> str:
    """Of the file that begins so: what its mark says, UTF-16 that has none, else `utf-8`, which it may not be."""
    return _marked(head) or _unmarked_utf_16(head[: len(head) // 2 * 2]) or "utf-8"


def known_otherwise(head: bytes) -> str:
    """What the file is that begins so when it is no text ("a PDF"), or nothing."""
    return next((what for mark, what in _OTHERS if head.startswith(mark)), "")


def _marked(head: bytes) -> str:
    return next((encoding for mark, encoding in _MARKS if head.startswith(mark)), "")


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
