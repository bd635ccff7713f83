"""The rhythm that the viewer's own calendar shows of a pair that has none. It is the viewer's alone until they use it:
the other of the two is shown nothing of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models.fields.json import KT

from alongside.accounts.models import Member
from alongside.evidence.models import Activity
from alongside.evidence.touching.record import ACTIVITY
from alongside.lib.rhythm import Rhythm, every_between, last_usual, next_occurrence
from alongside.one_on_ones.models import Dismissal, Every, Pair
from alongside.one_on_ones.wording import rhythm_words
from alongside.people.models import Touchpoint, TouchpointKind
from alongside.people.queries import persons_who_are

CALENDAR = "calendar"
NOT_OURS = "rhythm:calendar"
"""Key of the line that is put away when the calendar's rhythm is not that of the pair."""
BACK = timedelta(weeks=20)
FEWEST = 3
LATELY = 5
"""The weekday and time of so many meetings stand for all: a clock that was changed in autumn rules no more."""
PERIODS = {Every.WEEKLY: 7, Every.FORTNIGHTLY: 14, Every.MONTHLY: 31}

type _Met = list[tuple[datetime, str]]
"""When, and its name in the calendar; the oldest first."""


@dataclass(frozen=True, slots=True)
class ByCalendar:
    rhythm: Rhythm
    next: datetime
    meetings: int
    last: str
    """The name of its last meeting in the calendar."""
    minutes: int = 45

    @property
    def words(self) -> str:
        return rhythm_words(self.rhythm)

    @property
    def fields(self) -> dict[str, Any]:
        """As the form of a rhythm asks for it."""
        rhythm = self.rhythm
        told = {"every": rhythm.every, "first_on": rhythm.first.isoformat(), "at": f"{rhythm.at:%H:%M}"}
        return {**told, "minutes": self.minutes, "zone": rhythm.zone}


def by_calendar(viewer: Member, pairs: Iterable[Pair], *, now: datetime) -> dict[int, ByCalendar]:
    """Of pairs for which nobody has set a rhythm or a date, those of which the collected calendar shows one."""
    asked = list(pairs)
    met = _met(viewer, asked, now) if asked else {}
    shown = {key: found for key, series in met.items() if (found := _most_often(viewer, series, now))}
    return _with_minutes(viewer, _not_put_away(viewer, shown)) if shown else {}


def _met(viewer: Member, pairs: list[Pair], now: datetime) -> dict[int, dict[str, _Met]]:
    """By pair and series."""
    persons = {pair.person_id: pair.pk for pair in pairs if pair.owner_id == viewer.pk}
    owners = {pair.owner_id: pair.pk for pair in pairs if pair.owner_id != viewer.pk}
    persons = {person.pk: owners[member] for member, person in persons_who_are(viewer, owners).items()} | persons
    rows = Touchpoint.objects.visible_to(viewer).filter(kind=TouchpointKind.ONE_ON_ONE, source=CALENDAR)
    rows = rows.filter(person__in=list(persons))
    rows = rows.filter(at__range=(now - BACK, now)).order_by("at", "pk")
    met: dict[int, dict[str, _Met]] = defaultdict(lambda: defaultdict(list))
    for person, named, at in rows.values_list("person", "source_id", "at"):
        name = named.removeprefix(ACTIVITY)
        met[persons[person]][name.rpartition("/")[0]].append((at.astimezone(viewer.zone), name))
    return met


def _most_often(viewer: Member, series: dict[str, _Met], now: datetime) -> ByCalendar | None:
    found = (_by_series(viewer, met, now) for met in series.values())
    return max(filter(None, found), key=lambda each: each.meetings, default=None)


def _by_series(viewer: Member, met: _Met, now: datetime) -> ByCalendar | None:
    """Nothing of one that has no rhythm, or has ended."""
    starts = [start for start, _ in met]
    every = every_between(starts)
    if len(starts) < FEWEST or every not in PERIODS or now - starts[-1] > timedelta(days=2 * PERIODS[Every(every)] + 7):
        return None
    usual = last_usual(starts[-LATELY:])
    rhythm = Rhythm(every, usual.date(), usual.time(), viewer.timezone)
    upcoming = next_occurrence(rhythm, now=now)
    return ByCalendar(rhythm, upcoming, len(starts), met[-1][1]) if upcoming else None


def _not_put_away(viewer: Member, shown: dict[int, ByCalendar]) -> dict[int, ByCalendar]:
    rows = Dismissal.objects.visible_to(viewer).filter(pair__in=list(shown), key=NOT_OURS)
    put_away = set(rows.values_list("pair", flat=True))
    return {key: found for key, found in shown.items() if key not in put_away}


def _with_minutes(viewer: Member, shown: dict[int, ByCalendar]) -> dict[int, ByCalendar]:
    names = [found.last for found in shown.values()]
    rows = Activity.objects.visible_to(viewer).filter(source=CALENDAR, external_id__in=names)
    told = dict(rows.values_list("external_id", KT("details__extra__minutes")))
    return {key: replace(found, minutes=_minutes(told.get(found.last), found)) for key, found in shown.items()}


def _minutes(told: str | None, found: ByCalendar) -> int:
    return min(max(int(told), 5), 480) if told and told.isdecimal() else found.minutes
