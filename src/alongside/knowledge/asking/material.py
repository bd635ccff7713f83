"""What goes into the ranking and what comes out. A person is any string that names one; times are seconds."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Change:
    """What landed: when, by whom, who read it before, and the paths it touched."""

    at: float
    author: str
    reviewers: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """Whom to ask about these paths; the asker is never an answer."""

    paths: tuple[str, ...]
    asker: str
    at: float


class Signal(StrEnum):
    REVIEWED = "reviewed"
    WROTE = "wrote"
    REVIEWED_ALIKE = "reviewed alike"
    WROTE_ALIKE = "wrote alike"
    USUAL = "usual"
    LATELY = "lately"
    ACTIVE = "active"
    BUSY = "busy"


@dataclass(frozen=True, slots=True)
class Reason:
    """One signal that speaks for somebody: how many points of the ranking it made, and where it was seen.

    `place` is a path, a folder ("" is the whole tree) or a word of file names; for USUAL and LATELY it is empty.
    Points of BUSY are below zero.
    """

    signal: Signal
    points: float
    place: str = ""
    times: int = 0
    latest: float = 0.0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`chance` is how sure the ranking is; `seen` is when this person last wrote or reviewed anything."""

    person: str
    points: float
    chance: float
    seen: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Best first; `spared` is who has more points than the first but is knocked at by everybody.

    When nobody had to do with these paths lately, `lately` says so and `knew` names who did last.
    """

    suggestions: tuple[Suggestion, ...]
    lately: bool
    knew: str = ""
    knew_at: float = 0.0
    spared: str = ""
