"""The rows of a table by the names of its columns, whether the file is CSV, JSON Lines or a JSON list."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from alongside.sources.collectors.contract import Defect, Refused
from alongside.sources.collectors.rows import rows
from alongside.sources.collectors.text_file import lines_of, text_of

SAMPLE = 200
_WANTED = "a CSV file or JSON Lines"
_MOST_LIST = 50_000_000
_MOST_COLUMNS, _DEEPEST = 500, 5
_NAMES = ("name", "login", "displayName", "email", "title", "key", "id")


@dataclass(frozen=True, slots=True)
class Record:
    place: str
    """line 12, or record 3 of a JSON list."""
    cells: dict[str, str]


def columns_of(path: str) -> list[str]:
    """The header, or the keys of the first objects; inner ones with dots. Raises Refused."""
    if _beginning(path) not in ("{", "["):
        return _unique(rows(path)[0])
    names = dict.fromkeys(name for record in sample_of(path) for name in record.cells)
    return list(names)[:_MOST_COLUMNS]


def sample_of(path: str) -> list[Record]:
    """Raises Refused when nothing in the beginning is a record."""
    found = [item for item in islice(records_in(path), 2 * SAMPLE) if isinstance(item, Record)]
    if not found and _beginning(path) in ("{", "["):
        raise Refused("No object could be read. Export as JSON Lines (one object a line), a JSON list, or CSV.")
    return found[:SAMPLE]


def records_in(path: str) -> Iterator[Record | Defect]:
    """Rows that cannot be read are defects; CSV and JSON Lines stream in constant memory. Raises Refused."""
    beginning = _beginning(path)
    if beginning == "{":
        return _lines(path)
    return _list(path) if beginning == "[" else _csv(path)


def _beginning(path: str) -> str:
    lines = (line.lstrip("\ufeff \t") for _, line in lines_of(path, wanted=_WANTED))
    first = next((line for line in lines if line.strip()), "")
    # A header may begin with a bracket, too: [Date],[Title].
    return first[:1] if first[:1] == "{" or first.strip() == "[" or first.startswith(("[{", "[ {")) else ""


def _csv(path: str) -> Iterator[Record]:
    header, body = rows(path)
    names = _unique(header)
    return (Record(f"line {line}", dict(zip(names, cells, strict=False))) for line, cells in body)


def _unique(header: Iterable[str]) -> list[str]:
    names: dict[str, None] = {}
    for number, written in enumerate(header, 1):
        name = written or f"column {number}"
        while name in names:
            name = f"{name} ({number})"
        names[name] = None
    return list(names)


def _lines(path: str) -> Iterator[Record | Defect]:
    for number, line in lines_of(path, wanted=_WANTED):
        if line.strip():
            yield _record(f"line {number}", _parsed(line))


def _list(path: str) -> Iterator[Record | Defect]:
    data = _parsed(text_of(path, wanted=_WANTED, most_bytes=_MOST_LIST))
    if not isinstance(data, list):
        raise Refused(
            "The JSON list is broken or cut off. Export it again, or as JSON Lines: of those, whole lines count."
        )
    for number, value in enumerate(data, 1):
        yield _record(f"record {number}", value)


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _record(place: str, value: Any) -> Record | Defect:
    if isinstance(value, dict):
        return Record(place, dict(islice(_flat(value, "", _DEEPEST), _MOST_COLUMNS)))
    return Defect(place, "This is no JSON object: it is left out.")


def _flat(value: dict[str, Any], before: str, deepest: int) -> Iterator[tuple[str, str]]:
    for key, inner in value.items():
        if isinstance(inner, dict) and deepest:
            yield from _flat(inner, f"{before}{key}.", deepest - 1)
        else:
            yield f"{before}{key}", _text(inner)


def _text(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value).lower()
    if isinstance(value, list):
        return "; ".join(text for text in map(_text, value[:SAMPLE]) if text)
    if isinstance(value, dict):
        return next((str(value[name]) for name in _NAMES if value.get(name)), "")
    return str(value)
