"""Whom names and addresses on record mean, and what is shown of those persons."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.db.models import Case, Value, When

from alongside.accounts.models import Member
from alongside.people.models import Identity, Person, Relation, Ring
from alongside.people.models.persons import ring_of
from alongside.people.queries import Known, forms_of, known_as, names_and_identities, own_names, unshared
from alongside.sharing.door import SharedQuerySet

# As texts: two thousand persons are read for many a page, and converting truths and moments costs more than reading.
_FLAGS = {
    "as_decider": Case(When(decides=True, then=Value("yes")), default=Value("")),
    "as_friend": Case(When(friend=True, then=Value("yes")), default=Value("")),
    "is_gone": Case(When(removed_at=None, then=Value("")), default=Value("yes")),
}


class _Row(NamedTuple):
    """A person as the query gives them: its names are the query's, in its order."""

    pk: int
    name: str
    handle: str
    relation: str
    role: str
    team: str
    placed_in: str
    reports_to_id: int | None
    as_decider: str
    as_friend: str
    is_gone: str


@dataclass(frozen=True, slots=True)
class Someone:
    """A person as the pages of this room tell of them."""

    id: int
    name: str
    handle: str
    relation: str
    role: str
    team: str
    placed_in: str
    reports_to: int | None
    decides: bool
    friend: bool

    @property
    def ring(self) -> Ring:
        return ring_of(self.placed_in, self.relation)

    @property
    def relation_words(self) -> str:
        return Relation(self.relation).label

    @property
    def is_decider(self) -> bool:
        return self.decides or self.relation == Relation.DECISION_MAKER


def those_there(viewer: Member, keys: Iterable[int]) -> dict[int, Someone]:
    """Of these persons, who was not removed: for who needs no others."""
    there = Person.objects.visible_to(viewer).filter(pk__in=keys, removed_at=None)
    return {row.pk: _someone(row) for row in _rows_of(there)}


def _rows_of(persons: SharedQuerySet[Person]) -> Iterable[_Row]:
    return map(_Row._make, persons.order_by().annotate(**_FLAGS).values_list(*_Row._fields))


def _someone(row: _Row) -> Someone:
    return Someone(
        id=row.pk,
        name=row.name,
        handle=row.handle,
        relation=row.relation,
        role=row.role,
        team=row.team,
        placed_in=row.placed_in,
        reports_to=row.reports_to_id,
        decides=bool(row.as_decider),
        friend=bool(row.as_friend),
    )


class Whom:
    """The persons of a viewer, fetched once and when they are asked for; the viewer is none of them.

    `few`: whom names mean is asked, and of the persons nothing else. Then only their names are read."""

    def __init__(self, viewer: Member, *, few: bool = False) -> None:
        self._viewer, self._few = viewer, few
        self._found: dict[tuple[str, str], int | None] = {}

    @cached_property
    def _everyone(self) -> dict[int, _Row]:
        return {row.pk: row for row in _rows_of(Person.objects.visible_to(self._viewer))}

    @cached_property
    def _rows(self) -> dict[int, _Row]:
        """Who is there."""
        return {key: row for key, row in self._everyone.items() if not row.is_gone}

    @cached_property
    def removed(self) -> dict[int, str]:
        """Who was removed, by name: they saw what they saw, and are proposed for nothing."""
        return {key: row.name for key, row in self._everyone.items() if row.is_gone}

    def __contains__(self, key: int) -> bool:
        return key in self._rows

    def __getitem__(self, key: int) -> Someone:
        """Who was removed too: what they saw can still be read."""
        return _someone(self._everyone[key])

    def some(self, keys: Iterable[int]) -> dict[int, Someone]:
        return {key: self[key] for key in keys if key in self._rows}

    @cached_property
    def deciders(self) -> tuple[Someone, ...]:
        """Who takes part in deciding on the viewer's promotion."""
        decides = Relation.DECISION_MAKER
        return self._those(key for key, row in self._rows.items() if row.as_decider or row.relation == decides)

    def related(self, *relations: str) -> tuple[Someone, ...]:
        return self._those(key for key, row in self._rows.items() if row.relation in relations)

    def of_team(self, team: str) -> tuple[Someone, ...]:
        return self._those(self._teams.get(team, ()))

    @cached_property
    def _teams(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for key, row in self._rows.items():
            found[row.team].append(key)
        return found

    def in_rings(self) -> dict[Ring, list[int]]:
        """Their keys, by name."""
        found: dict[Ring, list[int]] = {ring: [] for ring in Ring}
        for key, row in self._rows.items():
            found[ring_of(row.placed_in, row.relation)].append(key)
        return {ring: self._by_name(found[ring]) for ring in Ring}

    def _those(self, keys: Iterable[int]) -> tuple[Someone, ...]:
        return tuple(self[key] for key in self._by_name(keys))

    def _by_name(self, keys: Iterable[int]) -> list[int]:
        return sorted(keys, key=lambda key: (self._rows[key].name, key))

    def named(self, name: str, address: str) -> int | None:
        """The person who is known so; None for nobody's and for the viewer's own names."""
        if (name, address) not in self._found:
            self._found[name, address] = self._find(name, address)
        return self._found[name, address]

    def _find(self, name: str, address: str) -> int | None:
        known = forms_of(name, address)
        if self._known.mine.intersection(known):
            return None
        return next((key for each in known if (key := self._bearer(each))), None)

    def _bearer(self, known: Known) -> int | None:
        return self._known.persons.get(known) or self._by_names.get(known)

    @cached_property
    def _by_names(self) -> dict[Known, int]:
        """By the names they bear here, compared only for who is known by nothing else."""
        return unshared(self._known.names)

    @cached_property
    def _known(self) -> "_Known":
        names, identities = names_and_identities(self._viewer) if self._few else self._names_and_identities()
        mine = own_names(self._viewer, ((kind, value) for kind, value, person in identities if person is None))
        return _Known({known_as(kind, value): person for kind, value, person in identities if person}, mine, names)

    def _names_and_identities(self) -> tuple[list[tuple[str, int]], list[tuple[str, str, int | None]]]:
        identities = Identity.objects.visible_to(self._viewer).order_by().values_list("kind", "value", "person_id")
        return [(row.name, key) for key, row in self._everyone.items()], list(identities)


@dataclass(frozen=True, slots=True)
class _Known:
    persons: dict[Known, int]
    mine: set[Known]
    names: list[tuple[str, int]]
