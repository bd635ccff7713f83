"""A GitLab on this machine, made of recorded answers."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from alongside.evidence.findings import Finding
from alongside.sources.collectors.contract import Checkpoint, Found, Given, Item, Me
from alongside.sources.collectors.gitlab import collector
from alongside.sources.collectors.tests.loopback import Reply, serving

ANNA = Me(frozenset(["anna berg"]), frozenset(["anna@example.org"]), frozenset(["anna-b"]))
BERLIN = ZoneInfo("Europe/Berlin")
TOKEN = "glpat-not-a-real-token"


def recorded(name: str) -> Any:
    return json.loads((Path(__file__).with_name("recorded") / f"{name}.json").read_text(encoding="utf-8"))


def routes() -> dict[str, list[Reply]]:
    """Everything of anna-b's, and nothing that changed since."""
    api = "GET /api/v4"
    found = {
        "/user": recorded("user"),
        "/merge_requests": recorded("merge_requests"),
        "/projects/3/merge_requests/12/commits": recorded("commits_12"),
        "/projects/3/merge_requests/12/approvals": recorded("approvals_12"),
        "/projects/3/merge_requests/12": recorded("merge_request_12"),
        "/projects/3/merge_requests/20": recorded("merge_request_20"),
        "/users/7/events": recorded("events"),
        "/projects/shop%2Fcheckout": recorded("project"),
        "/projects/shop%2Fcheckout/releases": recorded("releases"),
    }
    for number, project in ((13, 3), (4, 4)):
        found[f"/projects/{project}/merge_requests/{number}/commits"] = []
        found[f"/projects/{project}/merge_requests/{number}/approvals"] = {"approved_by": []}
    answers = {f"{api}{path}": [Reply(body=body)] for path, body in found.items()}
    for kind, name in (("author", "opened"), ("assignee", "assigned")):
        query = f"scope=all&state=all&{kind}_id=7&order_by=updated_at&sort=asc&per_page=100"
        answers[f"{api}/issues?{query}"] = [Reply(body=recorded(f"issues_{name}"))]
        answers[f"{api}/projects/3/issues?{query}"] = [Reply(body=recorded(f"issues_{name}"))]
    answers[f"{api}/issues"] = [Reply(body=[])]
    answers[f"{api}/projects/3/issues"] = [Reply(body=[])]
    in_project = [each for each in recorded("merge_requests") if each["project_id"] == 3]
    answers[f"{api}/projects/3/merge_requests"] = [Reply(body=in_project)]
    return answers


def given(address: str, me: Me = ANNA, state: Mapping[str, Any] | None = None, **settings: str) -> Given:
    entered = {"address": address, "token": TOKEN, **settings}
    return Given(entered, me, date(2026, 11, 21), BERLIN, state or {})


def collected(answers: Mapping[str, list[Reply]], **wanted: Any) -> list[Item]:
    with serving(answers) as server:
        return list(collector.collect(given(server.address, **wanted)))


def findings(items: list[Item]) -> dict[str, Finding]:
    return {item.finding.id: item.finding for item in items if isinstance(item, Found)}


def last_state(items: list[Item]) -> dict[str, Any]:
    return [item for item in items if isinstance(item, Checkpoint)][-1].state
