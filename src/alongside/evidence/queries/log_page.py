"""The log by week: as many weeks with something in them as a page holds."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from alongside.accounts.models import Member
from alongside.evidence.models import Entry, Topic
from alongside.evidence.queries.entries import told
from alongside.people.models import Person
from alongside.search.index import matching
from alongside.sharing.door import SharedQuerySet

WEEKS_ON_A_PAGE = 8


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
        return bool(self.kind or self.topic or self.person or self.q or self.whose or self.archived)


@dataclass(frozen=True, slots=True)
class Week:
    monday: date
    entries: list[Entry]

    @property
    def number(self) -> int:
        return self.monday.isocalendar().week

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)


@dataclass(frozen=True, slots=True)
class LogPage:
    weeks: list[Week]
    number: int
    pages: int

    @property
    def newer(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def older(self) -> int | None:
        return self.number + 1 if self.number < self.pages else None


def log_page(viewer: Member, filters: Filters, *, number: int = 1) -> LogPage:
    rows = narrowed(viewer, filters)
    mondays = sorted({_monday(day) for day in rows.values_list("happened_on", flat=True).distinct()}, reverse=True)
    pages = max(1, -(-len(mondays) // WEEKS_ON_A_PAGE))
    number = min(max(number, 1), pages)
    shown = mondays[(number - 1) * WEEKS_ON_A_PAGE : number * WEEKS_ON_A_PAGE]
    return LogPage(_weeks(viewer, rows, shown), number, pages)


def _weeks(viewer: Member, rows: SharedQuerySet[Entry], mondays: list[date]) -> list[Week]:
    if not mondays:
        return []
    within = rows.filter(happened_on__range=(mondays[-1], mondays[0] + timedelta(days=6)))
    entries = told(within, viewer).order_by("-happened_on", "-pk")
    return [
        Week(monday, list(found)) for monday, found in groupby(entries, key=lambda entry: _monday(entry.happened_on))
    ]


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
