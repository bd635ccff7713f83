"""Everybody around a member, as the rings show them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import NamedTuple

from django.db.models import Count

from alongside.accounts.models import Member
from alongside.people.circles import Comparison, compare
from alongside.people.models import RING_OF, Aim, NextRole, Person, Relation, Ring, Touchpoint, TouchpointKind
from alongside.people.models.persons import ring_of, wanted_every
from alongside.people.queries.cadence import Stands, as_text, day_in, how_they_stand, last_contact
from alongside.people.queries.finding import persons_of
from alongside.people.rings import Placed

RECENT = timedelta(days=180)
"""How long ago something may have been seen to count as recent work."""


class Row(NamedTuple):
    """Of a person what the rings show: two thousand of them are quicker as plain values."""

    pk: int
    name: str
    handle: str
    relation: str
    role: str
    team: str
    placed_in: str
    decides: str
    friend: str
    cadence_days: int | None
    created: str
    last: str | None

    @property
    def ring(self) -> str:
        return _stand(self.placed_in, self.relation).ring

    @property
    def relation_in_words(self) -> str:
        return _WORDS[self.relation]

    @property
    def is_decider(self) -> bool:
        return self.decides in _TRUE

    @property
    def wanted_every(self) -> int:
        return _stand(self.placed_in, self.relation).every if self.cadence_days is None else self.cadence_days


class _Stand(NamedTuple):
    """What all have in common whom the same relation and the same hand placed."""

    ring: str
    order: int
    every: int


@cache
def _stand(placed_in: str, relation: str) -> _Stand:
    ring = ring_of(placed_in, relation)
    return _Stand(ring.value, list(Ring).index(ring), wanted_every(ring, None))


@dataclass(frozen=True, slots=True)
class Around:
    """Everybody around a member. Those alone who are asked for are put in order, from the inner ring outwards, each by
    name, and looked at for how fresh that is."""

    viewer: Member
    today: date
    rows: Sequence[Row]

    def __len__(self) -> int:
        return len(self.rows)

    def placed(self, among: Callable[[Row], object] | None = None) -> list[Placed]:
        rows = [row for row in self.rows if among(row)] if among else list(self.rows)
        rows.sort(key=lambda row: row.name.casefold())
        rows.sort(key=lambda row: _stand(row.placed_in, row.relation).order)
        how, day = how_they_stand(self.viewer, self.today), day_in(self.viewer.zone)
        seen = _seen(self.viewer, self.today)
        return [_placed(row, how(row.pk), day, seen.get(row.pk, 0)) for row in rows]


def around(viewer: Member, today: date) -> Around:
    return Around(viewer, today, _rows(viewer, today))


def placed(viewer: Member, today: date) -> list[Placed]:
    """All of them. Three queries, however many they are."""
    return around(viewer, today).placed()


def _rows(viewer: Member, today: date) -> list[Row]:
    """As they were added. Truth and time as text, because Django hands on thousands of texts as they are."""
    asked = (
        persons_of(viewer)
        .order_by("pk")
        .annotate(
            created=as_text("created_at"),
            last=last_contact(viewer, today),
            deciding=as_text("decides"),
            friendly=as_text("friend"),
        )
    )
    return list(map(Row._make, asked.values_list(*_FIELDS)))


def _placed(row: Row, stands: Stands, day: Callable[[str], date], seen: int) -> Placed:
    """By place, not by name: there are thousands."""
    pk, name, handle, relation, role, team, placed_in, decides, friend, cadence_days, created, last = row
    ring, _, own = _stand(placed_in, relation)
    every = own if cadence_days is None else cadence_days
    now = stands(day(last), date.min, every) if last else stands(None, day(created), every)
    return Placed(
        *(pk, name, ring, relation, _WORDS[relation], handle, team, role, now.state, now.days, every, now.is_due, seen),
        *(bool(placed_in), friend in _TRUE, decides in _TRUE),
    )


def aim_of(viewer: Member) -> NextRole | None:
    found = Aim.objects.visible_to(viewer).first()
    return NextRole(found.role) if found else None


def compared(viewer: Member, today: date) -> Comparison | None:
    """The circle that the role wanted next needs; nothing while none is chosen."""
    role = aim_of(viewer)
    return compare(role, placed(viewer, today)) if role else None


def natural_ring(person: Person) -> Ring:
    """Where their relation puts them."""
    return RING_OF[Relation(person.relation)]


def _seen(viewer: Member, today: date) -> dict[int, int]:
    """Key of the person → pieces of the viewer's recent work."""
    since = datetime.combine(today - RECENT, time(), viewer.zone)
    # All kinds: said, so that the index by kind and time is taken, which leads past those of earlier years.
    recent = Touchpoint.objects.visible_to(viewer).filter(kind__in=TouchpointKind.values, at__gte=since)
    saw = recent.exclude(saw="").order_by()
    return dict(saw.values_list("person").annotate(count=Count("saw", distinct=True)))


_FIELDS = tuple({"decides": "deciding", "friend": "friendly"}.get(name, name) for name in Row._fields)
_TRUE = {"1", "true"}
"""As SQLite and as PostgreSQL write it."""
_WORDS = {relation.value: str(relation.label) for relation in Relation}
