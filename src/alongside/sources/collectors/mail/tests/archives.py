"""Recorded archives, mails made up on the spot, and one run over them."""

import json
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from alongside.evidence.findings import Finding
from alongside.sources.collectors.contract import Checkpoint, Defect, Found, Given, Item, Me
from alongside.sources.collectors.mail import collector

RECORDED = Path(__file__).with_name("recorded")
BUILDS = RECORDED / "builds.mbox"
ANNA = Me(frozenset(("anna berg",)), frozenset(("anna@example.org",)))
_LINE = b"From mboxrd@z Thu Jan  1 00:00:00 1970\n"


def mail(body: str | bytes = "Hello", *, number: int = 1, **headers: Any) -> bytes:
    told = {
        "From": "Anna Berg <anna@example.org>",
        "Subject": "Hello",
        "Date": "Mon, 02 Nov 2026 10:00:00 +0100",
        "Message-ID": f"<m{number}@example.org>",
        "List-Id": "<builds.lists.example.org>",
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\n" for name, value in told.items() if value)
    content = body.encode() if isinstance(body, str) else body
    return _LINE + head.encode("utf-8", "surrogateescape") + b"\n" + content + b"\n\n"


def written(place: Path, *mails: bytes) -> Path:
    path = place / "list.mbox"
    path.write_bytes(b"".join(mails))
    return path


def given(path: Path, *, me: Me = ANNA, state: Any = None, **settings: str) -> Given:
    told = {"file": str(path), **settings}
    return Given(told, me, date(2026, 11, 21), ZoneInfo("Europe/Berlin"), state or {})


def collected(path: Path, *, me: Me = ANNA, state: Any = None, **settings: str) -> list[Item]:
    return list(collector.collect(given(path, me=me, state=state, **settings)))


def found(items: list[Item], kind: str = "") -> list[Finding]:
    return [item.finding for item in items if isinstance(item, Found) and kind in ("", item.finding.kind)]


def only(path: Path) -> Finding:
    (finding,) = found(collected(path))
    return finding


def defects(items: list[Item]) -> list[str]:
    return [f"{item.place}: {item.message}" for item in items if isinstance(item, Defect)]


def last_state(items: list[Item]) -> dict[str, Any]:
    states = [item.state for item in items if isinstance(item, Checkpoint)]
    state: dict[str, Any] = json.loads(json.dumps(states[-1])) if states else {}
    return state
