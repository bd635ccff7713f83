"""JSON objects out of a stream of any length: a list of them, or one after the other."""

import codecs
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_CHUNK = 256 * 1024
_LONGEST = 16 * 1024 * 1024
_BETWEEN = re.compile(r"[\s,\ufeff]*")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True, slots=True)
class Broken:
    message: str


type Each = tuple[int, dict[str, Any] | Broken]


def records(stream: io.BufferedReader) -> Iterator[Each]:
    """Each object with its number, and what could not be read. Bytes that are no UTF-8 are read as Windows-1252."""
    with _text(stream) as text:
        yield from enumerate(_Records(text), 1)


def _text(stream: io.BufferedReader) -> io.TextIOWrapper:
    head = stream.peek(4)[:4]
    encoding = next((name for mark, name in _MARKS if head.startswith(mark)), "utf-8")
    errors = "replace" if encoding == "utf-16" else "alongside.windows"
    return io.TextIOWrapper(stream, encoding=encoding, errors=errors)


class _Records:
    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self._buffer, self._at, self._ended = "", 0, False
        self._decoder = json.JSONDecoder()

    def __iter__(self) -> Iterator[dict[str, Any] | Broken]:
        in_list = False
        while sign := self._next_sign():
            if sign == "[" and not in_list:
                in_list, self._at = True, self._at + 1
            elif sign == "]" and in_list:
                in_list, self._at = False, self._at + 1
            else:
                read = self._object() if sign == "{" else Broken("Here stands something that is no JSON object.")
                yield read
                if isinstance(read, Broken) and (in_list or not self._skip_line()):
                    return
        if in_list:
            yield Broken("The file ends in the middle. What stands before it is taken; export it again for the rest.")

    def _next_sign(self) -> str:
        while True:
            found = _BETWEEN.match(self._buffer, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._buffer):
                return self._buffer[self._at]
            if not self._more():
                return ""

    def _more(self) -> bool:
        rest = self._buffer[self._at :]
        read = "" if self._ended else self._text.read(max(_CHUNK, len(rest)))
        self._ended = not read
        self._buffer, self._at = rest + read, 0
        return bool(read)

    def _object(self) -> dict[str, Any] | Broken:
        while True:
            try:
                value, self._at = self._decoder.raw_decode(self._buffer, self._at)
            except json.JSONDecodeError as problem:
                if not self._may_go_on(problem) or not self._more():
                    return _broken(problem, ended=self._ended)
            except (RecursionError, ValueError):
                return Broken("It is nested too deeply, or holds a number without end.")
            else:
                return value if isinstance(value, dict) else Broken("Here stands something that is no JSON object.")

    def _may_go_on(self, problem: json.JSONDecodeError) -> bool:
        """Whether it is unfinished, rather than wrong."""
        cut = problem.msg.startswith("Unterminated string") or problem.pos >= len(self._buffer) - 12
        return cut and len(self._buffer) - self._at < _LONGEST

    def _skip_line(self) -> bool:
        """Where each object has a line of its own the next line is read again."""
        while True:
            end = self._buffer.find("\n", self._at)
            if end >= 0:
                self._at = end + 1
                return True
            self._at = len(self._buffer)
            if not self._more():
                return False


def _broken(problem: json.JSONDecodeError, *, ended: bool) -> Broken:
    if ended:
        return Broken("The file ends in the middle. What stands before it is taken; export it again for the rest.")
    return Broken(f"This is no JSON ({problem.msg}). What stands before it is taken; export it again for the rest.")
