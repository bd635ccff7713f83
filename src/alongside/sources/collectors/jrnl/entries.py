"""Entries of a journal as jrnl writes them: `[2025-01-15 09:30] Title`, the body below, `*` for a star."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from alongside.sources.collectors.contract import Defect, Refused
from alongside.sources.collectors.dates import DateReading, reads_dates
from alongside.sources.collectors.plain import LONGEST_BODY
from alongside.sources.collectors.text_file import lines_of, text_of

WANTED = "a journal of jrnl"
_NO_JOURNAL = (
    "This is no journal of jrnl: no line begins with a date like [2025-01-15 09:30]. "
    "Give its text file, or what `jrnl --export json` prints."
)
_START = re.compile(r"\[(?P<date>[^\]\n]{6,60})\](?: (?P<title>.*))?$")
_SENTENCE = re.compile(r"(?<=[.!?…])['’\"”]?[\])]*\s+")
_TAG = re.compile(r"(?<!\S)@[-+*#/\w]{1,100}")
_ENCRYPTED = "gAAAAA"
_MOST_JSON = 50_000_000


@dataclass(frozen=True, slots=True)
class Entry:
    title: str
    body: str
    at: datetime
    uncertain: str
    starred: bool
    tags: tuple[str, ...]
    own_id: str = ""


def entries_in(path: str, zone: tzinfo) -> Iterator[Entry | Defect]:
    """In the order of the file. Raises Refused for what is no journal."""
    beginning = next((line.strip() for _, line in lines_of(path, wanted=WANTED) if line.strip()), "")
    if beginning.startswith(_ENCRYPTED):
        raise Refused("This journal is encrypted. Export it with `jrnl --export json` and give that file.")
    if beginning.startswith("{"):
        return _exported(path, zone)
    return _written(path, zone)


def _written(path: str, zone: tzinfo) -> Iterator[Entry | Defect]:
    reading = reads_dates(_dates(path))
    block, none = _Block(0), True
    for number, line in lines_of(path, wanted=WANTED):
        start = _START.match(line)
        moment = _moment(reading, start["date"], zone) if start else None
        if start and moment:
            yield from block.finished()
            none, block = False, _Block(number, *moment, text=[start["title"] or ""])
        else:
            block.add(line)
    if none:
        raise Refused(_NO_JOURNAL)
    yield from block.finished()


def _dates(path: str) -> Iterator[str]:
    return (start["date"] for _, line in lines_of(path, wanted=WANTED) if (start := _START.match(line)))


def _moment(reading: DateReading, text: str, zone: tzinfo) -> tuple[datetime, str] | None:
    try:
        return reading.read(text, zone)
    except ValueError:
        return None


class _Block:
    """The lines of one entry, no more of them than are kept."""

    def __init__(self, line: int, at: datetime | None = None, uncertain: str = "", text: list[str] | None = None):
        self._line, self._at, self._uncertain = line, at, uncertain
        self._text = text or []
        self._size = 0

    def add(self, line: str) -> None:
        self._size += len(line) + 1
        if self._size <= LONGEST_BODY + 1_000:
            self._text.append(line)

    def finished(self) -> Iterator[Entry | Defect]:
        text = "\n".join(self._text).strip()
        if self._at is None:
            if text:
                yield Defect("line 1", "What stands before the first date belongs to no entry and is left out.")
        elif text.strip("* "):
            yield _entry(text, self._at, self._uncertain)
        else:
            yield Defect(f"line {self._line}", "This entry has no text and is left out.")


def _entry(text: str, at: datetime, uncertain: str) -> Entry:
    first, _, rest = text.partition("\n")
    starred = first.rstrip().endswith("*")
    if starred:
        first = first.strip("* ")
    title, body = (first, rest) if rest.strip() else _halves(first)
    return Entry(title, body.strip(), at, uncertain, starred, tags_in(text))


def _halves(line: str) -> tuple[str, str]:
    """A single line is cut after its first sentence, as jrnl does."""
    end = _SENTENCE.search(line)
    return (line[: end.end()].strip(), line[end.end() :]) if end else (line, "")


def tags_in(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag.lower() for tag in _TAG.findall(text)))


def _exported(path: str, zone: tzinfo) -> Iterator[Entry | Defect]:
    try:
        data = json.loads(text_of(path, wanted=WANTED, most_bytes=_MOST_JSON))
    except (ValueError, RecursionError) as problem:
        raise Refused("The export of jrnl is broken or cut off: it is no whole JSON. Export it again.") from problem
    records = data.get("entries", [data]) if isinstance(data, dict) else None
    if not isinstance(records, list) or not any(_is_record(record) for record in records):
        raise Refused(_NO_JOURNAL)
    for number, record in enumerate(records, 1):
        yield _recorded(record, number, zone)


def _is_record(record: Any) -> bool:
    return isinstance(record, dict) and {"title", "date"} <= record.keys()


def _recorded(record: Any, number: int, zone: tzinfo) -> Entry | Defect:
    place = f"entry {number}"
    if not _is_record(record):
        return Defect(place, "This is no entry of jrnl: it has no title or no date.")
    title, body = _text(record, "title"), _text(record, "body")
    if not title and not body:
        return Defect(place, "This entry has no text and is left out.")
    try:
        at, uncertain = DateReading("").read(f"{_text(record, 'date')} {_text(record, 'time')}".strip(), zone)
    except ValueError as problem:
        return Defect(place, str(problem))
    tags = tags_in(f"{title} {body}")
    return Entry(title, body, at, uncertain, record.get("starred") is True, tags, _text(record, "uuid"))


def _text(record: dict[str, Any], name: str) -> str:
    value = record.get(name)
    return value.strip() if isinstance(value, str) else ""
