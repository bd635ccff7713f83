"""Files of text that somebody else's program wrote: any encoding, any size, and nothing that is no text."""

import codecs
import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alongside.lib.decoding import encoding_of, known_otherwise
from alongside.sources.collectors.contract import Refused
from alongside.sources.collectors.plain import file_at, one_line

_HEAD = 64 * 1024
_LONGEST_LINE = 1_000_000
_MOST_BYTES = 20_000_000
_NOT_UTF_8 = "alongside.windows"


@contextmanager
def opened(path: str | Path, *, wanted: str, newline: str | None = None) -> Iterator[tuple[io.TextIOWrapper, str]]:
    """The file as text, and its beginning. Bytes that are no UTF-8 are read as Windows-1252; no byte stops the reading.
    Raises Refused with `wanted` ("a CSV file") for what is no text.
    """
    with file_at(str(path)).open("rb") as raw:
        head = raw.read(_HEAD)
        encoding = encoding_of(head)
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


def _refuse_others(head: bytes, encoding: str, wanted: str) -> None:
    if what := known_otherwise(head):
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
