"""The log by week: as many weeks with something in them as a page holds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, islice

from alongside.accounts.models import Member
from alongside.evidence.models import Entry, Topic
from alongside.evidence.queries.entries import told
from alongside.people.models import Person
from alongside.search.index import matching
from alongside.sharing.door import SharedQuerySet

ON_A_PAGE = 20
"""About so many entries: weeks stay whole, up to twice as many."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the log is narrowed to. Empty means all of it."""

    kind: str = ""
    topic: str = ""
    person: str = ""
    q: str = ""
    whose: str = ""
    archived: bool = False

    def __bool__(self) -> bool:
        return bool(self.kind or self.narrows or self.whose or self.archived)

    @property
    def narrows(self) -> bool:
        return bool(self.topic or self.person or self.q)


@dataclass(frozen=True, slots=True)
class Week:
    monday: date
    entries: list[Entry]

    @property
    def number(self) -> int:
        return self.monday.isocalendar().week

    @property
    def days(self) -> str:
        """`16 to 22 November 2026`; the month of Monday only where it is another one."""
        sunday = self.monday + timedelta(days=min(6, (date.max - self.monday).days))
        first = f"{self.monday:%-d}" if self.monday.month == sunday.month else f"{self.monday:%-d %B}"
        return f"{first} to {sunday:%-d %B %Y}"


@dataclass(frozen=True, slots=True)
class LogPage:
    weeks: list[Week]
    number: int
    has_older: bool

    @property
    def newer(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def older(self) -> int | None:
        return self.number + 1 if self.has_older else None


def log_page(viewer: Member, filters: Filters, *, number: int = 1) -> LogPage:
    rows = narrowed(viewer, filters).order_by("-happened_on", "-pk")
    days = rows.values_list("happened_on", flat=True).iterator(chunk_size=2 * ON_A_PAGE)
    known = list(islice(_pages(days), max(number, 1) + 1)) or [(0, 0)]
    number = min(max(number, 1), len(known))
    start, stop = known[number - 1]
    weeks = groupby(told(rows[start:stop], viewer), key=lambda entry: _monday(entry.happened_on))
    return LogPage([Week(monday, list(found)) for monday, found in weeks], number, has_older=len(known) > number)


def _pages(days: Iterable[date]) -> Iterator[tuple[int, int]]:
    """From which entry to which each page goes, read no further than asked. Only a very long week is split."""
    start = stop = 0
    for _, week in groupby(days, key=_monday):
        size = sum(1 for _ in week)
        if start < stop and stop + size - start > ON_A_PAGE:
            yield start, stop
            start = stop
        stop += size
        while stop - start > 2 * ON_A_PAGE:
            yield start, start + ON_A_PAGE
            start += ON_A_PAGE
    if start < stop:
        yield start, stop


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def narrowed(viewer: Member, filters: Filters) -> SharedQuerySet[Entry]:
    """The viewer's own log, or what others share with them, through the filters."""
    rows = Entry.objects.visible_to(viewer).filter(archived_at__isnull=not filters.archived)
    rows = rows.exclude(owner=viewer) if filters.whose == "others" else rows.filter(owner=viewer)
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.topic:
        rows = rows.filter(pk__in=Topic.objects.visible_to(viewer).filter(name=filters.topic).values("entry"))
    if filters.person:
        known = Person.objects.visible_to(viewer).filter(handle=filters.person)
        rows = rows.filter(pk__in=Entry.people.through._default_manager.filter(person__in=known).values("entry"))
    return matching(rows, filters.q)
