"""The text that did prints, as nouns: reports over a period, of users, with sections of bullets.

Read as did/cli.py, did/utils.py and did/stats.py print it: "Status report for the week 03 (2025-01-13 to 2025-01-19).",
each user between two rules, "* Work on search: 3 commits" and below it, four spaces in (two in Markdown), its bullets.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from alongside.sources.collectors.contract import Defect

_REPORT = re.compile(
    r"\s*Status report for (?P<period>.{0,200}?) \((?P<since>\d{4}-\d\d-\d\d) to (?P<until>\d{4}-\d\d-\d\d)\)"
)
_BULLET = re.compile(r"(?P<indent> *)\* (?P<text>.*)")
_HEADING = re.compile(r"(?P<name>.*?)(?:: (?P<count>\d{1,9}|\?)(?P<rest>(?: |$).*))?$")
_USERS = re.compile(r"Users: \d+$")
_TOTAL = "Total Report"
_DEEPEST_ITEM = 4
_MOST_BODY_LINES = 1_000


@dataclass(slots=True)
class Bullet:
    line: int
    text: str
    below: list[str] = field(default_factory=list)
    """Lines under it: folders of --verbose, bodies of --full-message, times worked."""


@dataclass(slots=True)
class Section:
    line: int
    name: str
    count: int | None
    """As the report says it; None where it says none."""
    failed: bool
    bullets: list[Bullet] = field(default_factory=list)


@dataclass(slots=True)
class Part:
    """Of a report: what one user did, or several together."""

    line: int
    period: str
    since: date
    until: date
    users: list[str] = field(default_factory=list)
    total: bool = False
    sections: list[Section] = field(default_factory=list)


def parts_of(lines: Iterable[tuple[int, str]]) -> Iterator[Part | Defect]:
    """In the order of the file, which may hold several reports one after another."""
    reader = _Reader()
    for number, line in lines:
        yield from reader.take(number, line)
    yield from reader.finished()


class _Reader:
    def __init__(self) -> None:
        self._part: Part | None = None
        self._before = ("", "")
        self._listing_users = False

    def take(self, number: int, line: str) -> Iterator[Part | Defect]:
        report, bullet = _REPORT.match(line), _BULLET.fullmatch(line)
        if report:
            yield from self.finished()
            yield from self._begin(number, report)
        elif self._part and _is_rule(line) and self._before[0] == line and self._before[1].startswith(" "):
            yield from self._next_user(number, self._part, self._before[1].strip())
        elif self._part and bullet and len(bullet["indent"]) <= _DEEPEST_ITEM:
            self._bullet(number, self._part, bullet)
        elif self._part and line.strip():
            _add_below(self._part, line)
        self._before = (self._before[1], line)

    def finished(self) -> Iterator[Part]:
        if self._part and (self._part.sections or self._part.users):
            yield self._part
        self._part = None

    def _begin(self, number: int, report: re.Match[str]) -> Iterator[Defect]:
        try:
            since, until = date.fromisoformat(report["since"]), date.fromisoformat(report["until"])
        except ValueError:
            yield Defect(f"line {number}", "The period of this report has a day that no calendar has: it is left out.")
        else:
            self._part = Part(number, report["period"], since, until)

    def _next_user(self, number: int, part: Part, name: str) -> Iterator[Part]:
        # The name itself was read as a line below the last bullet of the user before.
        if part.sections and part.sections[-1].bullets:
            below = part.sections[-1].bullets[-1].below
            while below and (_is_rule(below[-1]) or below[-1].strip() == name):
                below.pop()
        yield from self.finished()
        users, total = ([], True) if name == _TOTAL else ([name], False)
        self._part = Part(number, part.period, part.since, part.until, users, total)

    def _bullet(self, number: int, part: Part, bullet: re.Match[str]) -> None:
        text, deep = bullet["text"].strip(), len(bullet["indent"]) > 1
        if not deep:
            self._listing_users = part.total and _USERS.match(text) is not None
            if not self._listing_users:
                part.sections.append(_section(number, text))
        elif self._listing_users:
            part.users.append(text)
        elif part.sections:
            part.sections[-1].bullets.append(Bullet(number, text))


def _section(number: int, text: str) -> Section:
    found = _HEADING.match(text)
    count = found["count"] if found else None
    if not found or count is None:
        return Section(number, text, None, failed=False)
    of_pages = " of " in found["rest"]
    told = int(count) if count != "?" and not of_pages else None
    return Section(number, found["name"], told, failed=count == "?")


def _add_below(part: Part, line: str) -> None:
    if part.sections and part.sections[-1].bullets:
        below = part.sections[-1].bullets[-1].below
        if len(below) < _MOST_BODY_LINES:
            below.append(line)


def _is_rule(line: str) -> bool:
    return len(line) >= 3 and not any(letter.isalnum() or letter.isspace() for letter in line)
