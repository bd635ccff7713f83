"""The viewer's promotion: who decides, what each of them knows, and the friendly ways to them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import OuterRef, Subquery

from alongside.accounts.models import Member
from alongside.growth import wording
from alongside.growth.advocates import Claim, Coverage, Sight, Source, coverage
from alongside.growth.queries.record import Record, record_of
from alongside.growth.queries.whom import Someone, Whom
from alongside.growth.ways import Around, Known, Met, Together, Way, ways_to
from alongside.people.models import Person, Relation, Touchpoint, TouchpointKind
from alongside.people.models.touchpoints import REAL

MOST = 8
"""Who decides, on one page; those who were said to come before those who do so by relation."""
_MEETINGS = (TouchpointKind.MEETING, TouchpointKind.HOSTED)
_A_YEAR, _HALF_A_YEAR = timedelta(days=365), timedelta(days=183)
_MOST_MEETINGS, _MOST_AROUND, _MOST_CLOSE = 60, 200, 12


@dataclass(frozen=True, slots=True)
class DeciderLine:
    who: Someone
    knows: tuple[Sight, ...]
    """The latest first."""
    unseen: tuple[Claim, ...]
    ways: tuple[Way, ...]
    met: Met | None

    @property
    def on(self) -> date | None:
        return self.knows[0].on if self.knows else None


@dataclass(frozen=True, slots=True)
class Promotion:
    record: Record
    coverage: Coverage
    """Who of those in `lines` met which claim, and what nobody at all who decides has seen."""
    lines: tuple[DeciderLine, ...]
    words: str
    candidates: tuple[Someone, ...]
    """Who may well take part in deciding, and is not said to."""
    more: int
    """Who decides too and is left out: more than a picture can hold."""

    @property
    def unseen_stories(self) -> tuple[Claim, ...]:
        return tuple(claim for claim in self.coverage.unseen if not claim.is_weak)


def promotion_of(viewer: Member, *, today: date, since: date | None = None) -> Promotion:
    record = record_of(viewer, today=today, since=since)
    everyone = sorted(record.whom.deciders, key=lambda each: not each.decides)
    deciders = everyone[:MOST]
    found = coverage(record.claims, record.sights, [each.id for each in everyone])
    around = _around(viewer, record, deciders) if deciders else Around({})
    untold = _untold(record, found)
    lines = tuple(_line(record, untold, around, each) for each in deciders)
    near = record.whom.related(Relation.MANAGER, Relation.SKIP_LEVEL, Relation.MANAGERS_PEER)
    candidates = tuple(each for each in near if not each.is_decider)[:MOST]
    more = len(everyone) - len(deciders)
    return Promotion(record, found.of_first(MOST), lines, wording.covered(found), candidates, more)


def _untold(record: Record, found: Coverage) -> list[Claim]:
    """All claims in the order in which they are worth telling: stories, what nobody up there knows, the latest."""
    nobody = {claim.key for claim in found.unseen}
    return sorted(record.claims, key=lambda claim: (claim.is_weak, claim.key not in nobody, -claim.on.toordinal()))


def _line(record: Record, untold: Sequence[Claim], around: Around, who: Someone) -> DeciderLine:
    knows = record.of(who.id)
    known = {sight.claim.key for sight in knows}
    unseen = [claim for claim in untold if claim.key not in known]
    ways = ways_to(who.id, unseen, around, today=record.today)
    return DeciderLine(who, knows, tuple(unseen), ways, around.met.get(who.id))


def _around(viewer: Member, record: Record, deciders: Sequence[Someone]) -> Around:
    """Who could stand between: those who know the work, were met lately, or stand close to somebody who decides."""
    meetings = _meetings(viewer, deciders, record.today)
    close = [key for each in deciders for key in (each.id, *_close(record.whom, each))]
    seen = [sight.person for sight in record.sights]
    together = [person for meeting in meetings for person in sorted(meeting.persons)]
    keys = list(dict.fromkeys([*close, *seen, *together]))[:_MOST_AROUND]
    met = _met(viewer, keys, record.today)
    persons = {key: Known(key, each.name, each.team, each.reports_to) for key, each in record.whom.some(keys).items()}
    return Around(persons, met, meetings, record.sights)


def _close(whom: Whom, decider: Someone) -> list[int]:
    team = [each.id for each in whom.of_team(decider.team)] if decider.team else []
    return [*team, *([decider.reports_to] if decider.reports_to else [])][:_MOST_CLOSE]


def _meetings(viewer: Member, deciders: Sequence[Someone], today: date) -> list[Together]:
    """Of the last year, those with somebody who decides, the latest first, each with whom else of the viewer's."""
    mine = Touchpoint.objects.visible_to(viewer)
    lately = mine.filter(kind__in=_MEETINGS, at__gte=midnight(viewer, today - _A_YEAR))
    theirs = lately.filter(person__in=[each.id for each in deciders])
    rows = theirs.exclude(source_id="").order_by("-at", "-pk")
    told = {row[0]: row for row in rows.values_list("source_id", "text", "at", "url")[: 3 * _MOST_MEETINGS]}
    some = dict(list(told.items())[:_MOST_MEETINGS])
    persons: dict[str, set[int]] = defaultdict(set)
    for name, person in lately.filter(source_id__in=list(some)).values_list("source_id", "person_id"):
        persons[name].add(person)
    return [
        Together(frozenset(persons[name]), text, at.astimezone(viewer.zone).date(), Source("meeting", text, url))
        for name, text, at, url in some.values()
        if text
    ]


def _met(viewer: Member, persons: Sequence[int], today: date) -> dict[int, Met]:
    """The last real contact with each of them in half a year, the latest first."""
    since, until = midnight(viewer, today - _HALF_A_YEAR), midnight(viewer, today + timedelta(days=1))
    mine = Touchpoint.objects.visible_to(viewer)
    real = mine.filter(person=OuterRef("pk"), weight__gte=REAL, at__gte=since, at__lt=until).order_by("-at", "-pk")
    last = Person.objects.visible_to(viewer).filter(pk__in=persons).values(last=Subquery(real.values("pk")[:1]))
    rows = mine.filter(pk__in=last).order_by("-at", "-pk")
    found = {}
    for person, kind, at, text, url in rows.values_list("person_id", "kind", "at", "text", "url"):
        label = text or TouchpointKind(kind).label
        source = Source("meeting" if kind in _MEETINGS else "message", label, url)
        found[person] = Met(at.astimezone(viewer.zone).date(), label, source)
    return found


def midnight(viewer: Member, day: date) -> datetime:
    return datetime.combine(day, time.min, viewer.zone)
