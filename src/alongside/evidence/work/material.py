"""The plain values that grouping and ranking of work take and give back. No Django here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

DAY = 86_400
"""In seconds."""
MERGE, COMMIT, PATCH, REVIEW, RELEASE = "merge", "commit", "patch", "review", "release"
HELPING = frozenset({"review", "comment", "answer"})
TICKETS = frozenset({"ticket", "issue"})
HEADINGS = ("pull request", "merge request", "change", "ticket", "issue")


class FileChange(NamedTuple):
    path: str
    added: int = 0
    removed: int = 0


class Credit(NamedTuple):
    """A name beside a deed. Roles: author, co-author, reviewer, merger, reporter, helper."""

    role: str
    name: str


@dataclass(frozen=True, slots=True)
class Deed:
    """An activity as a plain value.

    `id` is what the source calls it (a commit's full hash), so that parents, reverts and fix-ups can name it.
    `parts` are ids of commits that belong to it, as to a pull request.
    `merge` is the id of the merge or pull request that brought it in, `merge_title` the title of that.
    """

    id: str
    kind: str
    title: str
    on: datetime
    body: str = ""
    parents: tuple[str, ...] = ()
    files: tuple[FileChange, ...] = ()
    tickets: tuple[str, ...] = ()
    credits: tuple[Credit, ...] = ()
    branch: str | None = None
    merge: str | None = None
    merge_title: str = ""
    source: str = ""
    parts: tuple[str, ...] = ()
    comments: int = 0
    labels: tuple[str, ...] = ()
    """What a tracker says of the kind of a ticket or pull request: its type and its labels, in lower case."""
    meeting: str = ""
    """one-on-one, led, attended, interview or on-call."""
    points: float = 0
    """What a ticket was estimated at."""
    opened: date | None = None
    reopened: int = 0

    @property
    def author(self) -> str:
        for credit in self.credits:
            if credit.role == "author":
                return credit.name
        return ""

    @property
    def is_merge(self) -> bool:
        return self.kind == MERGE or len(self.parents) > 1


@dataclass(frozen=True, slots=True)
class Group:
    """A piece of work: deeds in order of time, the key that stays, and in words why they are together."""

    key: str
    deeds: tuple[Deed, ...]
    because: tuple[str, ...] = ()

    @property
    def first(self) -> datetime:
        return self.deeds[0].on

    @property
    def last(self) -> datetime:
        return self.deeds[-1].on

    @property
    def days(self) -> int:
        return (self.last.date() - self.first.date()).days + 1

    @property
    def files(self) -> Iterable[FileChange]:
        return (file for deed in self.deeds if not deed.is_merge for file in deed.files)


def in_order(deeds: Iterable[Deed]) -> list[Deed]:
    """Oldest first, each id once, the same for any order of input."""
    once = {deed.id: deed for deed in sorted(deeds, key=lambda deed: (deed.on.timestamp(), deed.id), reverse=True)}
    return list(reversed(once.values()))


def days_between(earlier: datetime, later: datetime) -> float:
    return abs(later.timestamp() - earlier.timestamp()) / DAY
