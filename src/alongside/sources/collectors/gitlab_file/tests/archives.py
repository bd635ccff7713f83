"""Makes archives such as GitLab makes, and some that it does not."""

import gzip
import io
import tarfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from alongside.evidence.findings import Finding
from alongside.sources.collectors.contract import Checkpoint, Found, Given, Item, Me
from alongside.sources.collectors.gitlab_file import collector

ANNA = Me(frozenset(["anna berg"]), frozenset(["anna@example.org"]), frozenset(["anna-b"]))
BERLIN = ZoneInfo("Europe/Berlin")
NAMES = ("issues", "merge_requests", "project_members", "releases")


def recorded(name: str) -> bytes:
    return (Path(__file__).with_name("recorded") / f"{name}.ndjson").read_bytes()


def export() -> dict[str, bytes]:
    lists = {f"./tree/project/{name}.ndjson": recorded(name) for name in NAMES}
    return {
        "./VERSION": b"0.2.4",
        "./project.bundle": b"# v2 git bundle\n" * 500,
        "./tree/project.json": b"{}",
        **lists,
    }


def packed(path: Path, files: Mapping[str, bytes]) -> Path:
    path.write_bytes(gzip.compress(tarred(files)))
    return path


def tarred(files: Mapping[str, bytes]) -> bytes:
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w") as archive:
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return content.getvalue()


def given(path: Path, me: Me = ANNA, state: Mapping[str, Any] | None = None, **settings: str) -> Given:
    entered = {"file": str(path), "project": "shop/checkout", "address": "https://gitlab.example.org", **settings}
    return Given(entered, me, date(2026, 11, 21), BERLIN, state or {})


def collected(path: Path, **wanted: Any) -> list[Item]:
    return list(collector.collect(given(path, **wanted)))


def findings(items: list[Item]) -> dict[str, Finding]:
    return {item.finding.id: item.finding for item in items if isinstance(item, Found)}


def last_state(items: list[Item]) -> dict[str, Any]:
    return ([{}] + [item.state for item in items if isinstance(item, Checkpoint)])[-1]
