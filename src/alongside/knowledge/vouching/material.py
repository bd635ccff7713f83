"""What goes in and what comes out. A person is any string that names one; times are seconds."""

from dataclasses import dataclass
from enum import StrEnum


class Route(StrEnum):
    READ = "reviewed it"
    MERGED = "merged it"
    TOGETHER = "made it with me"
    SPOKE = "spoke about it"
    THANKED = "thanked me for it"
    THEIRS = "I reviewed theirs"
    READS_THERE = "reviews the same files"
    WRITES_THERE = "changes the same files"
    ACTIVE = "reviews anything these weeks"


@dataclass(frozen=True, slots=True)
class Work:
    """Something I did: a change, a piece of work, a story."""

    key: str
    at: float
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody met something of mine. `work` is its key; of THEIRS it is empty, or the key of theirs."""

    person: str
    route: Route
    at: float
    work: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """One route by which somebody knows of my work: its points are a term of the sum.

    `works` are keys, the latest first. Of the files `place` says most (a path or folder, "" for everything), with how
    often they were there and when last.
    """

    route: Route
    points: float
    times: int
    latest: float
    works: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class Voucher:
    """`seen`: when they last met something of mine; 0 when they know no more than the files."""

    person: str
    points: float
    seen: float
    grounds: tuple[Ground, ...]
