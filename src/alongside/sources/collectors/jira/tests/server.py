"""A Jira on this machine, as recorded, and runs over it."""

import json
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from alongside.evidence.findings import Finding
from alongside.sources.collectors.contract import Checkpoint, Defect, Found, Given, Item, Me
from alongside.sources.collectors.jira import collector
from alongside.sources.collectors.tests.loopback import Reply, Server, serving

BERLIN = ZoneInfo("Europe/Berlin")
TOKEN = "secret-token"

type Routes = dict[str, list[Reply]]


def recorded(name: str) -> dict[str, Any]:
    path = Path(__file__).with_name("recorded") / name
    read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return read


def cloud(pages: list[Any] | None = None) -> Routes:
    record = recorded("cloud.json")
    return {**_about(record, 3), "GET /rest/api/3/search/jql": [Reply(body=page) for page in pages or record["pages"]]}


def server(pages: list[Any] | None = None) -> Routes:
    record = recorded("server.json")
    return {**_about(record, 2), "GET /rest/api/2/search": [Reply(body=page) for page in pages or [page_of(record)]]}


def page_of(record: dict[str, Any], start: int = 0, end: int | None = None) -> dict[str, Any]:
    issues = record["issues"]
    return {"startAt": start, "maxResults": 50, "total": len(issues), "issues": issues[start:end]}


def _about(record: dict[str, Any], version: int) -> Routes:
    names = ("myself", "field", "status")
    about = {f"GET /rest/api/{version}/{name}": [Reply(body=record[name])] for name in names}
    return {"GET /rest/api/2/serverInfo": [Reply(body=record["serverInfo"])], **about}


def given(
    address: str,
    *,
    state: dict[str, Any] | None = None,
    waits: list[float] | None = None,
    settings: dict[str, str] | None = None,
) -> Given:
    filled = {"address": address, "email": "anna@example.org", "token": TOKEN, **(settings or {})}
    pause = waits.append if waits is not None else (lambda _: None)
    return Given(filled, Me(), date(2026, 11, 21), BERLIN, state or {}, pause)


def collected(routes: Routes, *, state: dict[str, Any] | None = None, **settings: str) -> tuple[list[Item], Server]:
    with serving(routes) as running:
        return list(collector.collect(given(running.address, state=state, settings=settings))), running


def findings(items: list[Item]) -> dict[str, Finding]:
    return {item.finding.id: item.finding for item in items if isinstance(item, Found)}


def defects(items: list[Item]) -> list[Defect]:
    return [item for item in items if isinstance(item, Defect)]


def last_state(items: list[Item]) -> dict[str, Any]:
    return [item.state for item in items if isinstance(item, Checkpoint)][-1]
