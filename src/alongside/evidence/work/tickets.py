"""Which of the tickets that a deed names it is about, and by what names others know them.

`#12` means another thing in every repository, `owner/shop#12` one thing everywhere, and a clone called `shop` writes
`#12` for it. `PAY-12` is the same everywhere.
"""

import re
from typing import NamedTuple

from alongside.evidence.work.material import Deed
from alongside.evidence.work.reading import ticket_of

_ADDRESS = re.compile(
    r"https?://[^\s/]+/(?P<project>\S+?)/(?:-/)?(?P<what>issues|pull|merge_requests)/(?P<number>\d+)/?$", re.I
)
_BROWSED = re.compile(r"https?://\S+/browse/([A-Z][A-Z0-9_]+-\d+)$")
_NUMBERED = re.compile(r"^(?P<project>[^#!\s]*)(?P<number>[#!]\d+)$")
_DONE = re.compile(
    r"\b(?:clos(?:e[sd]?|ing)|fix(?:e[sd])?|resolv(?:e[sd]?|ing)|PR-URL|Merge pull request)\b:?\s*$", re.I
)
_IN_TITLE = re.compile(r"(?:^\[?|\((?:PR )?)$", re.I)
_BEFORE = 30
_OWN_NAME_FIRST = frozenset({"commit", "merge", "patch", "release", "note", "message", "meeting"})


class Ticket(NamedTuple):
    """`project` is empty for a tracker's key; `is_whole` says that the project's full name is known."""

    project: str
    name: str
    is_whole: bool = True


def about(deed: Deed) -> list[str]:
    """Those it closes, carries in its title or branch or was made for. What a message only refers to is other work."""
    has_own_name = deed.kind not in _OWN_NAME_FIRST
    named = [
        ticket
        for place, ticket in enumerate(deed.tickets)
        if (has_own_name and place == 0) or _is_key(ticket) or _is_about(ticket, deed)
    ]
    of_branch = ticket_of(deed.branch or "")
    return [*named, of_branch] if of_branch and of_branch not in named else named


def read(ticket: str, source: str) -> Ticket:
    if browsed := _BROWSED.match(ticket):
        return Ticket("", browsed[1])
    if address := _ADDRESS.match(ticket):
        sign = "!" if address["what"].lower() == "merge_requests" else "#"
        return Ticket(address["project"].lower(), f"{sign}{address['number']}")
    if numbered := _NUMBERED.match(ticket):
        project = (numbered["project"] or source).lower()
        return Ticket(project, numbered["number"], is_whole="/" in project)
    return Ticket("", ticket)


def _is_key(ticket: str) -> bool:
    return "#" not in ticket and "!" not in ticket and not _ADDRESS.match(ticket)


def _is_about(ticket: str, deed: Deed) -> bool:
    """Also where nothing written names it: then its source says that they belong together."""
    before = [deed.title[:place] for place in _places(ticket, deed.title)]
    if any(_IN_TITLE.search(text) or _DONE.search(text) for text in before):
        return True
    around = [deed.body[max(0, place - _BEFORE) : place] for place in _places(ticket, deed.body)]
    return any(map(_DONE.search, around)) or not (before or around)


def _places(ticket: str, text: str) -> list[int]:
    """Where it stands in the text; `#12` does not stand in `#123`."""
    found, place = [], text.find(ticket)
    while place >= 0:
        end = place + len(ticket)
        if not text[end : end + 1].isdigit():
            found.append(place)
        place = text.find(ticket, end)
    return found
