"""Who could speak for which claims, from what they saw of them: nobody without a source. Plain values in and out.

That two people like each other is no argument of any function here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from alongside.evidence.drafting import WITNESSING

WITNESS, TOLD, THANKS, FEEDBACK = "witness", "told", "thanks", "feedback"
ROUTES = {
    WITNESS: "is a witness you named",
    **{role: words for role, words in WITNESSING.items() if role != "mentioned"},
    THANKS: "thanked you for it",
    FEEDBACK: "gave you feedback on it",
    TOLD: "talked about it with you",
}
"""Route → in words, the closest first. Being named in a line of the log is none: it says nothing of what they saw."""

_RANK = {route: place for place, route in enumerate(ROUTES)}
FADES = timedelta(days=365)
"""Who saw it longer ago than this is reminded before they are asked to speak for it."""


class Source(NamedTuple):
    """Where it stands on record."""

    kind: str
    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody could speak for: an impact story, or (weaker) a piece of work without one."""

    key: str
    """`story:3`, `piece:7`, `entry:5`."""
    title: str
    on: date
    is_weak: bool = False


class Seen(NamedTuple):
    """One line of the record: this person met this claim, in this way."""

    person: int
    claim: str
    route: str
    on: date
    source: Source


@dataclass(frozen=True, slots=True)
class Sight:
    """All that is on record of one person and one claim."""

    person: int
    claim: Claim
    routes: tuple[str, ...]
    """The closest first."""
    on: date
    """When they last met it."""
    sources: tuple[Source, ...]
    """The latest first."""

    @property
    def words(self) -> str:
        return " and ".join(ROUTES[route] for route in self.routes[:2])

    def is_fading(self, today: date) -> bool:
        return today - self.on > FADES


@dataclass(frozen=True, slots=True)
class Advocate:
    person: int
    sights: tuple[Sight, ...]
    """Stories before pieces of work, then what they met last."""

    @property
    def on(self) -> date:
        return max(sight.on for sight in self.sights)

    @property
    def stories(self) -> int:
        return sum(not sight.claim.is_weak for sight in self.sights)


def sights_of(claims: Iterable[Claim], seen: Iterable[Seen]) -> tuple[Sight, ...]:
    """What was seen of claims that are not among these is left out."""
    by_key = {claim.key: claim for claim in claims}
    found: dict[tuple[int, str], list[Seen]] = {}
    for one in seen:
        if one.claim in by_key and one.route in ROUTES:
            found.setdefault((one.person, one.claim), []).append(one)
    return tuple(_sight(person, by_key[key], facts) for (person, key), facts in found.items())


def _sight(person: int, claim: Claim, facts: list[Seen]) -> Sight:
    latest = sorted(facts, key=lambda fact: fact.on, reverse=True)
    return Sight(
        person=person,
        claim=claim,
        routes=tuple(sorted({fact.route for fact in facts}, key=_RANK.__getitem__)),
        on=latest[0].on,
        sources=tuple(dict.fromkeys(fact.source for fact in latest)),
    )


def advocates(sights: Iterable[Sight]) -> tuple[Advocate, ...]:
    """Who could speak for most of the stories first; of those, who met one last."""
    found: dict[int, list[Sight]] = {}
    for sight in sights:
        found.setdefault(sight.person, []).append(sight)
    everyone = [Advocate(person, _in_order(mine)) for person, mine in found.items()]
    return tuple(sorted(everyone, key=lambda one: (-one.stories, -len(one.sights), -one.on.toordinal(), one.person)))


def _in_order(sights: list[Sight]) -> tuple[Sight, ...]:
    return tuple(sorted(sights, key=lambda sight: (sight.claim.is_weak, -sight.on.toordinal(), sight.claim.key)))


@dataclass(frozen=True, slots=True)
class Row:
    """A claim, and who of the decision makers met it, in their order; None who did not."""

    claim: Claim
    cells: tuple[Sight | None, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    deciders: tuple[int, ...]
    rows: tuple[Row, ...]
    unseen: tuple[Claim, ...]
    """What nobody up there has seen."""

    def known_to(self, person: int) -> tuple[Sight, ...]:
        place = self.deciders.index(person)
        return tuple(cell for row in self.rows if (cell := row.cells[place]))

    def of_first(self, number: int) -> "Coverage":
        """With so many to show. What nobody has seen stays what nobody of them all has seen."""
        rows = tuple(Row(row.claim, row.cells[:number]) for row in self.rows)
        return Coverage(self.deciders[:number], rows, self.unseen)


def coverage(claims: Iterable[Claim], sights: Iterable[Sight], deciders: Sequence[int]) -> Coverage:
    there = {(sight.claim.key, sight.person): sight for sight in sights}
    rows = tuple(Row(claim, tuple(there.get((claim.key, person)) for person in deciders)) for claim in claims)
    unseen = tuple(row.claim for row in rows if not any(row.cells))
    return Coverage(tuple(deciders), rows, unseen)
