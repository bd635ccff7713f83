"""A Gerrit on this machine, made of recorded answers."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode
from zoneinfo import ZoneInfo

from alongside.evidence.findings import Finding
from alongside.sources.collectors.contract import Checkpoint, Found, Given, Item, Me
from alongside.sources.collectors.gerrit import collector
from alongside.sources.collectors.tests.loopback import Reply, serving

ANNA = Me(frozenset(["anna berg"]), frozenset(["anna@example.org"]), frozenset(["anna"]))
BERLIN = ZoneInfo("Europe/Berlin")
PASSWORD = "not/a+real-password"
MINE = "owner:1001"
OTHERS = "-owner:1001 (reviewer:1001 OR commentby:1001)"


def recorded(name: str) -> Any:
    return json.loads((Path(__file__).with_name("recorded") / f"{name}.json").read_text(encoding="utf-8"))


def reply(body: Any, status: int = 200) -> Reply:
    return Reply(status, ")]}'\n" + json.dumps(body), {"Content-Type": "application/json; charset=UTF-8"})


def changes(query: str, start: int = 0, base: str = "/a") -> str:
    """The route of a question."""
    options = ("DETAILED_LABELS", "ALL_REVISIONS", "CURRENT_COMMIT", "MESSAGES", "DETAILED_ACCOUNTS")
    asked = [("q", query), ("n", 50), ("S", start), *(("o", option) for option in options)]
    return f"GET {base}/changes/?{urlencode(asked)}"


def routes(base: str = "/a") -> dict[str, list[Reply]]:
    """Everything of Anna's, and nothing that changed since."""
    return {
        f"GET {base}/accounts/self/detail": [reply(recorded("account"))],
        changes(MINE, base=base): [reply(recorded("changes"))],
        changes(OTHERS, base=base): [reply(recorded("reviews"))],
        f"GET {base}/changes/": [reply([])],
    }


def questions(paths: list[str]) -> list[str]:
    asked = [parse_qs(path.partition("?")[2]) for path in paths if "/changes/" in path]
    return [each["q"][0] for each in asked]


def given(address: str, me: Me = ANNA, state: Mapping[str, Any] | None = None, **settings: str) -> Given:
    entered = {"address": address, "user": "anna", "password": PASSWORD, **settings}
    return Given(entered, me, date(2026, 11, 21), BERLIN, state or {})


def collected(answers: Mapping[str, list[Reply]], **wanted: Any) -> list[Item]:
    with serving(answers) as server:
        return list(collector.collect(given(server.address, **wanted)))


def findings(items: list[Item]) -> dict[str, Finding]:
    return {item.finding.id: item.finding for item in items if isinstance(item, Found)}


def last_state(items: list[Item]) -> dict[str, Any]:
    return ([{}] + [item.state for item in items if isinstance(item, Checkpoint)])[-1]
