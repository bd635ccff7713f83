"""Runs a collector over a file, as the tests of the collectors of files want it."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from alongside.evidence.findings import Finding
from alongside.sources.collectors.contract import (
    Checkpoint,
    Collector,
    Defect,
    Found,
    Given,
    Gone,
    Item,
    Me,
)

ANNA = Me(names=frozenset(["anna berg"]), emails=frozenset(["anna@example.org"]), logins=frozenset(["anna"]))
BERLIN = ZoneInfo("Europe/Berlin")


def given(
    path: Path | str,
    settings: Mapping[str, str] | None = None,
    *,
    state: Mapping[str, Any] | None = None,
    today: date = date(2026, 11, 21),
) -> Given:
    return Given({"file": str(path), **(settings or {})}, ANNA, today, BERLIN, state or {})


def findings(items: Iterable[Item]) -> list[Finding]:
    return [item.finding for item in items if isinstance(item, Found)]


def defects(items: Iterable[Item]) -> list[Defect]:
    return [item for item in items if isinstance(item, Defect)]


def gone(items: Iterable[Item]) -> list[str]:
    return [name for item in items if isinstance(item, Gone) for name in item.ids]


def last_state(items: Iterable[Item]) -> dict[str, Any]:
    return [item.state for item in items if isinstance(item, Checkpoint)][-1]


def cut_off(collector: Collector, asked: Given, after: int) -> tuple[list[Item], dict[str, Any]]:
    """What came until so many findings were there, and the state of the last checkpoint until then."""
    kept: list[Item] = []
    state: dict[str, Any] = {}
    for item in collector.collect(asked):
        kept.append(item)
        state = item.state if isinstance(item, Checkpoint) else state
        if len(findings(kept)) == after:
            break
    return kept, state
