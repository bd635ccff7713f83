"""Who could speak for the viewer's work, and what hangs on one of them."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from alongside.accounts.models import Member
from alongside.evidence.models import Topic
from alongside.growth import wording
from alongside.growth.advocates import Advocate, Claim, advocates
from alongside.growth.dependence import Dependence, Near, Places, dependence, heaviest, nearby
from alongside.growth.queries.record import Record, living, record_of
from alongside.growth.queries.whom import Someone
from alongside.growth.vouching import best_first
from alongside.lib.wording import first_name, in_days
from alongside.people.models import Ring

RECENT = timedelta(days=730)
"""Claims of the last two years, unless all are asked for: what a promotion is decided on."""
_NEAR = 5
_CODE = ("commit", "merge", "pull request", "merge request", "change", "patch", "review", "issue", "ticket")


@dataclass(frozen=True, slots=True)
class AdvocateLine:
    who: Someone
    advocate: Advocate


@dataclass(frozen=True, slots=True)
class Lowering:
    """One way to let less hang on one person."""

    text: str
    why: str
    near: Near | None = None
    who: Someone | None = None


@dataclass(frozen=True, slots=True)
class Hanging:
    who: Someone
    found: Dependence
    words: str
    lower: tuple[Lowering, ...]


@dataclass(frozen=True, slots=True)
class Advocates:
    lines: tuple[AdvocateLine, ...]
    record: Record
    unspoken: tuple[Claim, ...]
    """Claims for which nobody could speak, the latest first."""
    hanging: Hanging | None
    gone: tuple[tuple[str, int], ...]
    """Who saw some of it and was removed from the people since: name, and how many claims."""

    @property
    def spoken_for(self) -> int:
        return len(self.record.claims) - len(self.unspoken)


def first_day(today: date, *, everything: bool = False) -> date | None:
    return None if everything else today - RECENT


def advocates_of(viewer: Member, *, today: date, since: date | None = None) -> Advocates:
    record = record_of(viewer, today=today, since=since)
    lines = tuple(
        AdvocateLine(record.whom[one.person], one) for one in best_first(advocates(record.sights), today=today)
    )
    known = {sight.claim.key for sight in record.sights}
    unspoken = tuple(claim for claim in record.claims if claim.key not in known)
    most = heaviest(record.claims, record.sights)
    hanging = _hanging(viewer, record, most) if most else None
    gone = Counter(record.whom.removed[sight.person] for sight in record.gone)
    return Advocates(lines, record, unspoken, hanging, tuple(gone.most_common()))


def hanging_on(viewer: Member, person: int, *, today: date, since: date | None = None) -> Hanging:
    """How much of the viewer's visibility hangs on this person of theirs."""
    record = record_of(viewer, today=today, since=since)
    return _hanging(viewer, record, dependence(record.claims, record.sights, person))


def _hanging(viewer: Member, record: Record, found: Dependence) -> Hanging:
    who = record.whom[found.person]
    lower = _lower(viewer, record, found) if found.alone else ()
    return Hanging(who, found, wording.hangs_on(found, who.name), lower)


def _lower(viewer: Member, record: Record, found: Dependence) -> tuple[Lowering, ...]:
    """Two ways where there are two: who stands near that work, and a ring in which nobody knows any of it."""
    near = _near(viewer, record, found)
    ring = _ring_of_nobody(record, found.person)
    if len(near) > 1 and ring:
        near = near[:1]
    return (*near, *([ring] if ring else []), _next_change(found))[:2]


def _near(viewer: Member, record: Record, found: Dependence) -> list[Lowering]:
    places = _places(viewer, record)
    return [_shown(record, near) for near in nearby(found.alone[:_NEAR], record.sights, places, without=found.person)]


def _shown(record: Record, near: Near) -> Lowering:
    who = record.whom[near.person]
    name = first_name(who.name)
    why = f"{name} {near.through.words} when you did “{near.through.claim.title}”, also {near.where}, "
    ago = in_days(near.through.on, today=record.today)
    return Lowering(f"Show {name} “{near.claim.title}”.", f"{why}{ago}.", near, who)


def _ring_of_nobody(record: Record, but: int) -> Lowering | None:
    """The nearest ring of the circle in which nobody but them has seen anything."""
    knowing = {sight.person for sight in record.sights} - {but}
    for ring, there in record.whom.in_rings().items():
        if ring == Ring.SUPPORT or not knowing.isdisjoint(there):
            continue
        place = f"{'the ' if ring == Ring.NEXT_LEVEL else 'your '}{ring.label} ring"
        if others := [key for key in there if key != but]:
            first, names = record.whom[others[0]], [record.whom[key].name for key in others]
            why = f"Nobody else in {place} has seen any of your work: {wording.named(names)}."
            return Lowering(f"Tell {first_name(first.name)} of one thing you did.", why, who=first)
        return Lowering(f"Get to know somebody in {place}.", f"Nobody else of your people stands in {place} yet.")
    return None


def _next_change(found: Dependence) -> Lowering:
    """Where the record has nobody closer."""
    claim = found.alone[0]
    text = f"Ask somebody else to review the next change to “{claim.title}”, or tell of it where others listen."
    return Lowering(text, "Who reads a change or hears of it has seen it.")


def _places(viewer: Member, record: Record) -> Places:
    where: dict[str, set[str]] = {claim.key: set() for claim in record.claims}
    pieces, entries = list(record.links.pieces), list(record.links.entries)
    rows = living(viewer, pieces).filter(living__kind__in=_CODE, living__origin__gt="").order_by()
    for piece, origin in rows.values_list("pk", "living__origin").distinct():
        for key in record.links.pieces[piece]:
            where[key].add(f"in {origin}")
    topics = Topic.objects.visible_to(viewer).filter(entry__in=entries)
    for entry, name in topics.values_list("entry_id", "name"):
        for key in record.links.entries[entry]:
            where[key].add(f"on #{name}")
    return where
