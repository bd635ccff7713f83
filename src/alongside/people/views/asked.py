"""Which of the persons around somebody are asked for: what stands behind the ? of the rings page."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from alongside.people.models import Relation, Ring
from alongside.people.rings import Placed
from alongside.search.folding import fold


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
        return [person for person in everyone if self._means(person)]

    def _means(self, person: Placed) -> bool:
        return (
            (not self.ring or person.ring == self.ring)
            and (not self.relation or person.relation == self.relation)
            and (not self.team or fold(person.team.strip()) == fold(self.team))
            and (not self.due or person.is_due)
            and (not self.words or self._found_in(person))
        )

    def _found_in(self, person: Placed) -> bool:
        text = fold(f"{person.name} {person.handle} {person.role} {person.team} {person.relation_in_words}")
        return all(word in text for word in fold(self.words).split())


def asked(query: QueryDict) -> Asked:
    ring, relation = query.get("ring", ""), query.get("relation", "")
    return Asked(
        words=query.get("q", "").strip()[:100],
        ring=ring if ring in Ring.values else "",
        team=query.get("team", "").strip()[:80],
        relation=relation if relation in Relation.values else "",
        due=query.get("due") == "1",
    )
