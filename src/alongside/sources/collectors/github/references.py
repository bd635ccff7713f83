"""Which tickets a thread is about, by the names that all sources use."""

import re
from collections.abc import Iterable

from alongside.sources.collectors.git.tickets import tickets_in

_ADDRESS = re.compile(r"https?://[^/]+/([\w.-]+/[\w.-]+)/(?:issues|pull)/(\d+)")
_MOST = 30


def named(own: str, closes: Iterable[str], *texts: str) -> tuple[str, ...]:
    """Its own name first: owner/repo#12."""
    return tuple(dict.fromkeys([own, *closes, *referred(own.partition("#")[0], *texts)]))[:_MOST]


def referred(repository: str, *texts: str) -> tuple[str, ...]:
    found = (_whole(ticket.name, repository) for text in texts for ticket in tickets_in(text))
    return tuple(dict.fromkeys(found))[:_MOST]


def _whole(name: str, repository: str) -> str:
    if address := _ADDRESS.fullmatch(name):
        return f"{address[1]}#{address[2]}"
    return f"{repository}{name}" if name.startswith("#") else name
