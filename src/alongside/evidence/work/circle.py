"""A first proposal for the circle of impact of a piece of work; the person decides."""

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from alongside.evidence.work.facts import Facts
from alongside.evidence.work.files import Part
from alongside.evidence.work.kinds import Kind
from alongside.evidence.work.material import HELPING, Deed, Group
from alongside.evidence.work.wording import joined

type Circle = Literal["own", "collaboration", "enabling"]

_ENABLING_KINDS: dict[Kind, str] = {
    "docs": "documentation, for others to use",
    "tooling": "tooling, for others to work with",
    "tests": "tests, for others to rely on",
}
_ENABLING_PARTS: dict[Part, str] = {"tooling": "mostly tooling", "docs": "mostly documentation"}
_ENABLING_WORDS = re.compile(
    r"\b(?:mentor(?:s|ed|ing|ship)?|coach(?:ed|ing)?|onboard(?:ed|ing)?|pairing|paired|workshops?|templates?|tutorials?"
    r"|style guide|training|trained|taught|brown bag|office hours)\b",
    re.IGNORECASE,
)
_TOGETHER_WORDS = re.compile(
    r"\b(?:reviewed|code review|interviewed|interviews?|helped|unblocked|together with)\b", re.I
)
_ASKING = ("asked", "reporter")


class ProposedCircle(NamedTuple):
    circle: Circle
    because: str
    sources: tuple[str, ...] = ()
    """Ids of the deeds that say so."""


def propose_circle(group: Group) -> ProposedCircle:
    """Being reviewed is everyday work and keeps it one's own; reviewing others and writing together do not."""
    facts = Facts(group)
    if facts.is_trivial:
        return ProposedCircle("own", "everyday upkeep", _ids(group.deeds))
    if found := _enabling(facts):
        return found
    if facts.kind in ("meeting", "discussion"):
        return ProposedCircle("collaboration", f"a {facts.kind} with others", _ids(group.deeds))
    if facts.kind == "review":
        return ProposedCircle("collaboration", _of_whom(group), _ids(_reviews(group)))
    if together := facts.people("co-author", "helper"):
        sources = _ids(_crediting(group, "co-author", "helper"))
        return ProposedCircle("collaboration", f"together with {joined(together)}", sources)
    return ProposedCircle("own", "no co-author on record", _ids(group.deeds))


def circle_in(text: str) -> ProposedCircle | None:
    """Of a line somebody wrote, by its own words; None where they tell nothing of others."""
    if word := _ENABLING_WORDS.search(text):
        return ProposedCircle("enabling", f"it says {word[0]}")
    if word := _TOGETHER_WORDS.search(text):
        return ProposedCircle("collaboration", f"it says {word[0]}")
    return None


def _enabling(facts: Facts) -> ProposedCircle | None:
    deeds = facts.group.deeds
    told = next(((word[0], deed) for deed in deeds if (word := _ENABLING_WORDS.search(deed.title))), None)
    if told:
        return ProposedCircle("enabling", f"its title says {told[0]}", _ids([told[1]]))
    reason = _ENABLING_KINDS.get(facts.kind, "") or _mostly(facts)
    return ProposedCircle("enabling", reason + _asked_for(facts), _ids(facts.works or deeds)) if reason else None


def _asked_for(facts: Facts) -> str:
    """That somebody asked for it is the one sign on record that others use it."""
    asking = facts.people(*_ASKING)
    return f"; {joined(asking)} asked for it" if asking else ""


def _mostly(facts: Facts) -> str:
    total = facts.counted
    return next((why for part, why in _ENABLING_PARTS.items() if facts.lines.get(part, 0) * 3 > total * 2), "")


def _of_whom(group: Group) -> str:
    named = [credit for deed in _reviews(group) for credit in deed.credits]
    helped = [credit.name for credit in named if credit.role == "helped"]
    whose = list(dict.fromkeys(helped or [credit.name for credit in named if credit.role == "author"]))
    return f"review of the work of {joined(whose) if whose else 'others'}"


def _reviews(group: Group) -> list[Deed]:
    return [deed for deed in group.deeds if deed.kind in HELPING]


def _crediting(group: Group, *roles: str) -> list[Deed]:
    return [deed for deed in group.deeds if any(credit.role in roles for credit in deed.credits)]


def _ids(deeds: Iterable[Deed]) -> tuple[str, ...]:
    return tuple(deed.id for deed in deeds)
