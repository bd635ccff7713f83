"""What one could ask to begin with: of the viewer's own areas, those in which most happens."""

from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlencode

from django.utils import timezone

from alongside.accounts.models import Member
from alongside.knowledge.queries.areas import areas
from alongside.sources.queries import repositories

_TWO = 2


@dataclass(frozen=True, slots=True)
class Example:
    text: str
    what: str
    query: str
    """Of the page that answers it."""


@dataclass(frozen=True, slots=True)
class Examples:
    those: tuple[Example, ...]
    can_ask: bool
    """There is a repository that was read."""


def examples(viewer: Member) -> Examples:
    """A folder and an area, of two areas where there are two."""
    today = timezone.localdate()
    rows = areas(viewer).filter(owner=viewer, hidden_at=None, into=None).order_by("-changes", "pk")
    awake = list(islice((area for area in rows[:20] if area.paths and not area.is_asleep(today)), _TWO))
    if not awake:
        return Examples((), can_ask=repositories(viewer).exists())
    first, last = awake[0], awake[-1]
    folder = Example(first.paths[0], "a folder", urlencode({"path": first.paths[0]}))
    return Examples((folder, Example(last.name, "an area", urlencode({"area": last.pk}))), can_ask=True)
