"""A Linear on this machine, as recorded, and runs over it."""

import json
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from alongside.evidence.findings import Finding
from alongside.sources.collectors.contract import Checkpoint, Defect, Found, Given, Item, Me
from alongside.sources.collectors.linear import collector
from alongside.sources.collectors.tests.loopback import Asked, Reply, Server, serving

BERLIN = ZoneInfo("Europe/Berlin")
TOKEN = "lin_api_secret"

type Answers = dict[str, list[Any]]
"""By the name of the question; each a body or a Reply, in turn, the last repeats."""


def recorded() -> Answers:
    read: dict[str, Any] = json.loads((Path(__file__).with_name("recorded") / "answers.json").read_text())
    return {"Viewer": [read["viewer"]], "Issues": read["issues"], "Projects": read["projects"]}


def nothing() -> dict[str, Any]:
    return {"data": {"page": {"pageInfo": {"hasNextPage": False, "endCursor": None}, "nodes": []}}}


def error(code: str, message: str = "no") -> dict[str, Any]:
    return {"errors": [{"message": message, "extensions": {"code": code}}], "data": None}


def collected(
    answers: Answers,
    *,
    state: dict[str, Any] | None = None,
    waits: list[float] | None = None,
    settings: dict[str, str] | None = None,
) -> tuple[list[Item], Server]:
    left = {name: list(turns) for name, turns in answers.items()}
    pause = waits.append if waits is not None else (lambda _: None)
    with serving({"POST /graphql": [lambda asked: _reply(left, asked)]}) as running:
        filled = {"token": TOKEN, "address": f"{running.address}/graphql", **(settings or {})}
        given = Given(filled, Me(), date(2026, 11, 21), BERLIN, state or {}, pause)
        return list(collector.collect(given)), running


def _reply(left: Answers, asked: Asked) -> Reply:
    name = json.loads(asked.body)["query"].split()[1].partition("(")[0]
    turns = left[name]
    turn = turns.pop(0) if len(turns) > 1 else turns[0]
    return turn if isinstance(turn, Reply) else Reply(body=turn)


def variables(server: Server, name: str) -> list[dict[str, Any]]:
    """With what the question of this name was asked."""
    bodies = [json.loads(asked.body) for asked in server.asked]
    return [body["variables"] for body in bodies if f"query {name}" in body["query"]]


def findings(items: list[Item]) -> dict[str, Finding]:
    return {item.finding.id: item.finding for item in items if isinstance(item, Found)}


def defects(items: list[Item]) -> list[Defect]:
    return [item for item in items if isinstance(item, Defect)]


def last_state(items: list[Item]) -> dict[str, Any]:
    return [item.state for item in items if isinstance(item, Checkpoint)][-1]
