"""Reads tickets, branches and links to earlier work out of what people write in messages."""

import re
from functools import lru_cache
from typing import NamedTuple

from alongside.evidence.work.material import Deed

_NO_TICKETS = frozenset("UTF SHA ISO CVE RFC PEP HTTP TLS SSL IPV MD AES RSA WIP CC MIT GPL ID GHSA BSD".split())
_KEY = re.compile(r"\b([A-Z][A-Z0-9]{1,9})-(\d{1,6})\b")
_CALLED_BY_KEY = re.compile(r"(?:.*/)?(?P<key>(?P<tracker>[A-Z][A-Z0-9]{1,9})-\d{1,6})(?![A-Za-z0-9])")
_AT_END = re.compile(r"\((?:PR )?#(\d{1,6})\)")
_NUMBER = re.compile(
    r"\b(?:clos(?:e[sd]?|ing)|fix(?:e[sd]|ing)?|resolv(?:e[sd]?|ing)|refs?|issue|for|updates?|see|part of|PR-URL|bug)\b"
    r":?\s*(?:https?://\S+/(?:pull|issues|merge_requests)/|[\w.-]+/[\w.-]+#|#)(\d{1,6})\b",
    re.I,
)
_PULL = re.compile(r"^Merge pull request #(\d+) from [^\s/]+/(\S+)")
_BRANCH = re.compile(r"^Merge (?:remote-tracking )?branch(?:es)? '([^']+)'")
_MAIN = re.compile(
    r"^(?:(?:origin|upstream)/)?(?:main|master|trunk|develop|dev|next|stable\S*|release\S*|patch-\d+|v?\d[\d.x]*)$"
)
_LINK = re.compile(
    r"\b(reverts? (?:commit )?|takes back |follow(?:s|ing)?[- ]?up (?:to|of|on|for) (?:commit )?|fixes:? (?:commit )?"
    r"|amends (?:commit )?|regression (?:from|in|of) (?:commit )?|completes (?:commit )?"
    r"|\(?cherry picked from commit )([0-9a-f]{7,40})\b",
    re.I,
)
_HASH = re.compile(r" [0-9a-fA-F]{7}")
_SHORT = 7
PICKED, FOLLOWS = "a copy of", "follows up on"
_FIXUP = re.compile(r"^(?:(?:fixup|squash|amend)! )+")
_REVERTED = re.compile(r'^(?:Revert|Reapply|Reland):? "(.+)"')


class Link(NamedTuple):
    """An earlier deed that this one names: by the beginning of its id, or by its title."""

    words: str
    id: str = ""
    title: str = ""


def tickets_in(title: str, body: str = "") -> tuple[str, ...]:
    """`PAY-12`, `#34`; in order, each once. Standards that look alike (UTF-8, SHA-256) are left out."""
    text = f"{title}\n{body}"
    keys = [match[0] for match in _KEY.finditer(text) if match[1] not in _NO_TICKETS]
    numbers = [f"#{match[1]}" for match in (*_AT_END.finditer(title), *_NUMBER.finditer(text))]
    pull = _PULL.match(title)
    return tuple(dict.fromkeys(([f"#{pull[1]}"] if pull else []) + keys + numbers))


def branch_of(subject: str) -> str | None:
    """The branch that a merge subject says it brought in; none for the main line brought into a branch."""
    match = _PULL.match(subject)
    name = match[2] if match else (found[1] if (found := _BRANCH.match(subject)) else None)
    return None if name is None or _MAIN.match(name) else name


def ticket_of(branch: str) -> str:
    """The key that a branch is called by, as trackers make them: `PAY-408-pin-the-version`, `feature/PAY-408`."""
    found = _CALLED_BY_KEY.match(branch)
    return found["key"] if found and found["tracker"] not in _NO_TICKETS else ""


def is_pull_request(subject: str) -> bool:
    return _PULL.match(subject) is not None


def links_of(deed: Deed) -> tuple[Link, ...]:
    return _links(deed.title, deed.body)


@lru_cache(maxsize=10_000)
def _links(title: str, body: str) -> tuple[Link, ...]:
    found: list[Link] = []
    if fixup := _FIXUP.match(title):
        found.append(Link("a fix-up of", title=title[fixup.end() :]))
    if reverted := _REVERTED.match(title):
        found.append(Link("takes back", title=reverted[1]))
    for verb, commit in _LINK.findall(body) if _HASH.search(body) else ():
        found.append(Link(_words_for(verb.lower()), id=commit.lower()))
    return tuple(found)


def _words_for(verb: str) -> str:
    if "cherry" in verb:
        return PICKED
    return "takes back" if verb.startswith(("revert", "takes")) else FOLLOWS


def is_afterwork(deed: Deed) -> bool:
    """Fix-ups, reverts and follow-ups: they are about other work, and do not name a piece of work."""
    return bool(links_of(deed)) or is_revert(deed)


def picked_from(deed: Deed) -> set[str]:
    """First characters of the hashes that this is a copy of."""
    return {link.id[:_SHORT] for link in links_of(deed) if link.words == PICKED} if "cherry" in deed.body else set()


def is_revert(deed: Deed) -> bool:
    """By its title, or by the first words of its message: a long message may tell of reverts on the way."""
    if deed.title.startswith(("Reapply", "Reland")) and _REVERTED.match(deed.title):
        return False
    return deed.title.startswith("Revert ") or deed.body.lstrip().startswith("This reverts commit")
