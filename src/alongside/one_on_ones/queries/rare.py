"""Talks that come round rarely: the meetings of the next day with somebody of the leader's ring or a level up."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from alongside.accounts.models import Member
from alongside.evidence.models import Activity
from alongside.one_on_ones.models import Pair
from alongside.one_on_ones.queries.pairs import pairs_of
from alongside.one_on_ones.queries.schedule import schedules
from alongside.people.models import Person, Ring
from alongside.people.queries import Known, known_as, persons_by_identity

RARE = (Ring.LEADERS, Ring.NEXT_LEVEL)
AHEAD = timedelta(hours=24)
FEW = 8
"""A meeting of more is no talk with anybody."""


@dataclass(frozen=True, slots=True)
class RareTalk:
    person: Person
    starts_at: datetime
    pair: Pair | None = None


def rare_talks(viewer: Member, *, now: datetime) -> list[RareTalk]:
    """Of the next 24 hours, the soonest first, one for each person."""
    found = sorted([*_of_pairs(viewer, now), *_of_the_calendar(viewer, now)], key=lambda talk: talk.starts_at)
    first: dict[int, RareTalk] = {}
    for talk in found:
        there = first.setdefault(talk.person.pk, talk)
        if talk.pair and not there.pair:
            first[talk.person.pk] = RareTalk(talk.person, there.starts_at, talk.pair)
    return list(first.values())


def _of_pairs(viewer: Member, now: datetime) -> Iterator[RareTalk]:
    pairs = {pair.pk: pair for pair in pairs_of(viewer).filter(archived_at=None)}
    rows = {person.member_id: person for person in _rows_for(viewer, pairs.values())}
    for pk, held in schedules(viewer, pairs.values(), now=now).items():
        pair = pairs[pk]
        person = pair.person if pair.owner_id == viewer.pk else rows.get(pair.owner_id)
        if person and person.ring in RARE and held.next and now <= held.next.starts_at <= now + AHEAD:
            yield RareTalk(person, held.next.starts_at, pair)


def _rows_for(viewer: Member, pairs: Iterable[Pair]) -> list[Person]:
    """The viewer's own rows for those who started a pair with them."""
    owners = [pair.owner_id for pair in pairs if pair.owner_id != viewer.pk]
    return list(Person.objects.visible_to(viewer).filter(member__in=owners)) if owners else []


def _of_the_calendar(viewer: Member, now: datetime) -> Iterator[RareTalk]:
    rows = Activity.objects.visible_to(viewer).filter(kind="meeting", vanished_at=None)
    days = (now.astimezone(viewer.zone).date() - timedelta(days=1), (now + AHEAD).astimezone(viewer.zone).date())
    meetings = list(rows.filter(day__range=days, happened_at__range=(now, now + AHEAD))[:50])
    known = persons_by_identity(viewer) if meetings else {}
    there = {key: meeting for meeting in reversed(meetings) for key in _attendees(meeting, known)}
    for person in Person.objects.visible_to(viewer).filter(pk__in=there) if there else ():
        if person.ring in RARE:
            yield RareTalk(person, there[person.pk].happened_at)


def _attendees(meeting: Activity, known: dict[Known, int]) -> set[int]:
    named = [(name, address) for _, name, address in meeting.details.get("credits", ())]
    if len(named) > FEW:
        return set()
    forms = [known_as(*form) for name, address in named for form in (("email", address), ("name", name)) if form[1]]
    return {known[form] for form in forms if form in known}
