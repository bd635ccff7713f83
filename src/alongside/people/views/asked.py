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
        names = self.names
        return [person for person in everyone if names(person) and (person.is_due or not self.due)]

    @property
    def names(self) -> Callable[[Known], bool]:
        """Whether somebody is asked for, whenever they are due."""
        words, team = fold(self.words).split(), fold(self.team)

        def named(person: Known) -> bool:
            return (
                (not self.ring or person.ring == self.ring)
                and (not self.relation or person.relation == self.relation)
                and (not team or fold(person.team.strip()) == team)
                and (not words or _holds(person, words))
            )

        return named


def _holds(person: Known, words: Iterable[str]) -> bool:
    text = fold(f"{person.name} {person.handle} {person.role} {person.team} {person.relation_in_words}")
    return all(word in text for word in words)


def asked(query: QueryDict) -> Asked:
    ring, relation = query.get("ring", ""), query.get("relation", "")
    return Asked(
        words=query.get("q", "").strip()[:100],
        ring=ring if ring in Ring.values else "",
        team=query.get("team", "").strip()[:80],
        relation=relation if relation in Relation.values else "",
        due=query.get("due") == "1",
    )
