"""What is worth telling first, and why, in words from the record."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import log2
from typing import NamedTuple

from alongside.evidence.work.facts import Facts
from alongside.evidence.work.kinds import WEIGHT, Kind
from alongside.evidence.work.material import HELPING, Group
from alongside.evidence.work.titles import title_of
from alongside.evidence.work.wording import counted, joined, listed

LONG_ENOUGH = timedelta(days=30)
_HARD_LINES, _HARD_FOLDERS = 200, 4


@dataclass(frozen=True, slots=True)
class Ranked:
    group: Group
    title: str
    kind: Kind
    score: float
    why: tuple[str, ...]
    is_trivial: bool = False


class _Point(NamedTuple):
    score: float
    why: str = ""


def rank(groups: Iterable[Group], *, until: datetime, since: datetime | None = None) -> tuple[Ranked, ...]:
    """Groups with a deed in `since` ≤ on < `until`, the ones most worth telling first.

    Groups that ended before serve as the past, against which "first work in …" is told.
    """
    known = [group for group in groups if group.first < until]
    fresh = _first_folders(known, since)
    told = [group for group in known if since is None or group.last >= since]
    return tuple(sorted((_ranked(group, fresh.get(group.key, [])) for group in told), key=_order))


def _order(ranked: Ranked) -> tuple[float, float, str]:
    """Of two that weigh the same, the later one first."""
    return -ranked.score, -ranked.group.last.timestamp(), ranked.group.key


def _ranked(group: Group, fresh: list[str]) -> Ranked:
    facts = Facts(group)
    points = [*_worth(facts), *_first_in(fresh)]
    said = sorted((point for point in points if point.why), key=lambda point: -abs(point.score))
    why = tuple(point.why for point in said)
    score = sum(point.score for point in points)
    return Ranked(group, title_of(group), facts.kind, round(score, 3), why, facts.is_trivial)


def _worth(facts: Facts) -> Iterator[_Point]:
    yield _kind(facts)
    yield from _breadth(facts)
    yield from _size(facts)
    yield from _endurance(facts)
    yield from _people(facts)
    yield from _tickets(facts)
    yield from _results(facts)
    yield from _setbacks(facts)
    yield from _help(facts)


def _kind(facts: Facts) -> _Point:
    words = {"incident": "an incident", "migration": "a migration"}
    if facts.kind == "refactoring" and _is_hard(facts):
        where = f"a refactoring across {counted(len(facts.code_folders), 'folder')}"
        return _Point(WEIGHT["refactoring"] + 1.0, where if len(facts.code_folders) > 1 else "a large refactoring")
    return _Point(WEIGHT[facts.kind], words.get(facts.kind, ""))


def _is_hard(facts: Facts) -> bool:
    return facts.lines.get("code", 0) >= _HARD_LINES or len(facts.code_folders) >= _HARD_FOLDERS


def _breadth(facts: Facts) -> Iterator[_Point]:
    folders = counted(len(facts.folders), "folder")
    score = 1.2 * len(facts.parts) + 0.35 * log2(1 + min(len(facts.folders), 12))
    if len(facts.parts) > 1 or (len(facts.folders) > 3 and facts.kind != "refactoring"):
        touched = listed(facts.parts) or "files"
        yield _Point(score, f"touches {touched} in {folders}")
    elif facts.folders:
        yield _Point(score)


def _size(facts: Facts) -> Iterator[_Point]:
    code = facts.lines.get("code", 0)
    yield _Point(0.35 * log2(1 + min(code, 1500)), f"{code} lines of code changed" if code >= _HARD_LINES else "")
    yield _Point(0.15 * log2(1 + min(facts.lines.get("docs", 0), 200)))
    yield _Point(0.10 * log2(1 + facts.prose))


def _endurance(facts: Facts) -> Iterator[_Point]:
    commits = len(facts.works)
    if commits > 1:
        days = f" over {counted(facts.group.days, 'day')}" if facts.group.days > 1 else ""
        yield _Point(0.15 * log2(min(commits, 16)), f"{counted(commits, 'commit')}{days}")


def _people(facts: Facts) -> Iterator[_Point]:
    if together := facts.people("co-author"):
        yield _Point(0.4, f"together with {joined(together)}")
    if reviewed := facts.people("reviewer"):
        yield _Point(0.1, f"reviewed by {joined(reviewed)}")
    if reported := facts.people("reporter"):
        yield _Point(0.2, f"reported by {joined(reported)}")


def _tickets(facts: Facts) -> Iterator[_Point]:
    if facts.closed:
        yield _Point(0.2, f"closes {joined(facts.closed)}")


def _results(facts: Facts) -> Iterator[_Point]:
    if facts.measured:
        yield _Point(0.8, f"says “{facts.measured}”")


def _setbacks(facts: Facts) -> Iterator[_Point]:
    if facts.is_trivial:
        yield _Point(-3.0)
    if facts.is_taken_back:
        yield _Point(-2.0, "taken back in the end")
    elif facts.reverts:
        yield _Point(0.3, f"reverted {counted(facts.reverts, 'time', once=True)} on the way")


def _help(facts: Facts) -> Iterator[_Point]:
    if facts.kind == "review":
        times = Counter(deed.kind for deed in facts.group.deeds if deed.kind in HELPING)
        said = listed([counted(number, kind) for kind, number in sorted(times.items(), reverse=True)])
        names = joined(facts.people("helped"))
        yield _Point(1.0 + 0.8 * log2(times.total()), f"{said} for {names}" if names else said)


def _first_in(fresh: list[str]) -> Iterator[_Point]:
    if fresh:
        yield _Point(0.5, f"first work in {joined(fresh)}")


def _first_folders(groups: list[Group], since: datetime | None) -> dict[str, list[str]]:
    """Key → code folders that nobody here touched before; silent where the past is too short to know."""
    if not groups or since is None or since - min(group.first for group in groups) < LONG_ENOUGH:
        return {}
    met: set[str] = set()
    fresh: dict[str, list[str]] = {}
    for group in sorted(groups, key=lambda group: (group.first, group.key)):
        folders = Facts(group).code_folders - met
        fresh[group.key] = sorted(folders, key=lambda folder: (folder.count("/"), folder))
        met |= folders
    return fresh
