"""What a calendar file offers: series of one-on-ones, each with the person and the pair it seems to belong to."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError

from alongside.accounts.models import Member
from alongside.lib.calendar_file import (
    CalendarReading,
    CalendarTooLarge,
    NotACalendar,
    Proposal,
    one_on_ones_in,
    read_calendar,
)
from alongside.one_on_ones import wording
from alongside.one_on_ones.models import Every, Pair, occurrence_of
from alongside.people.models import Identity, IdentityKind
from alongside.people.naming import name_from
from alongside.people.queries import persons_of

BACK = timedelta(days=400)
AHEAD = timedelta(days=200)
type Planned = tuple[str, str, str, int, bool]
"""uid, occurrence, start (ISO, aware), minutes, whether it is cancelled."""


@dataclass(frozen=True)
class Offer:
    """One series. `until` is the day up to which the calendar was read."""

    name: str
    email: str
    uid: str
    every: str
    first_on: str
    at: str
    zone: str
    minutes: int
    until: str
    meetings: tuple[Planned, ...]
    person_id: int | None = None
    pair_id: int | None = None

    @property
    def rhythm(self) -> dict[str, Any]:
        first_on, at = date.fromisoformat(self.first_on), time.fromisoformat(self.at)
        return {"every": self.every, "first_on": first_on, "at": at, "zone": self.zone, "minutes": self.minutes}

    @property
    def words(self) -> str:
        """`every two weeks, 26 meetings, 1 of them moved or cancelled`."""
        changed = sum(off or _moved(named, start) for _, named, start, _, off in self.meetings)
        told = [Every(self.every).label, wording.counted(len(self.meetings), "meeting")]
        return ", ".join([*told, f"{changed} of them moved or cancelled"] if changed else told)

    def as_values(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_values(cls, values: dict[str, Any]) -> "Offer":
        return cls(**{**values, "meetings": tuple(tuple(meeting) for meeting in values["meetings"])})


@dataclass(frozen=True)
class CalendarOffers:
    offers: tuple[Offer, ...]
    problems: tuple[str, ...]
    meetings: int


def _moved(named: str, start: str) -> bool:
    return bool(named) and named != occurrence_of(datetime.fromisoformat(start))


def offers_in(viewer: Member, data: bytes, *, now: datetime) -> CalendarOffers:
    """Raises ValidationError for a file that cannot be read; of broken events it tells, and reads the rest."""
    until = (now + AHEAD).date()
    try:
        reading = read_calendar(data, since=(now - BACK).date(), until=until, zone=viewer.timezone)
    except (NotACalendar, CalendarTooLarge) as problem:
        raise ValidationError(str(problem)) from problem
    addresses = [viewer.user.email, *_my_addresses(viewer)]
    proposals = one_on_ones_in(reading, my_addresses=addresses)
    offers = tuple(_known(viewer, [_offer(proposal, until) for proposal in proposals]))
    return CalendarOffers(offers, _problems(reading), len(reading.meetings))


def _offer(proposal: Proposal, until: date) -> Offer:
    rhythm = proposal.rhythm
    meetings: tuple[Planned, ...] = tuple(
        (m.uid, m.occurrence, m.starts_at.isoformat(), _minutes(m.starts_at, m.ends_at), m.status == "cancelled")
        for m in proposal.meetings
    )
    return Offer(
        name=proposal.person.name or name_from(proposal.person.email),
        email=proposal.person.email,
        uid=proposal.uid,
        every=rhythm.every,
        first_on=rhythm.first.isoformat(),
        at=rhythm.at.isoformat(),
        zone=rhythm.zone,
        minutes=meetings[-1][3],
        until=until.isoformat(),
        meetings=meetings,
    )


def _minutes(start: datetime, end: datetime) -> int:
    return min(max(int((end - start).total_seconds() // 60), 5), 480)


def _known(viewer: Member, offers: Iterable[Offer]) -> Iterable[Offer]:
    by_address = {
        identity.value.casefold(): identity.person_id
        for identity in Identity.objects.visible_to(viewer).filter(kind=IdentityKind.EMAIL).exclude(person=None)
    }
    by_name = {name.casefold(): pk for pk, name in persons_of(viewer).values_list("pk", "name")}
    pairs = {pair.person_id: pair.pk for pair in Pair.objects.visible_to(viewer).filter(owner=viewer, archived_at=None)}
    for offer in offers:
        person_id = by_address.get(offer.email.casefold()) or by_name.get(offer.name.casefold())
        yield replace(offer, person_id=person_id, pair_id=pairs.get(person_id) if person_id else None)


def _my_addresses(viewer: Member) -> list[str]:
    mine = Identity.objects.visible_to(viewer).filter(kind=IdentityKind.EMAIL, person=None)
    return list(mine.values_list("value", flat=True))


def _problems(reading: CalendarReading) -> tuple[str, ...]:
    return tuple(f"Line {p.line}: {p.message}" if p.line else p.message for p in reading.problems)
