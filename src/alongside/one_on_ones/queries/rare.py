"""Talks that come round rarely: the meetings of the next day with somebody of the leader's ring or a level up."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from alongside.accounts.models import Member
from alongside.evidence.models import Activity
from alongside.one_on_ones.models import Pair
from alongside.one_on_ones.queries.between import pair_about
from alongside.one_on_ones.queries.pairs import pairs_of
from alongside.one_on_ones.queries.schedule import Schedule, schedules
from alongside.people.models import Person, Ring
from alongside.people.queries import Known, known_as, persons_by_identity, persons_of

RARE = (Ring.LEADERS, Ring.NEXT_LEVEL)
AHEAD = timedelta(hours=24)
FEW = 8
"""A meeting of more is no talk with anybody."""

type Held = Sequence[tuple[Pair, Schedule]]


@dataclass(frozen=True, slots=True)
class RareTalk:
    person: Person
    starts_at: datetime
    pair: Pair | None = None


def rare_talks(viewer: Member, *, now: datetime, held: Held | None = None) -> list[RareTalk]:
    """Of the next 24 hours, the soonest first, one for each person. `held` are the viewer's open pairs with their
    meetings, where they have been looked up."""
    times = _held(viewer, now) if held is None else held
    found = sorted([*_of_pairs(viewer, now, times), *_of_the_calendar(viewer, now)], key=lambda talk: talk.starts_at)
    first: dict[int, RareTalk] = {}
    for talk in found:
        there = first.setdefault(talk.person.pk, talk)
        if talk.pair and not there.pair:
            first[talk.person.pk] = RareTalk(talk.person, there.starts_at, talk.pair)
    return list(first.values())


def _held(viewer: Member, now: datetime) -> Held:
    pairs = list(pairs_of(viewer).filter(archived_at=None))
    times = schedules(viewer, pairs, now=now)
    return [(pair, times[pair.pk]) for pair in pairs]


def _of_pairs(viewer: Member, now: datetime, held: Held) -> Iterator[RareTalk]:
    soon = [(pair, times.next) for pair, times in held if times.next and now <= times.next.starts_at <= now + AHEAD]
    rows = {person.member_id: person for person in _rows_for(viewer, (pair for pair, _ in soon))}
    for pair, slot in soon:
        person = pair.person if pair.owner_id == viewer.pk else rows.get(pair.owner_id)
        if person and person.ring in RARE:
            yield RareTalk(person, slot.starts_at, pair)


def _rows_for(viewer: Member, pairs: Iterable[Pair]) -> list[Person]:
    """The viewer's own rows for those who started a pair with them."""
    owners = [pair.owner_id for pair in pairs if pair.owner_id != viewer.pk]
    return list(persons_of(viewer).filter(member__in=owners)) if owners else []


def talk_with(viewer: Member, person: Person, *, now: datetime) -> RareTalk | None:
    """The next talk with this person within 24 hours, rare or not."""
    if pair := pair_about(viewer, person):
        upcoming = schedules(viewer, [pair], now=now)[pair.pk].next
        return RareTalk(person, upcoming.starts_at, pair) if upcoming and upcoming.starts_at <= now + AHEAD else None
    return next((talk for talk in _of_the_calendar(viewer, now) if talk.person == person), None)


def _of_the_calendar(viewer: Member, now: datetime) -> Iterator[RareTalk]:
    rows = Activity.objects.visible_to(viewer).filter(kind="meeting", vanished_at=None)
    days = (now.astimezone(viewer.zone).date() - timedelta(days=1), (now + AHEAD).astimezone(viewer.zone).date())
    meetings = list(rows.filter(day__range=days, happened_at__range=(now, now + AHEAD))[:50])
    known = persons_by_identity(viewer) if meetings else {}
    there = {key: meeting for meeting in reversed(meetings) for key in _attendees(meeting, known)}
    for person in persons_of(viewer).filter(pk__in=there) if there else ():
        if person.ring in RARE:
            yield RareTalk(person, there[person.pk].happened_at)


def _attendees(meeting: Activity, known: dict[Known, int]) -> set[int]:
    named = [(name, address) for _, name, address in meeting.details.get("credits", ())]
    if len(named) > FEW:
        return set()
    forms = [known_as(*form) for name, address in named for form in (("email", address), ("name", name)) if form[1]]
    return {known[form] for form in forms if form in known}
