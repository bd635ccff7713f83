"""The one-on-ones: a rich one with the manager and a small one with a colleague."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from alongside.desk.demo.cast import Cast
from alongside.desk.demo.past import Past, lines_of, move_back, text_of
from alongside.desk.demo.year import entry_beginning
from alongside.one_on_ones import actions
from alongside.one_on_ones.models import Every, Pair, TalkingPoint, occurrence_of
from alongside.one_on_ones.running_document import read_running_document

SKIPPED = 20
"""So many meetings ago Anna was on holiday."""


@dataclass(frozen=True)
class Series:
    """The meetings of a pair by how many ago they were; 0 is the next."""

    pair: Pair
    past: Past
    next_on: date
    weeks: int
    moved: dict[int, date]

    def by_rhythm(self, number: int) -> date:
        return self.next_on - timedelta(weeks=self.weeks * number)

    def day(self, number: int) -> date:
        return self.moved.get(number) or self.by_rhythm(number)

    def at(self, day: date) -> datetime:
        start = self.pair.at or time(12)
        return self.past.at(day, start.hour, start.minute)


def meet(cast: Cast, past: Past) -> None:
    with_mina = _pair(cast, past, "Mina", every=Every.WEEKLY, next_in=1, at=time(14), minutes=45, meetings=30)
    # At least a week ago, so that there is something to prepare on every day of the week.
    with_mina.moved[1] = past.working_day(7)
    with_jonas = _pair(cast, past, "Jonas", every=Every.FORTNIGHTLY, next_in=5, at=time(10, 30), minutes=30, meetings=8)
    for name, series in (("mina", with_mina), ("jonas", with_jonas)):
        _move(cast, series)
        _read_document(cast, series, f"{name}.md")
        _lay_open(cast, series, name)
    actions.skip(cast.anna, pair=with_mina.pair, occurrence=occurrence_of(with_mina.at(with_mina.day(SKIPPED))))


def _pair(
    cast: Cast, past: Past, name: str, *, every: str, next_in: int, at: time, minutes: int, meetings: int
) -> Series:
    next_on, weeks = past.next_working_day(next_in), 2 if every == Every.FORTNIGHTLY else 1
    first_on = next_on - timedelta(weeks=weeks * meetings)
    pair = actions.pair_up(cast.anna, person=cast.person(name), every=every, first_on=first_on, at=at, minutes=minutes)
    move_back(pair, created_at=past.at(first_on, 9))
    return Series(pair, past, next_on, weeks, {})


def _move(cast: Cast, series: Series) -> None:
    for number, day in series.moved.items():
        occurrence = occurrence_of(series.at(series.by_rhythm(number)))
        meeting = actions.move(cast.anna, pair=series.pair, occurrence=occurrence, starts_at=series.at(day))
        move_back(meeting, held_at=meeting.ends_at)


def _read_document(cast: Cast, series: Series, name: str) -> None:
    text = re.sub(r"\{(in )?(\d+) (meeting|day)s?(?: ago)?\}", lambda found: _dated(series, found), text_of(name))
    document = read_running_document(text.encode())
    actions.import_running_document(cast.anna, pair=series.pair, document=document)


def _dated(series: Series, found: re.Match[str]) -> str:
    """`{3 meetings ago}`, `{2 days ago}`, `{in 5 days}`"""
    ahead, number, what = found[1], int(found[2]), found[3]
    if what == "meeting":
        return series.day(number).isoformat()
    return (series.past.today + timedelta(days=number if ahead else -number)).isoformat()


def _lay_open(cast: Cast, series: Series, whose: str) -> None:
    for name, times, author, audience, line in lines_of("agenda.txt"):
        if name == whose:
            point = _point(cast, series.pair, author, audience, line)
            move_back(point, created_at=_raised_at(series, int(times)))


def _raised_at(series: Series, times: int) -> datetime:
    """In the hours before the first of the meetings in which it lay open; a fresh one, yesterday."""
    if times:
        return series.at(series.day(times)) - timedelta(hours=5)
    return series.past.at(series.past.working_day(1), 16, 30)


def _point(cast: Cast, pair: Pair, author: str, audience: str, line: str) -> TalkingPoint:
    actor = cast.members[author]
    if line.startswith("log: "):
        entry = entry_beginning(actor, line.removeprefix("log: "))
        return actions.put_on_agenda(actor, pair=pair, key=f"entry:{entry.pk}")
    return actions.add_point(actor, pair=pair, line=line, audience=audience)
