"""What the viewer needs of others, who helps with it, and what has nobody."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from alongside.accounts.models import Member
from alongside.growth.models import Need
from alongside.growth.models.needs import STARTERS
from alongside.people.models import KnownOf, Person, PersonNote, Relation, Ring
from alongside.people.queries import persons_of
from alongside.people.queries.cadence import day_in, last_contact
from alongside.search.folding import fold
from alongside.sharing.door import SharedQuerySet

_MOST_PROPOSED, _MOST_FREE = 60, 3


@dataclass(frozen=True, slots=True)
class Helper:
    person: Person
    helps: str
    """What the viewer noted that they help with."""
    on: date | None
    """Their last real contact."""
    every: int
    """Days between two contacts as wished; 0 for no reminder."""
    late: bool
    """Whether that time has passed."""


@dataclass(frozen=True, slots=True)
class NeedLine:
    need: Need
    helpers: tuple[Helper, ...]


@dataclass(frozen=True, slots=True)
class Support:
    lines: tuple[NeedLine, ...]
    """Needs with nobody first."""
    starters: tuple[str, ...]
    """Needs that many have, and that are not on the list."""
    free: tuple[Helper, ...]
    """The first mentors, communities and others of the support ring who help with nothing on the list."""
    proposed: tuple[Person, ...]
    """Who is offered first where somebody is chosen."""

    @property
    def with_nobody(self) -> tuple[NeedLine, ...]:
        return tuple(line for line in self.lines if not line.helpers)


def needs_of(viewer: Member, *, dropped: bool = False) -> SharedQuerySet[Need]:
    """With who helps, as far as they are the viewer's."""
    helpers = Prefetch("helped_by", persons_of(viewer))
    rows = Need.objects.visible_to(viewer).filter(dropped_at__isnull=not dropped)
    return rows.prefetch_related(helpers).order_by("created_at", "pk")


def support_of(viewer: Member, *, today: date) -> Support:
    needs = list(needs_of(viewer))
    proposed = _proposed(viewer)
    helping = {person.pk: person for need in needs for person in need.helped_by.all()}
    free = [person for person in proposed if person.pk not in helping][:_MOST_FREE]
    helpers = _helpers(viewer, [*helping.values(), *free], today)
    lines = [NeedLine(need, tuple(helpers[person.pk] for person in need.helped_by.all())) for need in needs]
    ordered = tuple(sorted(lines, key=lambda line: bool(line.helpers)))
    return Support(ordered, _starters(needs), tuple(helpers[person.pk] for person in free), tuple(proposed))


def _proposed(viewer: Member) -> list[Person]:
    rows = persons_of(viewer)
    support = rows.filter(placed_in=Ring.SUPPORT) | rows.filter(
        placed_in="", relation__in=(Relation.MENTOR, Relation.COMMUNITY)
    )
    return list(support[:_MOST_PROPOSED])


def _starters(needs: Iterable[Need]) -> tuple[str, ...]:
    there = {fold(need.text) for need in needs}
    return tuple(text for text in STARTERS if fold(text) not in there)


def _helpers(viewer: Member, persons: Sequence[Person], today: date) -> dict[int, Helper]:
    keys = [person.pk for person in persons]
    rows, day = Person.objects.visible_to(viewer).filter(pk__in=keys), day_in(viewer.zone)
    last = {pk: day(at) for pk, at in rows.values_list("pk", last_contact(viewer, today)) if at}
    notes = PersonNote.objects.visible_to(viewer).filter(person__in=keys, about=KnownOf.HELPS)
    helps = dict(notes.values_list("person_id", "text"))
    return {each.pk: _helper(each, helps.get(each.pk, ""), last.get(each.pk), today) for each in persons}


def _helper(person: Person, helps: str, on: date | None, today: date) -> Helper:
    every = person.wanted_every
    return Helper(person, helps, on, every, bool(every) and (on is None or (today - on).days > every))
