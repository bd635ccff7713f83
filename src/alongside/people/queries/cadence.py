"""With whom a contact is wanted, and since when."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from functools import lru_cache, partial

from django.db.models import CharField, OuterRef, Subquery
from django.db.models.functions import Cast

from alongside.accounts.models import Member
from alongside.people.cadence import Span, Standing, standing
from alongside.people.models import REAL, Pause, Person, Touchpoint
from alongside.people.queries.finding import persons_of
from alongside.sharing.door import SharedQuerySet

_FEW = 20
"""Of so many alone the contacts are looked up; of more, those of everybody."""


@dataclass(frozen=True, slots=True)
class Due:
    person: Person
    standing: Standing


def due(viewer: Member, today: date) -> list[Due]:
    """Those whose cadence has run out, the latest first. On a day of a pause nobody is."""
    persons = {person.pk: person for person in persons_of(viewer)}
    found = standings(viewer, today, persons=persons.values())
    waiting = [Due(persons[key], each) for key, each in found.items() if each.is_due]
    return sorted(waiting, key=lambda each: (-each.standing.late, each.person.name, each.person.pk))


def standings(viewer: Member, today: date, *, persons: Iterable[Person] | None = None) -> dict[int, Standing]:
    """How each person stands today: key of the person → standing. Three queries, however many they are."""
    everyone = list(persons_of(viewer) if persons is None else persons)
    last, stands = _last_contacts(viewer, today, everyone), how_they_stand(viewer, today)
    found = {}
    for person in everyone:
        since = person.created_at.astimezone(viewer.zone).date()
        found[person.pk] = stands(person.pk)(last.get(person.pk), since, person.wanted_every)
    return found


type Stands = Callable[[date | None, date, int], Standing]
"""The day of the last real contact, the day they came into the picture, how often one is wanted → how they stand."""


def how_they_stand(viewer: Member, today: date) -> Callable[[int], Stands]:
    """Of each person, by their key. One query."""
    mine, theirs = _pauses(viewer)
    # Many stand alike: whoever has no pauses of their own is not looked at one by one.
    alike = _stands(tuple(mine), today)
    own = {person: _stands((*mine, *spans), today) for person, spans in theirs.items()}
    return lambda person: own.get(person, alike)


@lru_cache(maxsize=64)
def _stands(away: tuple[Span, ...], today: date) -> Stands:
    """With these pauses, on this day."""

    @lru_cache(maxsize=10_000)
    def stands(last_on: date | None, since: date, every: int) -> Standing:
        return standing(last_on=last_on, since=last_on or since, every=every, pauses=away, today=today)

    return stands


def touchpoints_of(viewer: Member, person: Person | None = None) -> SharedQuerySet[Touchpoint]:
    """The latest first."""
    rows = Touchpoint.objects.visible_to(viewer).select_related("person").order_by("-at", "-pk")
    return rows.filter(person=person) if person else rows


def pauses_of(viewer: Member, person: Person | None = None) -> SharedQuerySet[Pause]:
    """The viewer's own, or those of a person; the latest first."""
    return Pause.objects.visible_to(viewer).filter(person=person).order_by("-first_on", "-pk")


def _last_contacts(viewer: Member, today: date, persons: list[Person]) -> dict[int, date]:
    rows, day = Person.objects.visible_to(viewer), day_in(viewer.zone)
    if len(persons) <= _FEW:
        rows = rows.filter(pk__in=[person.pk for person in persons])
    return {person: day(at) for person, at in rows.values_list("pk", last_contact(viewer, today)) if at}


def last_contact(viewer: Member, today: date) -> Cast:
    """Of each person, as text. One look into the index for each, however many contacts there are."""
    until = datetime.combine(today + timedelta(days=1), time(), viewer.zone)
    real = Touchpoint.objects.visible_to(viewer).filter(person=OuterRef("pk"), weight__gte=REAL, at__lt=until)
    return as_text(Subquery(real.order_by("-at").values("at")[:1]))


def as_text(at: Subquery | str) -> Cast:
    """A moment as the database writes it: of thousands, `day_in` reads them in a fraction of the time."""
    return Cast(at, CharField())


def day_in(zone: tzinfo) -> Callable[[str], date]:
    """On which day there a moment was."""
    return partial(_day, zone)


@lru_cache(maxsize=10_000)
def _day(zone: tzinfo, text: str) -> date:
    """The databases keep UTC: PostgreSQL says so, SQLite does not."""
    return datetime.fromisoformat(text if "+" in text else f"{text}+00:00").astimezone(zone).date()


def _pauses(viewer: Member) -> tuple[list[Span], dict[int, list[Span]]]:
    mine: list[Span] = []
    theirs: dict[int, list[Span]] = {}
    for person, *span in Pause.objects.visible_to(viewer).values_list("person", "first_on", "last_on"):
        (theirs.setdefault(person, []) if person else mine).append((span[0], span[1]))
    return mine, theirs
