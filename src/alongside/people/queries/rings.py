"""Everybody around a member, as the rings show them."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db.models import Count

from alongside.accounts.models import Member
from alongside.people.cadence import Standing
from alongside.people.circles import Comparison, compare
from alongside.people.models import RING_OF, Aim, NextRole, Person, Relation, Ring, Touchpoint, TouchpointKind
from alongside.people.models.persons import ring_of, wanted_every
from alongside.people.queries.cadence import as_text, day_in, last_contact, moment, standings
from alongside.people.queries.finding import persons_of
from alongside.people.rings import Placed

RECENT = timedelta(days=180)
"""How long ago something may have been seen to count as recent work."""
RING_NAMES = {
    Ring.INNER: "Inner",
    Ring.LEADERS: "Leader’s",
    Ring.NEXT_LEVEL: "Next level",
    Ring.SUPPORT: "Support",
}


class _Row(NamedTuple):
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
    def created_at(self) -> datetime:
        return moment(self.created)

    @property
    def ring(self) -> Ring:
        return ring_of(self.placed_in, self.relation)

    @property
    def wanted_every(self) -> int:
        return wanted_every(self.ring, self.cadence_days)


def placed(viewer: Member, today: date) -> list[Placed]:
    """From the inner ring outwards, each by name. Three queries, however many they are."""
    rows, day = _rows(viewer, today), day_in(viewer.zone)
    last = {row.pk: day(row.last) for row in rows if row.last}
    stands, seen = standings(viewer, today, persons=rows, last=last), _seen(viewer, today)
    found = [_placed(row, stands[row.pk], seen.get(row.pk, 0)) for row in rows]
    return sorted(found, key=lambda each: (_ORDER[each.ring], each.name.casefold(), each.pk))


def _rows(viewer: Member, today: date) -> list[_Row]:
    """In no order. Truth and time as text, because Django hands on thousands of texts as they are."""
    asked = (
        persons_of(viewer)
        .order_by()
        .annotate(
            created=as_text("created_at"),
            last=last_contact(viewer, today),
            deciding=as_text("decides"),
            friendly=as_text("friend"),
        )
    )
    return list(map(_Row._make, asked.values_list(*_FIELDS)))


def _placed(row: _Row, stands: Standing, seen: int) -> Placed:
    ring = row.ring
    return Placed(
        row.pk,
        row.name,
        ring.value,
        row.relation,
        _WORDS[row.relation],
        row.handle,
        row.team,
        row.role,
        stands.state,
        days=stands.days,
        wanted_every=wanted_every(ring, row.cadence_days),
        is_due=stands.is_due,
        seen=seen,
        by_hand=bool(row.placed_in),
        friend=row.friend in _TRUE,
        decides=row.decides in _TRUE,
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


_FIELDS = tuple({"decides": "deciding", "friend": "friendly"}.get(name, name) for name in _Row._fields)
_TRUE = {"1", "true"}
"""As SQLite and as PostgreSQL write it."""
_WORDS = {relation.value: str(relation.label) for relation in Relation}
_ORDER = {ring.value: number for number, ring in enumerate(Ring)}
