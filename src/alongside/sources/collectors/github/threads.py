"""A pull request or an issue with what was said about it, wherever it was read from."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Person:
    login: str = ""
    name: str = ""
    email: str = ""

    @property
    def called(self) -> str:
        return self.name or self.login


@dataclass(frozen=True, slots=True)
class Comment:
    id: str
    author: Person | None
    """None for accounts that are gone, and for machines."""
    at: datetime
    body: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    id: str
    author: Person | None
    at: datetime
    state: str = ""
    """approved, changes requested, commented, dismissed."""
    body: str = ""
    url: str = ""
    remarks: tuple[Comment, ...] = ()
    remarked: int = 0
    """How many remarks on lines there are, known even where they were not read."""


@dataclass(frozen=True, slots=True)
class Thread:
    repository: str
    number: int
    pull: bool
    title: str
    url: str
    opened: datetime | None
    author: Person | None
    body: str = ""
    merged: datetime | None = None
    closed: datetime | None = None
    merger: Person | None = None
    closers: tuple[Person, ...] = ()
    """Who closed the issue, and whose pull request did."""
    parts: tuple[str, ...] = ()
    hands: tuple[Person, ...] = ()
    """The authors of its commits."""
    files: tuple[tuple[str, int, int], ...] = ()
    branch: str = ""
    reviews: tuple[Review, ...] = ()
    comments: tuple[Comment, ...] = ()
    closes: tuple[str, ...] = ()
    reporters: tuple[Person, ...] = ()
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return f"{self.repository}#{self.number}"


@dataclass(frozen=True, slots=True)
class Release:
    id: str
    repository: str
    author: Person | None
    at: datetime
    tag: str
    name: str = ""
    body: str = ""
    url: str = ""


class NotReadable(Exception):
    """The message says what is missing."""
