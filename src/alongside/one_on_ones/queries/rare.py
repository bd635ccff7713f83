"""Talks of the next days; and those that come round rarely: of the next day, with somebody of the leader's ring or a
level up."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from alongside.accounts.models import Member
from alongside.evidence.models import Activity
from alongside.one_on_ones.models import Pair
from alongside.one_on_ones.queries.between import pair_about
from alongside.one_on_ones.queries.pairs import pairs_of
from alongside.one_on_ones.queries.schedule import Schedule, schedules
from alongside.people.models import Person, Ring
from alongside.people.queries import forms_of, persons_by_identity, persons_of, persons_who_are

RARE = (Ring.LEADERS, Ring.NEXT_LEVEL)
AHEAD, WEEK = timedelta(hours=24), timedelta(days=7)
FEW = 8
"""A meeting of more is no talk with anybody."""

type Named = Callable[[str, str], int | None]
type Held = Sequence[tuple[Pair, Schedule]]
type _Soon = list[tuple[Pair, datetime]]
type _Invited = dict[int, datetime]
"""Key of a person → when they are met first."""


@dataclass(frozen=True, slots=True)
class Talk:
    person: Person
    starts_at: datetime
    pair: Pair | None = None


def talks_ahead(viewer: Member, *, now: datetime, held: Held | None = None) -> list[Talk]:
    """Of the next seven days, rare or not, the soonest first. `held` are the viewer's open pairs with their meetings,
    where they have been looked up."""
    times = _held(viewer, now) if held is None else held
    nexts = ((pair, meetings.next) for pair, meetings in times)
    soon = [(pair, slot.starts_at) for pair, slot in nexts if slot and now <= slot.starts_at <= now + WEEK]
    invited = _invited(viewer, now)
    found = (*_of_pairs(viewer, soon), *_of_the_calendar(viewer, invited))
    return sorted(found, key=lambda talk: talk.starts_at)


def rare_talks(viewer: Member, *, now: datetime) -> list[Talk]:
    """Of the next 24 hours, the soonest first, one for each person."""
    return rare_among(talks_ahead(viewer, now=now), now=now)


def rare_among(talks: Iterable[Talk], *, now: datetime) -> list[Talk]:
    first: dict[int, Talk] = {}
    for talk in (talk for talk in talks if talk.person.ring in RARE and talk.starts_at <= now + AHEAD):
        there = first.setdefault(talk.person.pk, talk)
        if talk.pair and not there.pair:
            first[talk.person.pk] = Talk(talk.person, there.starts_at, talk.pair)
    return list(first.values())


def talk_with(viewer: Member, person: Person, named: Named, *, now: datetime) -> Talk | None:
    """The next talk with this person within 24 hours, rare or not. `named` tells whom a name and an address mean."""
    if pair := pair_about(viewer, person):
        upcoming = schedules(viewer, [pair], now=now)[pair.pk].next
        return Talk(person, upcoming.starts_at, pair) if upcoming and upcoming.starts_at <= now + AHEAD else None
    theirs = (
        meeting.happened_at for meeting in _meetings(viewer, now, AHEAD) if person.pk in _attendees(meeting, named)
    )
    starts_at = next(theirs, None)
    return Talk(person, starts_at) if starts_at else None


def _held(viewer: Member, now: datetime) -> Held:
    pairs = list(pairs_of(viewer).filter(archived_at=None))
    times = schedules(viewer, pairs, now=now)
    return [(pair, times[pair.pk]) for pair in pairs]


def _of_pairs(viewer: Member, soon: _Soon) -> Iterator[Talk]:
    """Of who started the pair, with the viewer's own row for them, where they have one."""
    owners = [pair.owner_id for pair, _ in soon if pair.owner_id != viewer.pk]
    mine = {owner: row for owner, row in persons_who_are(viewer, owners).items() if not row.removed_at}
    for pair, starts_at in soon:
        person = pair.person if pair.owner_id == viewer.pk else mine.get(pair.owner_id)
        if person:
            yield Talk(person, starts_at, pair)


def _of_the_calendar(viewer: Member, invited: _Invited) -> Iterator[Talk]:
    rows = persons_of(viewer).filter(pk__in=list(invited))
    return (Talk(row, invited[row.pk]) for row in rows)


def _invited(viewer: Member, now: datetime) -> _Invited:
    meetings = _meetings(viewer, now, WEEK)
    known = persons_by_identity(viewer) if meetings else {}

    def named(name: str, address: str) -> int | None:
        return next((known[form] for form in forms_of(name, address) if form in known), None)

    return {key: meeting.happened_at for meeting in reversed(meetings) for key in _attendees(meeting, named)}


def _meetings(viewer: Member, now: datetime, ahead: timedelta) -> list[Activity]:
    """The soonest first."""
    rows = Activity.objects.visible_to(viewer).filter(kind="meeting", vanished_at=None)
    days = (now.astimezone(viewer.zone).date() - timedelta(days=1), (now + ahead).astimezone(viewer.zone).date())
    return list(rows.filter(day__range=days, happened_at__range=(now, now + ahead)).order_by("happened_at", "pk")[:200])


def _attendees(meeting: Activity, named: Named) -> set[int]:
    there = meeting.details.get("credits", ())
    found = (named(name, address) for _, name, address in there) if len(there) <= FEW else ()
    return {person for person in found if person}
