"""A GitHub on this machine that answers the questions of the collector out of recorded nodes."""

import json
import re
from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from alongside.evidence.findings import Finding
from alongside.sources.collectors.contract import Checkpoint, Found, Given, Item, Me
from alongside.sources.collectors.github import collector
from alongside.sources.collectors.tests.loopback import Asked, Reply, serving

ANNA = Me(frozenset(["anna berg"]), frozenset(["anna@example.org"]))
TOKEN = "ghp_not_a_real_token"
_WORDS = {"mine": "author:annaberg", "reviewed": "reviewed-by:", "commented": "commenter:", "closed": "assignee:"}


def recorded(name: str) -> Any:
    return json.loads((Path(__file__).with_name("recorded") / f"{name}.json").read_text(encoding="utf-8"))


class Recorded:
    """What is on it. A page has at most so many nodes; the next of a long list is asked for by its node."""

    def __init__(self, *, most: int = 100) -> None:
        self.nodes = {name: recorded(name) for name in _WORDS}
        self.releases = recorded("releases")
        self.rest: dict[str, Any] = {}
        self.indexed: dict[str, str] = {}
        """When the search believes a node was changed last, where that is not so."""
        self.most = most
        self.sizes: list[int] = []

    def answer(self, asked: Asked) -> Reply:
        question = json.loads(asked.body)
        query, variables = question["query"], question["variables"]
        if "viewer {" in query:
            return Reply(body={"data": {"viewer": {"login": "annaberg", "name": "Anna Berg"}}})
        if "releases(" in query:
            return Reply(body=self._releases(variables))
        if "node(id" in query:
            return Reply(body={"data": {"node": self.rest[variables["id"]]}})
        return Reply(body={"data": {"search": self._search(variables)}})

    def _releases(self, variables: Mapping[str, Any]) -> Any:
        name = f"{variables['owner']}/{variables['name']}"
        if name != "example/payments":
            return {"data": {"repository": None}, "errors": [{"type": "NOT_FOUND", "message": f"No {name}."}]}
        page = {"pageInfo": {"hasNextPage": False, "endCursor": None}, "nodes": self.releases}
        return {"data": {"repository": {"nameWithOwner": name, "releases": page}}}

    def _search(self, variables: Mapping[str, Any]) -> Any:
        self.sizes.append(variables["size"])
        nodes = self._found(variables["words"])
        start = int(variables["from"] or 0)
        end = start + min(variables["size"], self.most)
        page = {"hasNextPage": end < len(nodes), "endCursor": str(end)}
        return {"issueCount": len(nodes), "pageInfo": page, "nodes": deepcopy(nodes[start:end])}

    def _found(self, words: str) -> list[Any]:
        strand = next(name for name, word in _WORDS.items() if f" {word}" in f" {words}")
        since = re.findall(r"updated:>=(\S+)", words)[0]
        repository = re.findall(r" repo:(\S+)", words)
        found = [each for each in self.nodes[strand] if self._changed(each) >= since]
        found = [each for each in found if each["repository"]["nameWithOwner"] in (repository or [_name(each)])]
        return sorted(found, key=self._changed)

    def _changed(self, node: Any) -> str:
        return self.indexed.get(node["id"], str(node["updatedAt"]))


def _name(node: Any) -> str:
    return str(node["repository"]["nameWithOwner"])


def collected(github: Recorded, *first: Reply, state: Mapping[str, Any] | None = None, **settings: str) -> list[Item]:
    """All that one run yields; the first replies come before the server answers by itself."""
    with serving({"POST /api/graphql": [*first, github.answer]}) as server:
        given = Given(
            {"address": server.address, "token": TOKEN, **settings},
            ANNA,
            date(2026, 11, 21),
            ZoneInfo("Europe/Berlin"),
            # The port is another in each test; a real server keeps its address.
            {**state, "address": server.address} if state else {},
        )
        return list(collector.collect(given))


def found(items: list[Item]) -> dict[str, Finding]:
    return {each.finding.id: each.finding for each in items if isinstance(each, Found)}


def last_state(items: list[Item]) -> dict[str, Any]:
    return [each for each in items if isinstance(each, Checkpoint)][-1].state
