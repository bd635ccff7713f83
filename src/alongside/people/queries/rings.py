"""Everybody around a member, as the rings show them."""

from datetime import date, datetime, time, timedelta

from django.db.models import Count

from alongside.accounts.models import Member
from alongside.people.circles import Comparison, compare
from alongside.people.models import RING_OF, Aim, NextRole, Person, Relation, Ring, Touchpoint
from alongside.people.queries.cadence import standings
from alongside.people.rings import Placed

RECENT = timedelta(days=180)
"""How long ago something may have been seen to count as recent work."""
RING_NAMES = {
    Ring.INNER: "Inner",
    Ring.LEADERS: "Leader’s",
    Ring.NEXT_LEVEL: "Next level",
    Ring.SUPPORT: "Support",
}


def placed(viewer: Member, today: date) -> list[Placed]:
    """From the inner ring outwards, each by name. Four queries, however many they are."""
    persons = list(Person.objects.visible_to(viewer))
    stands, seen = standings(viewer, today, persons=persons), _seen(viewer, today)
    found = [
        Placed(
            pk=person.pk,
            name=person.name,
            handle=person.handle,
            ring=person.ring.value,
            relation=person.relation,
            relation_in_words=_WORDS[person.relation],
            team=person.team,
            role=person.role,
            state=stands[person.pk].state,
            days=stands[person.pk].days,
            wanted_every=person.wanted_every,
            is_due=stands[person.pk].is_due,
            seen=seen.get(person.pk, 0),
            by_hand=bool(person.placed_in),
            friend=person.friend,
            decides=person.decides,
        )
        for person in persons
    ]
    return sorted(found, key=lambda each: (_ORDER[each.ring], each.name.casefold(), each.pk))


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
    saw = Touchpoint.objects.visible_to(viewer).filter(at__gte=since).exclude(saw="").order_by()
    return dict(saw.values_list("person").annotate(count=Count("saw", distinct=True)))


_WORDS = {relation.value: str(relation.label) for relation in Relation}
_ORDER = {ring.value: number for number, ring in enumerate(Ring)}
