"""A step as it could be taken, with the reason that the record gives for it."""

from dataclasses import dataclass
from datetime import date

from alongside.growth.advocates import Source
from alongside.growth.steps.kinds import StepKind

LONGEST_KEY = 200
"""A path may be longer. Keys are compared as they are kept."""


@dataclass(frozen=True, slots=True)
class Proposal:
    key: str
    """The same as long as it is about the same thing: whoever put it off is not asked about it under another name."""
    kind: StepKind
    text: str
    why: str
    person: int | None = None
    """The key of the person; None where it is for a group."""
    urgency: float = 0.0
    """How much it is due: 1 when it is exactly due, 2 when twice the wanted time has passed. Compared within a kind."""
    sources: tuple[Source, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", self.key[:LONGEST_KEY])


@dataclass(frozen=True, slots=True)
class Taken:
    """A step of an earlier week, or of this one."""

    key: str
    kind: StepKind
    person: int | None
    week: date
    state: str
    """open, done, later, never."""
