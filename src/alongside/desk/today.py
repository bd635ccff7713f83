"""The front page: at most seven lines, each with a verb, a reason and one key to do, delay or dismiss it."""

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from alongside.accounts.models import Member
from alongside.desk.models import Delay

AT_MOST = 7


@dataclass(frozen=True)
class Line:
    key: str
    """Names the line for delay and dismiss: the same as long as it is about the same thing."""
    verb: str
    text: str
    why: str
    mark: str
    url: str
    do: str
    on: date | None = None
    late: bool = False


type Finder = Callable[[Member, date, Container[str]], Iterable[Line]]
"""The last are keys of lines that were put off: where only one of several is shown, another one may be."""


def today(viewer: Member, *, day: date, find: Finder) -> list[Line]:
    """The lines in the order in which they are found, without those put off beyond this day."""
    delayed = set(still_delayed(viewer, day))
    lines = (line for line in find(viewer, day, delayed) if line.key not in delayed)
    return list(islice(lines, AT_MOST))


def still_delayed(viewer: Member, day: date) -> QuerySet[Delay, str]:
    waiting = Q(until=None) | Q(until__gt=day)
    return Delay.objects.visible_to(viewer).filter(waiting).values_list("key", flat=True)


def not_put_off[Rows: QuerySet[Any]](rows: Rows, noun: str, viewer: Member, day: date) -> Rows:
    """Where few of many are shown, those put off make room for the next. Their lines are named by noun and key."""
    key = Concat(Value(f"{noun}:"), Cast("pk", CharField()))
    return rows.alias(key_of_line=key).exclude(key_of_line__in=still_delayed(viewer, day))


def greeting(lines: list[Line]) -> str:
    """The page says one sentence first: the most pressing thing, in words."""
    first = lines[0] if lines else None
    if first is None:
        return "Nothing is due today."
    elif first.mark == "meeting":
        return f"{first.why.split(',')[0]}: {first.text}."
    elif len(lines) == 1:
        return "One small thing for today."
    else:
        return f"{_NUMBERS[len(lines)]} small things for today."


_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven")
