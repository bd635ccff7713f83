"""A collector as somebody else's package brings it: reads a file with one day and one sentence a line, and where a
`@login` stands before the sentence, only theirs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

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
    Progress,
    Refused,
    Setting,
)


@dataclass
class Met:
    """What the collector was given, for a test to look at, and what is done while it reads a line."""

    given: list[Given] = field(default_factory=list)
    meanwhile: dict[str, Callable[[], object]] = field(default_factory=dict)
    """By the line."""


MET = Met()


def collect(given: Given) -> Iterator[Item]:
    MET.given.append(given)
    lines = Path(given.settings["file"]).read_text().splitlines()
    if "secret" in given.settings and given.settings["secret"] != "open sesame":
        raise Refused("The diary is locked. Give the right word.")
    for number, line in enumerate(lines[given.state.get("read", 0) :], start=given.state.get("read", 0) + 1):
        MET.meanwhile.pop(line, bool)()
        yield Progress("lines", number, len(lines))
        yield from _read(number, line, given.me)
        yield Checkpoint({"read": number})
    given.pause(0)


def _read(number: int, line: str, me: Me) -> Iterator[Item]:
    day, _, text = line.partition(" ")
    login, _, said = text.removeprefix("@").partition(" ")
    if text.startswith("@"):
        if not me.is_among(logins=[login]):
            return
        text = said
    if day == "gone":
        yield Gone((text,), "diary")
    elif day == "break":
        raise RuntimeError(text)
    elif len(day) != len("2025-01-15"):
        yield Defect(f"line {number}", "There is no day in front.")
    else:
        yield Found(Finding(f"line-{text}", "note", text, datetime.fromisoformat(day).replace(tzinfo=UTC)), "diary")


collector = Collector(
    name="diary",
    title="Diary",
    about="One day a line.",
    settings=(Setting("file", "File", "file"), Setting("secret", "Word", "secret", required=False)),
    collect=collect,
    guide="# A diary\n\nWrite one day a line.",
)


def _collect_online(given: Given) -> Iterator[Item]:
    yield Found(Finding("1", "note", given.settings["address"], datetime(2025, 1, 15, tzinfo=UTC)), "diary")
    yield Checkpoint({})


online = Collector(
    name="online-diary",
    title="Online diary",
    about="One day.",
    settings=(Setting("address", "Address", "address", default="https://diary.example.org"),),
    collect=_collect_online,
)
