"""Which series of a calendar are one-on-ones."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from alongside.lib.calendar_file.nouns import CalendarMeeting, CalendarPerson, CalendarReading
from alongside.lib.rhythm import Rhythm, every_between, last_usual

_SPLIT_OFF = re.compile(r"_R\d{8}(T\d{6}Z?)?(?=@|$)")
"""Google gives what follows a change of “this and all following” a new name made of the old one."""


@dataclass(frozen=True)
class Proposal:
    """`uid` names the latest series when one was split; `meetings` are all of them, also the cancelled and those with a
    guest. The rhythm begins with the last meeting that kept to it, so that it goes on from there.
    """

    person: CalendarPerson
    uid: str
    title: str
    rhythm: Rhythm
    meetings: tuple[CalendarMeeting, ...]


def one_on_ones_in(reading: CalendarReading, *, my_addresses: Iterable[str]) -> tuple[Proposal, ...]:
    """Series in which I meet the same one person most of the time; the one met most often first."""
    mine = {address.strip().lower() for address in my_addresses}
    series: dict[tuple[str, str], list[CalendarMeeting]] = defaultdict(list)
    people: dict[str, CalendarPerson] = {}
    for uid, meetings in _by_series(reading.meetings).items():
        person = _the_other(meetings, mine)
        if person:
            people.setdefault(_key(person), person)
            series[(_key(person), uid)] += meetings
    proposals = [_proposal(people[key], meetings) for (key, _), meetings in series.items()]
    return tuple(sorted(proposals, key=lambda found: (-len(found.meetings), found.person.email, found.uid)))


def _by_series(meetings: Iterable[CalendarMeeting]) -> dict[str, list[CalendarMeeting]]:
    series: dict[str, list[CalendarMeeting]] = defaultdict(list)
    for meeting in meetings:
        if meeting.recurring and not meeting.all_day:
            series[_SPLIT_OFF.sub("", meeting.uid)].append(meeting)
    return series


def _the_other(meetings: Sequence[CalendarMeeting], mine: set[str]) -> CalendarPerson | None:
    alone = [others[0] for meeting in meetings if not meeting.group and len(others := _others(meeting, mine)) == 1]
    if not alone:
        return None
    key, times = Counter(_key(person) for person in alone).most_common(1)[0]
    if 2 * times <= len(meetings):
        return None
    return max((person for person in alone if _key(person) == key), key=lambda person: bool(person.name))


def _others(meeting: CalendarMeeting, mine: set[str]) -> list[CalendarPerson]:
    return [person for person in meeting.people if person.email not in mine]


def _key(person: CalendarPerson) -> str:
    return person.email or person.name


def _proposal(person: CalendarPerson, meetings: Sequence[CalendarMeeting]) -> Proposal:
    last = meetings[-1]
    return Proposal(person, last.uid, last.title, _rhythm(meetings), tuple(meetings))


def _rhythm(meetings: Sequence[CalendarMeeting]) -> Rhythm:
    planned = [meeting for meeting in meetings if meeting.status == "planned"] or meetings
    starts = last_usual([meeting.starts_at for meeting in planned])
    zone = starts.tzinfo.key if isinstance(starts.tzinfo, ZoneInfo) else "UTC"
    every = every_between([meeting.starts_at for meeting in meetings])
    return Rhythm(every, starts.date(), starts.time(), zone)
