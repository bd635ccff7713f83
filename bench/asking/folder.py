"""A data folder of the benchmark: cases, history and the names of people, as its README describes them."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alongside.knowledge.asking import Change


@dataclass(frozen=True, slots=True)
class Folder:
    name: str
    cases: list[dict[str, Any]]
    history: list[tuple[Change, bool]]
    """Each change, and whether it belongs to the training history; oldest first."""
    aliases: dict[str, str]


def opened(path: Path, cases: str) -> Folder:
    known = json.loads((path / "people.json").read_text())
    history = sorted(_changes(path, known["people"]), key=lambda each: each[0].at)
    name = json.loads((path / "meta.json").read_text())["name"]
    return Folder(name, list(_rows(path / f"{cases}.jsonl")), history, known["aliases"])


def _changes(path: Path, people: list[str]) -> Iterator[tuple[Change, bool]]:
    for row in _rows(path / "history.jsonl.gz"):
        readers = tuple(people[each] for each in row["r"])
        yield Change(row["t"], people[row["a"]], readers, tuple(row["f"])), bool(row["train"])


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    packed = path.suffix == ".gz"
    with gzip.open(path, "rt", encoding="utf-8") if packed else path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())
