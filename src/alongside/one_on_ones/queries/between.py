"""What is between a member and one of their persons: what they last talked about, and what is open."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from alongside.accounts.models import Member
from alongside.lib import wording
from alongside.one_on_ones.models import Pair, Promise, TalkingPoint
from alongside.one_on_ones.queries.agenda import PromiseLine, promise_line
from alongside.one_on_ones.queries.history import Past, history
from alongside.one_on_ones.queries.pairs import pairs_of, when_words
from alongside.one_on_ones.queries.schedule import schedules
from alongside.people.models import Person, Touchpoint, TouchpointKind
from alongside.people.models.touchpoints import REAL
from alongside.people.queries import members_behind

MEETINGS, POINTS, PROMISES = 3, 5, 12
MOST_POINTS = 200
_OF_PAIRS = "one-on-ones"
"""The source of touchpoints that come from meetings of a pair."""


@dataclass(frozen=True)
class Between:
    person: Person
    pair: Pair | None
    twins: tuple[Pair, ...] = ()
    """All open pairs with them, where there are several: of two persons who were merged each may have had one."""
    next_words: str = ""
    pasts: tuple[Past, ...] = ()
    """The latest meetings in which something was said, written or promised, and one-on-ones of the calendar."""
    points: tuple[TalkingPoint, ...] = ()
    more_points: int = 0
    mine: tuple[PromiseLine, ...] = ()
    theirs: tuple[PromiseLine, ...] = ()

    @property
    def first_name(self) -> str:
        return wording.first_name(self.person.name)

    @property
    def is_quiet(self) -> bool:
        return not (self.pasts or self.points or self.mine or self.theirs)


def pair_about(viewer: Member, person: Person) -> Pair | None:
    """The open pair with this person of the viewer's, whoever of the two started it."""
    return next(iter(_pairs_about(viewer, person)), None)


def _pairs_about(viewer: Member, person: Person) -> list[Pair]:
    theirs = Q(other=viewer, owner__in=members_behind(viewer, person))
    return list(pairs_of(viewer).filter(Q(owner=viewer, person=person) | theirs, archived_at=None).order_by("pk"))


def between(viewer: Member, person: Person, *, now: datetime) -> Between:
    pairs = _pairs_about(viewer, person)
    elsewhere = _elsewhere(viewer, person, now)
    if not pairs:
        return Between(person, None, pasts=elsewhere)
    pair = pairs[0]
    upcoming = schedules(viewer, [pair], now=now)[pair.pk].next
    told = [past for past in history(viewer, pair, now=now).pasts if past.points or past.promises or past.notes]
    rows = TalkingPoint.objects.visible_to(viewer).still_open().filter(pair=pair)
    points = list(rows.order_by("position", "pk")[:MOST_POINTS])
    mine, theirs = _promises(viewer, pair, now)
    return Between(
        person,
        pair,
        twins=tuple(pairs) if len(pairs) > 1 else (),
        next_words=when_words(upcoming.starts_at, viewer, now=now) if upcoming else "",
        pasts=_latest(told, elsewhere),
        points=tuple(points[:POINTS]),
        more_points=max(len(points) - POINTS, 0),
        mine=mine,
        theirs=theirs,
    )


def _elsewhere(viewer: Member, person: Person, now: datetime) -> tuple[Past, ...]:
    """One-on-ones on record that are no meetings of a pair: those of the calendar."""
    mine = Touchpoint.objects.visible_to(viewer).filter(person=person, kind=TouchpointKind.ONE_ON_ONE, weight__gte=REAL)
    rows = mine.filter(at__lte=now).exclude(source=_OF_PAIRS).order_by("-at", "-pk")[:MEETINGS]
    return tuple(
        Past(row.at.astimezone(viewer.zone).date(), called=row.text or "One-on-one", source=row.source) for row in rows
    )


def _latest(told: list[Past], elsewhere: tuple[Past, ...]) -> tuple[Past, ...]:
    days = {past.on for past in told}
    both = [*told, *(past for past in elsewhere if past.on not in days)]
    return tuple(sorted(both, key=lambda past: past.on, reverse=True)[:MEETINGS])


def _promises(viewer: Member, pair: Pair, now: datetime) -> tuple[tuple[PromiseLine, ...], tuple[PromiseLine, ...]]:
    rows = Promise.objects.visible_to(viewer).still_open().filter(pair=pair).order_by("due_on", "created_at")
    lines = [promise_line(promise, pair, viewer, now=now) for promise in rows[:PROMISES]]
    side = pair.side_of(viewer)
    mine = tuple(line for line in lines if line.promise.side == side)
    return mine, tuple(line for line in lines if line.promise.side != side)
