"""When the next contact with somebody is wanted. It stands still in pauses and falls on workdays."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

SOON = 0.75
"""The share of a cadence after which a contact is wanted soon."""
LONG = 2
"""After so many cadences the last contact was long ago."""
WITHOUT = 180
"""Days after which somebody without a cadence counts as long ago. They are never due."""
_SATURDAY = 5
_DAY = timedelta(days=1)

type Span = tuple[date, date]
"""First and last day of a pause."""


class State(StrEnum):
    FRESH = "fresh"
    SOON = "soon"
    DUE = "due"
    LONG = "long"
    NEVER = "never"


class Standing(NamedTuple):
    state: State
    last_on: date | None
    due_on: date | None
    """Nothing where no reminder is wanted."""
    days: int | None
    """Since the last contact, without those of pauses; nothing when there was none."""
    late: int
    """Days since it was due, without those of pauses."""
    is_paused: bool
    """Today: nobody is reminded."""

    @property
    def is_due(self) -> bool:
        return bool(self.late) and not self.is_paused


def standing(*, last_on: date | None, since: date, every: int, pauses: Iterable[Span], today: date) -> Standing:
    """`since` is when they came into the picture: from there the first contact is waited for."""
    away = merged(pauses)
    begin = last_on or since
    days = days_between(begin, today, away)
    due_on = due_after(begin, every, away) if every else None
    late = days_between(due_on - _DAY, today, away) if due_on else 0
    return Standing(
        state=_state(days, every, late) if last_on else State.NEVER,
        last_on=last_on,
        due_on=due_on,
        days=days if last_on else None,
        late=late,
        is_paused=_in_pause(today, away),
    )


def due_after(day: date, every: int, away: Sequence[Span]) -> date:
    """The workday that follows so many days without pauses. `away` in order and apart, as `merged` gives it."""
    due = _plus(day, every)
    for first, last in away:
        if last > day and first <= due:
            due = _plus(due, (last - max(first, day + _DAY)).days + 1)
    while due < date.max and (due.weekday() >= _SATURDAY or _in_pause(due, away)):
        due += _DAY
    return due


def days_between(begin: date, end: date, away: Sequence[Span]) -> int:
    """After the first day, up to the last, without those of pauses."""
    if end <= begin:
        return 0
    if not away:
        return (end - begin).days
    inside = ((max(first, begin + _DAY), min(last, end)) for first, last in away)
    return (end - begin).days - sum((last - first).days + 1 for first, last in inside if first <= last)


def merged(pauses: Iterable[Span]) -> list[Span]:
    """In order, those that touch or overlap as one."""
    found: list[Span] = []
    for first, last in sorted(pauses):
        if found and first <= _plus(found[-1][1], 1):
            found[-1] = (found[-1][0], max(found[-1][1], last))
        elif first <= last:
            found.append((first, last))
    return found


def _state(days: int, every: int, late: int) -> State:
    if not every:
        return State.FRESH if days <= WITHOUT else State.LONG
    elif late:
        return State.LONG if days >= LONG * every else State.DUE
    return State.FRESH if days < SOON * every else State.SOON


def _in_pause(day: date, away: Sequence[Span]) -> bool:
    return any(first <= day <= last for first, last in away)


def _plus(day: date, days: int) -> date:
    return day + timedelta(days=min(days, (date.max - day).days))
