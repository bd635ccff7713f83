"""What a source hands over: an activity as a plain value, before it is anybody's row."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Finding:
    id: str
    """The source's own name for it (a commit's full hash), the same each time it is found."""
    kind: str
    """commit, merge, pull request, merge request, change, patch, review, comment, issue, ticket, release, project,
    meeting, message, thanks, note."""
    title: str
    at: datetime
    """With the zone in which its author wrote it: the day of an activity is the author's day."""
    body: str = ""
    url: str = ""
    parents: tuple[str, ...] = ()
    files: tuple[tuple[str, int, int], ...] = ()
    """Path, lines added, lines removed."""
    tickets: tuple[str, ...] = ()
    """Its own name first: PAY-12, owner/repo#3, or #3 where nothing tells whose."""
    credits: tuple[tuple[str, str, str], ...] = ()
    """Role, name, address of others who are named in it."""
    branch: str = ""
    parts: tuple[str, ...] = ()
    """Hashes of commits that belong to it: those of a pull request, and the one it was squashed into."""
    extra: dict[str, str] = field(default_factory=dict)
