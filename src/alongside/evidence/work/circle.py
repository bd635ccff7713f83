"""A first proposal for the circle of impact of a piece of work; the person decides."""

from typing import Literal, NamedTuple

from alongside.evidence.work.facts import Facts
from alongside.evidence.work.files import Part
from alongside.evidence.work.kinds import Kind
from alongside.evidence.work.material import Group
from alongside.evidence.work.wording import joined

type Circle = Literal["own", "collaboration", "enabling"]

_ENABLING_KINDS: dict[Kind, str] = {
    "docs": "documentation that others use",
    "tooling": "tooling that others work with",
    "tests": "tests that others rely on",
}
_ENABLING_WORDS = ("mentor", "onboarding", "pairing", "workshop", "template", "style guide", "tutorial")
_ENABLING_PARTS: dict[Part, str] = {"tooling": "mostly tooling", "docs": "mostly documentation"}


class ProposedCircle(NamedTuple):
    circle: Circle
    because: str


def propose_circle(group: Group) -> ProposedCircle:
    """Being reviewed is everyday work and keeps it one's own; reviewing others and writing together do not."""
    facts = Facts(group)
    if facts.is_trivial:
        return ProposedCircle("own", "everyday upkeep")
    if reason := _enabling(facts):
        return ProposedCircle("enabling", reason)
    if facts.kind == "review":
        return ProposedCircle("collaboration", "review of the work of others")
    if together := facts.people("co-author", "helper"):
        return ProposedCircle("collaboration", f"together with {joined(together)}")
    return ProposedCircle("own", "no co-author on record")


def _enabling(facts: Facts) -> str:
    titles = " ".join(deed.title.lower() for deed in facts.group.deeds)
    if word := next((word for word in _ENABLING_WORDS if word in titles), ""):
        return f"its title says {word}"
    return _ENABLING_KINDS.get(facts.kind, "") or _mostly(facts)


def _mostly(facts: Facts) -> str:
    total = sum(lines for part, lines in facts.lines.items() if part not in ("generated", "notes"))
    return next((why for part, why in _ENABLING_PARTS.items() if facts.lines.get(part, 0) * 3 > total * 2), "")
