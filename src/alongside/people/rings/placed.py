"""What the picture knows of a person."""

from typing import NamedTuple

from alongside.people.cadence import State

IN_WORDS = {
    State.FRESH: "in touch",
    State.SOON: "due soon",
    State.DUE: "due",
    State.LONG: "long ago",
    State.NEVER: "not yet",
}
"""How fresh, the freshest first."""

_LARGER_FROM = (1, 3, 6)
"""Pieces of my recent work that somebody has seen."""


class Placed(NamedTuple):
    """A person, where they stand, and how fresh that is."""

    pk: int
    name: str
    ring: str
    relation: str = ""
    """Its key."""
    relation_in_words: str = ""
    handle: str = ""
    team: str = ""
    role: str = ""
    state: State = State.NEVER
    days: int | None = None
    """Since the last real touchpoint, without those of pauses; nothing when there was none."""
    wanted_every: int = 0
    """Days; 0 when no reminder is wanted."""
    is_due: bool = False
    seen: int = 0
    """How many pieces of my recent work they have seen."""
    by_hand: bool = False
    """Placed by their owner, not by their relation."""
    friend: bool = False
    decides: bool = False

    @property
    def size(self) -> int:
        """0 to 3."""
        return sum(self.seen >= least for least in _LARGER_FROM)
