"""Days, ages and times as a colleague would say them."""

from datetime import date

from alongside.lib.rhythm import Rhythm
from alongside.lib.wording import counted, day, first_name, in_days, long_day, sentence, span
from alongside.one_on_ones.models import Every

__all__ = [
    "ASKED",
    "age",
    "counted",
    "day",
    "due",
    "due_in",
    "first_name",
    "in_days",
    "long_day",
    "nth_time",
    "rhythm_words",
    "sentence",
]

_TIMES = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")

ASKED = {"report": "to my manager", "manager": "to a report", "product": "as product", "peer": "to a peer"}
"""Side of the bank of questions → whom its questions are for."""


def rhythm_words(rhythm: Rhythm | None) -> str:
    """`every two weeks, Tuesdays at 14:00`."""
    if rhythm is None:
        return Every.AD_HOC.label
    return f"{Every(rhythm.every).label}, {rhythm.first:%A}s at {rhythm.at:%H:%M}"


def age(since: date, times: int, *, today: date) -> str:
    """How long a point has been open, and how often it has come up: `third time, since 6 Nov`."""
    if times:
        return f"{nth_time(times)}, since {day(since, today=today)}"
    return "" if since == today else f"since {day(since, today=today)}"


def due(when: date | None, *, today: date) -> str:
    if when is None:
        return "no date"
    late = (today - when).days
    if late > 0:
        return f"{span(late)} late, {day(when, today=today)}"
    return f"due {in_days(when, today=today)}" if late > -2 else f"by {day(when, today=today)}"


def due_in(when: date | None, *, today: date) -> str:
    """The same beside a column that has the day: `2 days late`, `due in 5 days`."""
    if when is None:
        return "no date"
    late = (today - when).days
    return f"{span(late)} late" if late > 0 else f"due {in_days(when, today=today)}"


def nth_time(times: int) -> str:
    """How often a point has come up: `third time`; nothing for a fresh one."""
    return f"{_nth(times + 1)} time" if times else ""


def _nth(number: int) -> str:
    return _TIMES[number] if number < len(_TIMES) else f"{number}th"
