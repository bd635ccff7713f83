"""Makes a realistic history of a made-up team, the same every time, for benches and journeys.

    python tests/histories.py PATH --years 5 --commits 2000

Several people work on topic branches that are merged, name tickets, review and help each other, ship, fix, revert.
It goes through git fast-import: 150,000 commits take about a minute and a half.
"""

import argparse
import os
import random
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import IO, cast


@dataclass(frozen=True)
class Person:
    name: str
    email: str
    zone: str = "+0100"
    weight: int = 10
    areas: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>"


ENGINEER = Person("Engineer", "engineer@example.org", "+0100", 24, ("checkout", "payments"))
MANAGER = Person("Manager", "manager@example.org", "+0100", 4, ("docs",))
TEAM = (
    ENGINEER,
    MANAGER,
    Person("Ada Example", "ada@example.org", "+0100", 16, ("search", "catalogue")),
    Person("Bilal Example", "bilal@example.org", "+0530", 16, ("accounts", "api")),
    Person("Chloé Example", "chloe@example.org", "+0100", 12, ("mobile", "checkout")),
    Person("Dmitri Example", "dmitri@example.org", "+0200", 10, ("deploy", "alerts")),
    Person("Eun-ji Example", "eunji@example.org", "+0900", 8, ("reports", "billing")),
    Person("Farid Example", "farid@example.org", "-0500", 6, ("imports", "api")),
)
AREAS = (
    *("checkout", "payments", "search", "catalogue", "accounts", "api", "mobile", "deploy", "alerts"),
    *("reports", "billing", "imports"),
)
TODAY = date(2026, 11, 20)


@dataclass(frozen=True)
class Theme:
    """What a topic is about: its branch word and its subjects, of which a topic takes some in this order."""

    slug: str
    title: str
    kind: str
    subjects: tuple[str, ...]
    why: str


THEMES = (
    Theme(
        *("cache", "Cache the {thing} lookup", "feature"),
        (
            "Measure the {thing} lookup",
            "Cache the {thing} lookup",
            "Expire stale {thing} entries",
            "Test the {thing} cache",
        ),
        "Every request asked the database for the same {thing}. p95 of {area} falls from {before} ms to {after} ms.",
    ),
    Theme(
        *("retry", "Retry a failed {thing}", "fix"),
        ("Show that a failed {thing} is lost", "Retry a failed {thing} three times", "Log why a {thing} failed"),
        "About {after} {area} calls a day failed for good although a second try would have worked.",
    ),
    Theme(
        *("export", "Export each {thing} as CSV", "feature"),
        (
            "Add a {thing} export",
            "Quote {thing} fields that hold a comma",
            "Stream the {thing} export",
            "Explain the {thing} export",
        ),
        "Support copied them by hand, {after} times a week.",
    ),
    Theme(
        *("split", "Split the {thing} module", "refactoring"),
        (
            "Move {thing} rules out of the view",
            "Split the {thing} module",
            "Drop the old {thing} names",
            "Rename {thing} tests",
        ),
        "Nobody dared to touch it: {before} lines in one file.",
    ),
    Theme(
        *("crash", "Fix the crash on an empty {thing}", "fix"),
        ("Fix the crash on an empty {thing}", "Test an empty {thing}"),
        "Reported by {after} customers since Monday.",
    ),
    Theme(
        *("guide", "Write a guide to the {thing}", "docs"),
        ("Begin a guide to the {thing}", "Add examples to the {thing} guide", "Correct the {thing} guide"),
        "New colleagues ask about it every month.",
    ),
    Theme(
        *("migrate", "Move {thing} to the new storage", "migration"),
        (
            *(
                "Write {thing} to both storages",
                "Compare {thing} in both storages",
                "Read {thing} from the new storage",
            ),
            *(
                "Stop writing {thing} to the old storage",
                "Remove the old {thing} storage",
                "Document the {thing} storage",
            ),
        ),
        "The old storage is switched off at the end of the quarter; it costs {before} € a month.",
    ),
    Theme(
        *("alert", "Alert when a {thing} is late", "incident"),
        (
            "Count late {thing} jobs",
            "Alert when a {thing} is late",
            "Tell in the runbook what to do about a late {thing}",
        ),
        "After the outage: it went unnoticed for {after} minutes.",
    ),
)
THINGS = (
    *(
        "invoice",
        "voucher",
        "session",
        "address",
        "refund",
        "basket",
        "price",
        "profile",
        "product",
        "report",
        "webhook",
    ),
    *(
        "token",
        "receipt",
        "schedule",
        "notification",
        "import",
        "subscription",
        "filter",
        "upload",
        "ranking",
        "balance",
    ),
)
TRACKERS = {"checkout": "PAY", "payments": "PAY", "billing": "PAY", "search": "FIND", "catalogue": "FIND"}


def realistic(
    path: str | Path,
    *,
    years: float = 5,
    commits_per_week: float = 8,
    people: tuple[Person, ...] = TEAM,
    until: date = TODAY,
    bare: bool = False,
    seed: int = 1,
) -> Path:
    """A repository with branch main, checked out unless bare, whose last commit is of the week of `until`."""
    folder = Path(path)
    _git(folder.parent, "init", "--quiet", *(["--bare"] if bare else []), "-b", "main", str(folder.absolute()))
    writer = _Writer(folder)
    story = _Story(writer, people, random.Random(seed))
    story.begin(until - timedelta(weeks=round(years * 52)))
    for moment in _moments(story.random, years, commits_per_week, until):
        story.go_on(moment)
    writer.close()
    if not bare:
        _git(folder, "reset", "--quiet", "--hard", "main")
    return folder


def _moments(dice: random.Random, years: float, commits_per_week: float, until: date) -> Iterator[datetime]:
    """Working hours, busier and quieter weeks, hardly anything around the turn of the year."""
    weeks = max(1, round(years * 52))
    for week in range(weeks, 0, -1):
        monday = until - timedelta(days=until.weekday(), weeks=week - 1)
        quiet = 0.2 if (monday.month, monday.day // 24) in ((12, 1),) else 1.0
        share = commits_per_week * quiet * dice.uniform(0.6, 1.4)
        count = int(share) + (dice.random() < share % 1)
        last_day = min(4, (until - monday).days)
        start = datetime.combine(monday, datetime.min.time(), UTC)
        yield from sorted(
            start + timedelta(days=dice.randint(0, last_day), seconds=dice.randint(7 * 3600, 17 * 3600))
            for _ in range(count)
        )


@dataclass
class _Topic:
    person: Person
    area: str
    theme: Theme
    thing: str
    ticket: str
    subjects: list[str]
    tip: int
    branch: str
    changed: dict[str, int] = field(default_factory=dict)
    done: list[tuple[int, str, str]] = field(default_factory=list)

    def said(self, text: str, dice: random.Random) -> str:
        before = dice.randrange(200, 1900, 50)
        return text.format(thing=self.thing, area=self.area, before=before, after=max(3, before // dice.randint(2, 9)))


class _Story:
    """Who does what next. Each topic has its area to itself until it is merged, so that merges never conflict."""

    def __init__(self, writer: "_Writer", people: tuple[Person, ...], dice: random.Random) -> None:
        self.writer, self.people, self.random = writer, people, dice
        self.files: dict[str, list[str]] = {}
        self.topics: dict[Person, _Topic] = {}
        self.tip = 0
        self.numbers = 100
        self.releases = 0
        self.last_release: datetime | None = None
        self.done: list[tuple[int, str, str]] = []

    def begin(self, day: date) -> None:
        moment = datetime.combine(day - timedelta(days=day.weekday() + 3), datetime.min.time(), UTC)
        paths = ["README.md", *(f"docs/{area}.md" for area in AREAS)]
        paths += [f"{folder}/{area}.py" for area in AREAS for folder in ("src", "tests")]
        changes = {path: self._edited(path) for path in paths}
        changes["docs/logo.png"] = self.writer.blob(b"\x89PNG\r\n\x1a\n\0" + self.random.randbytes(900))
        self.tip = self._commit("main", 0, self.people[0], moment, "Begin", changes)

    def go_on(self, moment: datetime) -> None:
        person = self.random.choices(self.people, [one.weight for one in self.people])[0]
        topic = self.topics.get(person) or self._opened(person)
        if topic is None:
            self._small_thing(person, moment)
        elif topic.subjects:
            self._step(topic, moment)
        else:
            self._merge(topic, moment)
        self._release(moment)

    def _opened(self, person: Person) -> _Topic | None:
        taken = {topic.area for topic in self.topics.values()}
        usual = [area for area in person.areas if area in AREAS and area not in taken]
        free = usual if usual and self.random.random() < 0.85 else [area for area in AREAS if area not in taken]
        if not free or self.random.random() < 0.25:
            return None
        area, theme, thing = self.random.choice(free), self.random.choice(THEMES), self.random.choice(THINGS)
        self.numbers += self.random.randint(1, 4)
        ticket = f"{TRACKERS[area]}-{self.numbers}" if area in TRACKERS else f"#{self.numbers}"
        count = self.random.randint(max(1, len(theme.subjects) - 2), len(theme.subjects))
        branch = f"{area}-{thing}-{theme.slug}-{self.numbers}"
        topic = _Topic(person, area, theme, thing, ticket, list(theme.subjects[:count]), self.tip, branch)
        self.topics[person] = topic
        return topic

    def _step(self, topic: _Topic, moment: datetime) -> None:
        subject = topic.said(topic.subjects.pop(0), self.random)
        first = topic.branch if topic.changed else ""
        if topic.ticket.startswith("#"):
            end = f"\n\nFixes {topic.ticket}" if not topic.subjects else ""
            message = f"{topic.area}: {subject}{end}"
        else:
            message = f"{topic.ticket}: {subject}"
        if self.random.random() < 0.4 or not first:
            message += "\n\n" + topic.said(topic.theme.why, self.random)
        message += self._trailers(topic.person)
        changes = self._worked(topic)
        topic.changed |= changes
        topic.tip = self._commit(topic.branch, topic.tip, topic.person, moment, message, changes)
        topic.done.append((topic.tip, message.partition("\n")[0], f"src/{topic.area}.py"))

    def _worked(self, topic: _Topic) -> dict[str, int]:
        area, thing = topic.area, topic.thing
        places = {"docs": [f"docs/{area}.md", f"docs/{thing}.md"]}.get(
            topic.theme.kind,
            [f"src/{area}.py", f"src/{area}/{thing}.py", f"tests/test_{area}_{thing}.py", f"docs/{area}.md"],
        )
        chosen = self.random.sample(places, self.random.randint(1, min(3, len(places))))
        return {path: self._edited(path, more=self.random.random() < 0.3) for path in chosen}

    def _merge(self, topic: _Topic, moment: datetime) -> None:
        del self.topics[topic.person]
        self.done = [*self.done, *topic.done][-5:]
        reviewer = self._other(topic.person)
        by = reviewer if self.random.random() < 0.3 else topic.person
        title = topic.said(topic.theme.title, self.random)
        message = f"Merge branch '{topic.branch}'\n\n{topic.ticket}: {title}\n\nReviewed-by: {reviewer}"
        self.tip = self._commit("main", self.tip, by, moment, message, topic.changed, merged=topic.tip)
        self.writer.delete(topic.branch)

    def _small_thing(self, person: Person, moment: datetime) -> None:
        roll = self.random.random()
        if roll < 0.12 and self.done:
            reverted, subject, path = self.random.choice(self.done)
            why = "It made the nightly run fail."
            message = f'Revert "{subject}"\n\nThis reverts commit {self.writer.hash_of(reverted)}.\n\n{why}'
            changes: dict[str, int] = {"docs/reverts.md": self._edited("docs/reverts.md")}
            if not any(topic.area in path for topic in self.topics.values()):
                changes[path] = self._edited(path)
        elif roll < 0.3:
            message = f"Update dependencies of week {moment.isocalendar().week}"
            changes = {"uv.lock": self._edited("uv.lock", more=True)}
        else:
            page = self.random.choice(THINGS)
            message = self.random.choice(("Fix a typo about the {}", "Say more about the {}", "Correct the {} example"))
            message = message.format(page)
            changes = {f"docs/notes/{page}.md": self._edited(f"docs/notes/{page}.md")}
        self.tip = self._commit("main", self.tip, person, moment, message + self._trailers(person), changes)

    def _release(self, moment: datetime) -> None:
        if self.last_release is None or moment - self.last_release > timedelta(days=45):
            self.last_release = moment
            self.releases += 1
            self.writer.tag(f"v1.{self.releases}", self.tip, moment)

    def _trailers(self, person: Person) -> str:
        lines = []
        if self.random.random() < 0.08:
            lines.append(f"Co-authored-by: {self._other(person)}")
        if self.random.random() < 0.05:
            lines.append(f"Helped-by: {self._other(person)}")
        if self.random.random() < 0.04:
            lines.append(f"Reported-by: {self._other(person)}")
        if self.random.random() < 0.45:
            lines.append(f"Reviewed-by: {self._other(person)}")
        return "\n\n" + "\n".join(lines) if lines else ""

    def _other(self, person: Person) -> Person:
        others = [one for one in self.people if one is not person] or [person]
        return self.random.choice(others)

    def _edited(self, path: str, *, more: bool = False) -> int:
        lines = self.files.setdefault(path, [f"# {path}"])
        for _ in range(self.random.randint(3, 25) if more else self.random.randint(1, 6)):
            line = f"{self.random.choice(THINGS)}_{self.random.randrange(10_000)} = {self.random.randrange(1_000)}"
            if len(lines) > 60 or (len(lines) > 5 and self.random.random() < 0.4):
                lines[self.random.randrange(1, len(lines))] = line
            else:
                lines.insert(self.random.randint(1, len(lines)), line)
        return self.writer.blob("\n".join([*lines, ""]).encode())

    def _commit(
        self,
        branch: str,
        parent: int,
        person: Person,
        moment: datetime,
        message: str,
        changes: dict[str, int],
        merged: int = 0,
    ) -> int:
        later = timedelta(hours=self.random.choice((0, 0, 0, 0, 0, 0, 0, 1, 3)) if not merged else 0)
        return self.writer.commit(branch, parent, person, (moment - later, moment), message, changes, merged)


class _Writer:
    """The stream of git fast-import."""

    def __init__(self, folder: Path) -> None:
        command = (
            "git",
            "-C",
            str(folder.absolute()),
            "-c",
            "core.compression=1",
            "fast-import",
            "--quiet",
            "--depth=20",
            "--cat-blob-fd=1",
        )
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=_clean())
        self.stream = cast(IO[bytes], self.process.stdin)
        self.mark = 0

    def blob(self, content: bytes) -> int:
        self.mark += 1
        self.stream.write(b"blob\nmark :%d\ndata %d\n%b\n" % (self.mark, len(content), content))
        return self.mark

    def commit(
        self,
        branch: str,
        parent: int,
        person: Person,
        moments: tuple[datetime, datetime],
        message: str,
        changes: dict[str, int],
        merged: int,
    ) -> int:
        self.mark += 1
        authored, committed = (int(moment.timestamp()) for moment in moments)
        text = (message + "\n").encode()
        head = f"commit refs/heads/{branch}\nmark :{self.mark}\n"
        head += f"author {person} {authored} {person.zone}\ncommitter {person} {committed} {person.zone}\n"
        parents = (f"from :{parent}\n" if parent else "") + (f"merge :{merged}\n" if merged else "")
        edits = "".join(f"M 100644 :{mark} {path}\n" for path, mark in changes.items())
        self.stream.write(b"%bdata %d\n%b%b\n" % (head.encode(), len(text), text, f"{parents}{edits}".encode()))
        return self.mark

    def tag(self, name: str, mark: int, moment: datetime) -> None:
        text = f"Release {name}\n".encode()
        head = f"tag {name}\nfrom :{mark}\ntagger {MANAGER} {int(moment.timestamp())} {MANAGER.zone}\n"
        self.stream.write(b"%bdata %d\n%b" % (head.encode(), len(text), text))

    def delete(self, branch: str) -> None:
        self.stream.write(f"reset refs/heads/{branch}\nfrom {'0' * 40}\n\n".encode())

    def hash_of(self, mark: int) -> str:
        self.stream.write(f"get-mark :{mark}\n".encode())
        self.stream.flush()
        return cast(IO[bytes], self.process.stdout).readline().decode().strip()

    def close(self) -> None:
        self.stream.close()
        cast(IO[bytes], self.process.stdout).close()
        if self.process.wait():
            raise RuntimeError("git fast-import failed")


def _git(folder: Path, *arguments: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(("git", "-C", str(folder.absolute()), *arguments), check=True, env=_clean())


def _clean() -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return ours | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def main() -> None:
    parser = argparse.ArgumentParser(description="Make a realistic git history.")
    parser.add_argument("path")
    parser.add_argument("--years", type=float, default=5)
    parser.add_argument("--commits", type=int, default=2000, help="about how many in all")
    parser.add_argument("--until", type=date.fromisoformat, default=TODAY)
    parser.add_argument("--bare", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    per_week = given.commits / max(1, round(given.years * 52))
    made = realistic(
        given.path,
        years=given.years,
        commits_per_week=per_week,
        until=given.until,
        bare=given.bare,
        seed=given.seed,
    )
    print(made)


if __name__ == "__main__":
    main()
