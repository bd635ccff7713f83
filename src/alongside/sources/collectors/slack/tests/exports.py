"""The recorded export as a zip, whole or spoiled."""

import io
import json
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from alongside.evidence.findings import Finding
from alongside.sources.collectors.contract import Checkpoint, Defect, Found, Given, Item, Me
from alongside.sources.collectors.slack import collector

RECORDED = Path(__file__).with_name("recorded") / "export"
ANNA = Me(frozenset(("anna berg",)), frozenset(("anna@example.org",)), frozenset(("anna",)))


def recorded() -> dict[str, bytes]:
    return {
        path.relative_to(RECORDED).as_posix(): path.read_bytes()
        for path in sorted(RECORDED.rglob("*"))
        if path.is_file()
    }


def zipped(place: Path, members: Mapping[str, bytes], *, top: str = "") -> Path:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(top + name), content, zipfile.ZIP_DEFLATED)
    path = place / "export.zip"
    path.write_bytes(data.getvalue())
    return path


def given(path: Path, channels: str = "#general\nhelp-builds", *, me: Me = ANNA, state: Any = None) -> Given:
    return Given(
        settings={"file": str(path), "channels": channels},
        me=me,
        today=date(2026, 11, 21),
        zone=ZoneInfo("Europe/Berlin"),
        state=state or {},
    )


def collected(path: Path, channels: str = "#general\nhelp-builds", *, me: Me = ANNA, state: Any = None) -> list[Item]:
    return list(collector.collect(given(path, channels, me=me, state=state)))


def found(items: list[Item]) -> list[Finding]:
    return [item.finding for item in items if isinstance(item, Found)]


def defects(items: list[Item]) -> list[Defect]:
    return [item for item in items if isinstance(item, Defect)]


def last_state(items: list[Item]) -> dict[str, Any]:
    states = [item.state for item in items if isinstance(item, Checkpoint)]
    state: dict[str, Any] = json.loads(json.dumps(states[-1])) if states else {}
    return state
