"""Which of the persons around somebody are asked for: what stands behind the ? of the rings page."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from django.http import QueryDict

from alongside.people.models import Relation, Ring
from alongside.people.rings import Placed
from alongside.search.folding import fold


class Known(Protocol):
    """Somebody, as far as they can be asked for."""

    @property
    def name(self) -> str: ...
    @property
    def handle(self) -> str: ...
    @property
    def ring(self) -> str: ...
    @property
    def relation(self) -> str: ...
    @property
    def relation_in_words(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def team(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Asked:
    words: str = ""
    ring: str = ""
    team: str = ""
    relation: str = ""
    due: bool = False

    def __bool__(self) -> bool:
        return self != Asked()

    @property
    def values(self) -> dict[str, str]:
        given = {"q": self.words, "ring": self.ring, "team": self.team, "relation": self.relation}
        return {name: value for name, value in given.items() if value} | ({"due": "1"} if self.due else {})

    def of(self, everyone: Iterable[Placed]) -> list[Placed]:
        if not self:
            return list(everyone)
        names = self.names
        return [person for person in everyone if names(person) and (person.is_due or not self.due)]

    @property
    def names(self) -> Callable[[Known], bool]:
        """Whether somebody is asked for, whenever they are due."""
        ring, relation, words, team = self.ring, self.relation, fold(self.words).split(), fold(self.team)

        def named(person: Known) -> bool:
            return (
                (not ring or person.ring == ring)
                and (not relation or person.relation == relation)
                and (not team or fold(person.team.strip()) == team)
                and (not words or _holds(person, words))
            )

        return named


def _holds(person: Known, words: Iterable[str]) -> bool:
    text = fold(" ".join((person.name, person.handle, person.role, person.team, person.relation_in_words)))
    for word in words:  # noqa: SIM110  (thousands are asked, and a generator for each of them is half of the time)
        if word not in text:
            return False
    return True


def asked(query: QueryDict) -> Asked:
    ring, relation = query.get("ring", ""), query.get("relation", "")
    return Asked(
        words=query.get("q", "").strip()[:100],
        ring=ring if ring in Ring.values else "",
        team=query.get("team", "").strip()[:80],
        relation=relation if relation in Relation.values else "",
        due=query.get("due") == "1",
    )
