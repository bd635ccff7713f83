"""What a source hands over: an activity as a plain value, before it is anybody's row."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Finding:
    id: str
    """The source's own name for it (a commit's full hash), the same each time it is found."""
    kind: str
    title: str
    at: datetime
    """With the zone in which its author wrote it: the day of an activity is the author's day."""
    body: str = ""
    url: str = ""
    parents: tuple[str, ...] = ()
    files: tuple[tuple[str, int, int], ...] = ()
    """Path, lines added, lines removed."""
    tickets: tuple[str, ...] = ()
    credits: tuple[tuple[str, str, str], ...] = ()
    """Role, name, address of others who are named in it."""
    branch: str = ""
    extra: dict[str, str] = field(default_factory=dict)
