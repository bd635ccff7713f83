"""What upper rooms hand down: a contact as a plain value, before it is a touchpoint of anybody."""

from dataclasses import dataclass
from datetime import datetime

type Name = tuple[str, str]
"""Kind and value of an identity: `("email", "ben@example.org")`, `("name", "Ben Okoye")`, `("login", "ben")`."""

BY_HAND = "hand"
"""The source of what its owner noted themself."""


@dataclass(frozen=True, slots=True)
class Contact:
    known: tuple[Name, ...] | int
    """All under which the other side is known there, or the key of the person."""
    kind: str
    """One of TouchpointKind."""
    at: datetime
    text: str = ""
    weight: float = 1.0
    source_id: str = ""
    """The source's own name for it, the same each time: with one it is kept once for each person."""
    url: str = ""
    saw: str = ""
    """The key of what of the owner's work they saw in it: a piece of work."""
