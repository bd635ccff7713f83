"""Where the mails of an mbox begin and end, in constant memory.

Programs do not agree on how a line of a text that begins with “From ” is told from the line between two mails. Here it
is one only if it also holds a time and a year and a header follows, which holds for all of mboxo, mboxrd, mboxcl, the
archives of Pipermail and of public-inbox.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

_CHUNK = 1 << 20
_MARGIN = 1 << 11
_BETWEEN = re.compile(
    rb"\nFrom [^\n]{1,300}?\d\d:\d\d[^\n]{0,100}?\d{4}[^\n]{0,40}\n(?=>?[!-9;-~]{1,76}[ \t]?:|>From )"
)
_LONGEST_HEAD = 1 << 16
_LONGEST_MAIL = 1 << 20
_HEAD_ENDS = re.compile(rb"\r?\n\r?\n")


@dataclass(frozen=True, slots=True)
class Place:
    """The bytes of one mail, its first line (From …) included."""

    start: int
    end: int


def places(mails: BinaryIO, pause: Callable[[float], None]) -> Iterator[Place]:
    """Other readers may move the position of the file between two of them."""
    before = -1
    for start in _starts(mails, pause):
        if before >= 0:
            yield Place(before, start)
        before = start
    if before >= 0:
        mails.seek(0, 2)
        yield Place(before, mails.tell())


def head_of(mails: BinaryIO, place: Place) -> bytes:
    """The header with the first line, at most 64 kB."""
    mails.seek(place.start)
    head = mails.read(min(1 << 13, place.end - place.start))
    ends = _HEAD_ENDS.search(head)
    if ends is None and place.end - place.start > len(head):
        head += mails.read(min(_LONGEST_HEAD, place.end - place.start) - len(head))
        ends = _HEAD_ENDS.search(head)
    return head[: ends.end()] if ends else head


def mail_at(mails: BinaryIO, place: Place) -> bytes:
    """The mail without its first line; what is longer than a megabyte is cut."""
    mails.seek(place.start)
    whole = mails.read(min(_LONGEST_MAIL, place.end - place.start))
    return whole.partition(b"\n")[2]


def _starts(mails: BinaryIO, pause: Callable[[float], None]) -> Iterator[int]:
    window, at, read = b"\n", -1, 0
    done = 1
    """Up to here the window was searched."""
    while True:
        pause(0)
        mails.seek(read)
        chunk = mails.read(_CHUNK)
        read += len(chunk)
        window += chunk
        edge = len(window) - _MARGIN if chunk else len(window)
        for found in _BETWEEN.finditer(window, done - 1):
            if done <= found.start() + 1 < edge:
                yield at + found.start() + 1
        if not chunk:
            return
        done = max(done, edge)
        window, at, done = window[done - 1 :], at + done - 1, 1
