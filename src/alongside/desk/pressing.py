"""Lines of Today about what somebody waits for: talks, questions, promises, and what holds one up."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zlib import crc32

from django.db.models import Case, OuterRef, Subquery, Value, When
from django.urls import reverse
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.desk.glance import Glance
from alongside.desk.today import Line, not_put_off
from alongside.evidence.models import Entry, EntryKind
from alongside.one_on_ones.models import Pair, Promise
from alongside.one_on_ones.queries.rare import Held, Talk, rare_among
from alongside.one_on_ones.queries.schedule import Slot
from alongside.people.models import Relation
from alongside.sharing.door import SharedQuerySet

SOON = timedelta(days=3)
OLD = timedelta(days=5)


def open_pairs(viewer: Member) -> SharedQuerySet[Pair]:
    return Pair.objects.visible_to(viewer).filter(archived_at=None).select_related("person", "owner").order_by("pk")


def meetings(viewer: Member, day: date, held: Held, ahead: list[Talk], *, now: datetime) -> Iterator[Line]:
    """A talk that comes round rarely has a brief of its own; before all others one prepares."""
    briefs = rare_among(ahead, now=now)[:2]
    yield from (_brief(talk, day) for talk in briefs)
    told = {talk.pair.pk for talk in briefs if talk.pair}
    for pair, times in held:
        upcoming = times.next
        if upcoming and upcoming.starts_at <= now + SOON and pair.pk not in told:
            yield _meeting(viewer, pair, upcoming, day)


def _brief(talk: Talk, day: date) -> Line:
    return Line(
        key=f"brief:{talk.person.pk}:{talk.starts_at.astimezone(UTC):%Y-%m-%dT%H:%M}",
        verb="Read up for",
        text=f"your talk with {talk.person.name}",
        why=f"{_when(talk.starts_at, day)}, what to tell and what to ask",
        mark="meeting",
        url=reverse("one_on_ones:brief", args=[talk.person.pk]),
        do="Brief",
        on=timezone.localdate(talk.starts_at),
    )


def asked(seen: Glance) -> Iterator[Line]:
    """Somebody wants to know whether they understood what the viewer expects of them."""
    for expectation in seen.asked:
        yield Line(
            key=f"expectation:{expectation['id']}:{crc32(expectation['text'].encode()):x}",
            verb="Answer",
            text=f"{expectation['who']}, who asks whether they understood you",
            why="One click confirms it; a few words correct it",
            mark="question",
            url=reverse("people:expectation", args=[expectation["id"]]),
            do="Answer",
        )


def _meeting(viewer: Member, pair: Pair, slot: Slot, day: date) -> Line:
    return Line(
        key=f"prepare:{pair.pk}:{slot.occurrence}",
        verb="Prepare",
        text=f"your one-on-one with {pair.other_name(viewer)}",
        why=f"{_when(slot.starts_at, day)}, {slot.minutes} minutes",
        mark="meeting",
        url=reverse("one_on_ones:prepare", args=[pair.pk]),
        do="Prepare",
        on=timezone.localdate(slot.starts_at),
    )


def _when(moment: datetime, day: date) -> str:
    here = timezone.localtime(moment)
    word = {0: "Today", 1: "Tomorrow"}.get((here.date() - day).days, f"{here:%A}")
    return f"{word} at {here:%H:%M}"


def promises(viewer: Member, day: date) -> Iterator[Line]:
    due = Promise.objects.visible_to(viewer).still_open().filter(due_on__lte=day + SOON)
    for promise in due.select_related("pair__person", "pair__owner").order_by("due_on")[:5]:
        if promise.side == promise.pair.side_of(viewer):
            yield _promise(viewer, promise, day)


def _promise(viewer: Member, promise: Promise, day: date) -> Line:
    other = promise.pair.other_name(viewer)
    days = (day - promise.due_on).days if promise.due_on else 0
    due = f"{_days(days)} late" if days > 0 else {0: "due today", -1: "due tomorrow"}.get(days, f"due in {-days} days")
    return Line(
        key=f"promise:{promise.pk}:{promise.due_on}",
        verb="Keep",
        text=f"your promise to {other}: {promise.text}",
        why=f"{due.capitalize()}; you said so on {timezone.localtime(promise.created_at):%-d %B}",
        mark="promise",
        url=reverse("one_on_ones:agenda", args=[promise.pair_id]),
        do="Open",
        on=promise.due_on,
        late=days > 0,
    )


def obstacles(viewer: Member, day: date, pairs: list[Pair]) -> Iterator[Line]:
    kinds = [EntryKind.BLOCKER, EntryKind.CHALLENGE]
    old = Entry.objects.visible_to(viewer).filter(
        owner=viewer, kind__in=kinds, eased_at=None, archived_at=None, happened_on__range=(day - 12 * OLD, day - OLD)
    )
    old = not_put_off(old, "obstacle", viewer, day)
    for entry in old.annotate(names=_first_named(pairs)).order_by("happened_on")[:2]:
        pair = _pair_for(entry.names, pairs)
        yield Line(
            key=f"obstacle:{entry.pk}",
            verb="Say early",
            text=f"what holds you up: {entry.text}",
            why=_raise(entry, pair, viewer, day),
            mark=entry.kind,
            url=reverse("one_on_ones:prepare", args=[pair.pk]) if pair else reverse("evidence:entry", args=[entry.pk]),
            do="Raise it" if pair else "Open",
            on=entry.happened_on,
            late=True,
        )


def _raise(entry: Entry, pair: Pair | None, viewer: Member, day: date) -> str:
    age = f"Open for {_days((day - entry.happened_on).days)}"
    return f"{age}; {pair.other_name(viewer)} can help sooner when told early" if pair else age


def _first_named(pairs: list[Pair]) -> Subquery:
    """Of those whom an entry names, the one to talk with about it."""
    places = {pair.person_id: Value(place) for place, pair in reversed([*enumerate(_managers_first(pairs))])}
    named = Entry.people.through._default_manager.filter(entry=OuterRef("pk"), person__in=list(places))
    order = Case(*(When(person=person, then=place) for person, place in places.items()), default=Value(len(places)))
    return Subquery(named.order_by(order).values("person")[:1])


def _pair_for(named: int | None, pairs: list[Pair]) -> Pair | None:
    """With whom to raise it: somebody it names, else the manager, else the first there is."""
    wanted = sorted(_managers_first(pairs), key=lambda pair: pair.person_id != named)
    return wanted[0] if wanted else None


def _managers_first(pairs: list[Pair]) -> list[Pair]:
    return sorted(pairs, key=lambda pair: pair.person.relation != Relation.MANAGER)


def _days(number: int) -> str:
    return "a day" if number == 1 else f"{number} days"
