"""What the record has that a step can be made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from alongside.growth.advocates import Source


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person on the member's map, and how long the last real contact is ago."""

    key: int
    name: str
    ring: str
    relation: str
    url: str
    wanted_every: int
    """Days; 0 when no reminder is wanted."""
    last_on: date | None = None
    last_text: str = ""
    urgency: float = 0.0
    """1 when exactly due."""
    is_met: bool = False
    """A talk with them stands in the next days."""


@dataclass(frozen=True, slots=True)
class Knows:
    """Somebody who knows what the member is working on, as the ranking of whom to ask says."""

    person: int
    place: str
    because: str
    """A reason of the ranking, in words."""
    work: Source
    """The member's piece of work or obstacle that touches it."""


@dataclass(frozen=True, slots=True)
class Advice:
    """What somebody advised, asked or reviewed, and what came of it since."""

    key: str
    person: int
    on: date
    what: Source
    outcome: Source


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A challenge or blocker of the member's that is still open."""

    key: str
    text: Source
    days: int
    knows: Sequence[Knows]


@dataclass(frozen=True, slots=True)
class Material:
    today: date
    people: Sequence[Candidate] = ()
    knows: Sequence[Knows] = ()
    advice: Sequence[Advice] = ()
    obstacles: Sequence[Obstacle] = ()
    worth_showing: Source | None = None
    """A story or piece of work that others could use."""
    hosted_on: date | None = None
    """When the member last hosted something for more than one other."""
