"""Which circle the role somebody wants next needs, compared with who is there and in touch. No Django, no clock.

The table is ours, and open to dispute: docs/people.md, section "Circles", gives the reason for each line."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol


class Known(Protocol):
    """A person, as far as circles care. Friendship is not asked for: it never counts."""

    @property
    def pk(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def relation(self) -> str: ...
    @property
    def days(self) -> int | None: ...
    @property
    def seen(self) -> int: ...
    @property
    def decides(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Kind:
    """Whom a need means, and what to say and do when there is nobody."""

    title: str
    relations: frozenset[str]
    why: str
    nobody: str
    step: str
    deciders: bool = False
    """Whoever decides counts too, and only those who have seen my work."""


@dataclass(frozen=True, slots=True)
class Need:
    kind: Kind
    at_least: int
    within: int
    """Days since the last touchpoint."""


@dataclass(frozen=True, slots=True)
class Line:
    """A need with who is there."""

    need: Need
    in_touch: tuple[Known, ...]
    out_of_touch: tuple[Known, ...]
    """There, but the last touchpoint is too long ago or their view of the work is missing; the freshest first."""

    @property
    def have(self) -> int:
        return min(len(self.in_touch), self.need.at_least)

    @property
    def missing(self) -> int:
        return self.need.at_least - self.have


@dataclass(frozen=True, slots=True)
class Gap:
    """What is not there yet, and the one next step."""

    sentence: str
    step: str
    relation: str
    person: Known | None
    """With whom the step is taken, when there is somebody."""


@dataclass(frozen=True, slots=True)
class Comparison:
    engineers: tuple[Line, ...]
    leaders: tuple[Line, ...]
    gaps: tuple[Gap, ...]


def _kind(title: str, relation: str, why: str, nobody: str, step: str) -> Kind:
    return Kind(title, frozenset({relation}), why, nobody, step)


MANAGER = _kind(
    "Manager",
    "manager",
    "speaks first when your name comes up",
    "Nobody stands here as your manager.",
    "Add them, so that one-on-ones and touchpoints find them.",
)
PEERS = _kind(
    "Peers",
    "peer",
    "see your work every week, and are asked about it",
    "Nobody stands here as a peer.",
    "Add those with whom you work every week.",
)
PRODUCT = _kind(
    "Product partner",
    "product",
    "knows why your work matters to customers",
    "No product partner knows what you are working on.",
    "Ask yours for half an hour on what comes next.",
)
REPORTS = _kind(
    "Reports",
    "report",
    "a lead is known by how those do whom they lead",
    "Nobody reports to you yet.",
    "Ask your manager whom you could lead on one initiative, or mentor.",
)
MANAGERS_PEERS = _kind(
    "Manager’s peers",
    "managers_peer",
    "sit with your manager when levels are compared",
    "None of your manager’s peers knows you.",
    "Ask your manager which sister team your work touches, and offer its lead a review.",
)
STAKEHOLDERS = _kind(
    "Stakeholders",
    "stakeholder",
    "feel the result, and say so unasked",
    "Nobody outside your team waits for your results.",
    "Tell one team that uses your work what changes for them next.",
)
SKIP_LEVEL = _kind(
    "Skip-level",
    "skip_level",
    "hears of you through one person only, unless you talk",
    "Your skip-level does not know you.",
    "Ask your manager to introduce you; half an hour twice a year is enough to begin with.",
)
DECIDERS = Kind(
    "Who decides, and knows your work",
    frozenset({"decision_maker", "skip_level"}),
    "promotions are decided by people who must know the work themselves",
    "Nobody at your next level knows your work.",
    "Ask your manager who decides, and show one of them a result that touches their area.",
    deciders=True,
)
MENTORS = _kind(
    "Mentors",
    "mentor",
    "did before what you want to do next",
    "Nobody who did it before advises you.",
    "Ask one person in the role you want for a coffee.",
)
COMMUNITY = _kind(
    "Communities",
    "community",
    "carry a name further than an organisation chart",
    "No community outside your team knows you.",
    "Join one meeting of a guild or group, and say what you are working on.",
)

CIRCLES: dict[str, tuple[tuple[Need, ...], tuple[Need, ...]]] = {
    "senior": (
        (Need(MANAGER, 1, 14), Need(PEERS, 3, 14), Need(PRODUCT, 1, 30)),
        (Need(MANAGERS_PEERS, 1, 60), Need(STAKEHOLDERS, 1, 60), Need(DECIDERS, 1, 180), Need(MENTORS, 1, 90)),
    ),
    "staff": (
        (Need(MANAGER, 1, 14), Need(PEERS, 4, 14), Need(PRODUCT, 1, 14)),
        (
            *(Need(MANAGERS_PEERS, 2, 45), Need(STAKEHOLDERS, 3, 45), Need(SKIP_LEVEL, 1, 120)),
            *(Need(DECIDERS, 2, 180), Need(MENTORS, 1, 90), Need(COMMUNITY, 1, 90)),
        ),
    ),
    "manager": (
        (Need(MANAGER, 1, 14), Need(PEERS, 4, 14), Need(PRODUCT, 1, 14)),
        (
            *(Need(REPORTS, 1, 30), Need(MANAGERS_PEERS, 2, 30), Need(STAKEHOLDERS, 2, 45)),
            *(Need(SKIP_LEVEL, 1, 90), Need(DECIDERS, 2, 180), Need(MENTORS, 1, 90)),
        ),
    ),
    "director": (
        (Need(MANAGER, 1, 14), Need(PEERS, 4, 30), Need(PRODUCT, 2, 30)),
        (
            *(Need(REPORTS, 3, 14), Need(MANAGERS_PEERS, 3, 30), Need(STAKEHOLDERS, 4, 45)),
            *(Need(SKIP_LEVEL, 1, 60), Need(DECIDERS, 3, 180), Need(MENTORS, 1, 90)),
        ),
    ),
    "product_lead": (
        (Need(MANAGER, 1, 14), Need(PEERS, 3, 14), Need(PRODUCT, 2, 30)),
        (
            *(Need(STAKEHOLDERS, 4, 30), Need(MANAGERS_PEERS, 2, 45), Need(SKIP_LEVEL, 1, 90)),
            *(Need(DECIDERS, 2, 180), Need(COMMUNITY, 1, 90)),
        ),
    ),
}
"""For each role wanted next: the engineer's circle and the leader's circle."""


def asked_for(role: str) -> frozenset[str]:
    """The relations that the circles of this role are about; whoever decides is looked at besides."""
    return frozenset(relation for circle in CIRCLES[role] for need in circle for relation in need.kind.relations)


def compare(role: str, persons: Iterable[Known]) -> Comparison:
    by_relation: defaultdict[str, list[Known]] = defaultdict(list)
    for person in persons:
        by_relation[person.relation].append(person)
        if person.decides:
            by_relation[_DECIDES].append(person)
    engineers, leaders = (tuple(_line(need, by_relation) for need in circle) for circle in CIRCLES[role])
    return Comparison(engineers, leaders, tuple(_gap(line) for line in (*engineers, *leaders) if line.missing))


_DECIDES = "decides"


def _line(need: Need, by_relation: Mapping[str, list[Known]]) -> Line:
    meant = (*need.kind.relations, _DECIDES) if need.kind.deciders else need.kind.relations
    found = {person.pk: person for relation in meant for person in by_relation.get(relation, ())}
    there = sorted(found.values(), key=lambda person: (_since(person), person.name.casefold(), person.pk))
    in_touch = tuple(person for person in there if _counts(need, person))
    return Line(need, in_touch, tuple(person for person in there if not _counts(need, person)))


def _counts(need: Need, person: Known) -> bool:
    return _since(person) <= need.within and (person.seen > 0 or not need.kind.deciders)


def _since(person: Known) -> int:
    return 10**6 if person.days is None else person.days


def _gap(line: Line) -> Gap:
    kind = line.need.kind
    relation = sorted(kind.relations)[0]
    if line.out_of_touch:
        return _renewed(line, line.out_of_touch[0], relation)
    elif line.in_touch:
        sentence = f"{kind.title}: {len(line.in_touch)} of the {line.need.at_least} that this role needs."
        return Gap(sentence, kind.step, relation, None)
    return Gap(kind.nobody, kind.step, relation, None)


def _renewed(line: Line, person: Known, relation: str) -> Gap:
    """Somebody is there already: the step is with them."""
    kind, first = line.need.kind, person.name
    if kind.deciders and _since(person) <= line.need.within:
        sentence = kind.nobody if not line.in_touch else f"{first} decides, and has seen nothing of your recent work."
        return Gap(sentence, f"Show {first} one result that touches what they care about.", relation, person)
    elif person.days is None:
        return Gap(f"{kind.title}: no touchpoint with {first} yet.", f"Ask {first} one question.", relation, person)
    sentence = f"{kind.title}: you last spoke with {first} {person.days} days ago."
    return Gap(sentence, f"Tell {first} what came of it, or ask what they are working on.", relation, person)
