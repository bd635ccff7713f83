"""What Today looks for, each finder one kind of line, in the order of what cannot wait."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zlib import crc32

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from alongside.accounts.models import Member
from alongside.desk.today import Finder, Line
from alongside.evidence.models import Entry, EntryKind, Piece, Story
from alongside.growth.queries import NotPlanned, next_step
from alongside.one_on_ones.models import Pair, Promise
from alongside.one_on_ones.queries.rare import RareTalk, rare_talks
from alongside.one_on_ones.queries.schedule import Slot, schedules
from alongside.people.models import Relation
from alongside.people.queries import persons_of
from alongside.people.queries.understood import waiting_for
from alongside.sharing.door import SharedQuerySet
from alongside.sources.queries import last_runs

SOON = timedelta(days=3)
OLD = timedelta(days=5)
RECENT = timedelta(days=21)
QUIET = timedelta(days=7)


def pressing(viewer: Member, day: date) -> Iterator[Line]:
    """What somebody waits for: they are looked up once."""
    pairs = list(open_pairs(viewer))
    yield from meetings(viewer, day, pairs)
    yield from asked(viewer)
    yield from promises(viewer, day)
    yield from obstacles(viewer, day, pairs)


def meetings(viewer: Member, day: date, pairs: list[Pair]) -> Iterator[Line]:
    """A talk that comes round rarely has a brief of its own; before all others one prepares."""
    now = timezone.now()
    times = schedules(viewer, pairs, now=now)
    briefs = rare_talks(viewer, now=now, held=[(pair, times[pair.pk]) for pair in pairs])[:2]
    yield from (_brief(talk, day) for talk in briefs)
    told = {talk.pair.pk for talk in briefs if talk.pair}
    for pair in pairs:
        upcoming = times[pair.pk].next
        if upcoming and upcoming.starts_at <= now + SOON and pair.pk not in told:
            yield _meeting(viewer, pair, upcoming, day)


def _brief(talk: RareTalk, day: date) -> Line:
    return Line(
        key=f"brief:{talk.person.pk}:{talk.starts_at.astimezone(UTC):%Y-%m-%dT%H:%M}",
        verb="Read up for",
        text=f"your talk with {talk.person.name}",
        why=f"{_when(talk.starts_at, day)}, two things to tell and one to ask",
        mark="meeting",
        url=reverse("one_on_ones:brief", args=[talk.person.pk]),
        do="Brief",
        on=timezone.localdate(talk.starts_at),
    )


def asked(viewer: Member) -> Iterator[Line]:
    """Somebody wants to know whether they understood what the viewer expects of them."""
    for expectation in waiting_for(viewer).order_by("pk")[:2]:
        yield Line(
            key=f"expectation:{expectation.pk}:{crc32(expectation.text.encode()):x}",
            verb="Answer",
            text=f"{expectation.owner.name}, who asks whether they understood you",
            why="One click confirms it; a few words correct it",
            mark="question",
            url=reverse("people:expectation", args=[expectation.pk]),
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
    days = (timezone.localdate(moment) - day).days
    word = {0: "Today", 1: "Tomorrow"}.get(days, f"{moment:%A}")
    return f"{word} at {timezone.localtime(moment):%H:%M}"


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
        why=f"{due.capitalize()}; you said so on {promise.created_at:%-d %B}",
        mark="promise",
        url=reverse("one_on_ones:agenda", args=[promise.pair_id]),
        do="Open",
        on=promise.due_on,
        late=days > 0,
    )


def obstacles(viewer: Member, day: date, pairs: list[Pair]) -> Iterator[Line]:
    kinds = [EntryKind.BLOCKER, EntryKind.CHALLENGE]
    named = Prefetch("people", persons_of(viewer))
    old = Entry.objects.visible_to(viewer).filter(
        owner=viewer, kind__in=kinds, eased_at=None, archived_at=None, happened_on__range=(day - 12 * OLD, day - OLD)
    )
    for entry in old.order_by("happened_on").prefetch_related(named)[:2]:
        pair = _pair_for(entry, pairs)
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


def _pair_for(entry: Entry, pairs: list[Pair]) -> Pair | None:
    """With whom to raise it: somebody it names, else the manager, else the first there is."""
    named = {person.pk for person in entry.people.all()}
    wanted = sorted(pairs, key=lambda pair: (pair.person_id not in named, pair.person.relation != Relation.MANAGER))
    return wanted[0] if wanted else None


def suggestions(viewer: Member, day: date) -> Iterator[Line]:
    fresh = Piece.objects.visible_to(viewer).filter(dismissed_at=None, last_on__range=(day - RECENT, day))
    taken = Entry.objects.visible_to(viewer).filter(owner=viewer, piece__isnull=False).values("piece")
    for piece in fresh.exclude(pk__in=taken).order_by("-score", "-last_on")[:2]:
        yield Line(
            key=f"piece:{piece.pk}",
            verb="Make an entry",
            text=f"of “{piece.title}”",
            why=capfirst("; ".join(piece.why[:2]) or piece.because),
            mark="work",
            url=f"{reverse('evidence:pieces')}#piece-{piece.pk}",
            do="Look",
            on=piece.last_on,
        )


def steps(viewer: Member, day: date) -> Iterator[Line]:
    """The first of this week that is open. The others stand on their own page, which looks for them in a new week."""
    try:
        step = next_step(viewer, today=day)
    except NotPlanned:
        week = f"{day:%G-%V}"
        yield _step(f"steps:{week}", "Look for", "three small steps of this week", "Each for a reason of your record")
    else:
        if step:
            text = step.text[:1].lower() + step.text[1:].rstrip(".")
            yield _step(f"step:{step.id}", "Take a small step:", text, step.why)


def _step(key: str, verb: str, text: str, why: str) -> Line:
    return Line(key=key, verb=verb, text=text, why=why, mark="person", url=reverse("growth:steps"), do="Look")


def stories(viewer: Member, _: date) -> Iterator[Line]:
    open_ended = Story.objects.visible_to(viewer).filter(owner=viewer, archived_at=None, result="")
    for story in open_ended.order_by("-happened_on")[:1]:
        yield Line(
            key=f"story:{story.pk}",
            verb="Name the result",
            text=f"of “{story.action}”",
            why="The story has no result yet; a number before and after makes it stick",
            mark="story",
            url=reverse("evidence:story", args=[story.pk]),
            do="Write",
            on=story.happened_on,
        )


def sources(viewer: Member, day: date) -> Iterator[Line]:
    """A source whose last run failed brings nothing more until somebody looks; then one that was not read for long."""
    runs = last_runs(viewer)
    for run in [run for run in runs if run.state == "failed"][:1]:
        yield _about_source(f"mend:{run.pk}", "Mend", f"the source {run.name}", run.told, "alert")
    long_ago = [run for run in runs if run.state == "done" and run.goes_stale and run.ended_at < timezone.now() - QUIET]
    for run in sorted(long_ago, key=lambda run: run.ended_at)[:1]:
        key, why = f"read:{run.name}:{day.isocalendar().week}", f"Last read on {run.ended_at:%-d %B}"
        yield _about_source(key, "Read", f"what is new in {run.name}", why, "commit")


def _about_source(key: str, verb: str, text: str, why: str, mark: str) -> Line:
    return Line(key=key, verb=verb, text=text, why=why, mark=mark, url=reverse("sources:sources"), do="Look")


def silence(viewer: Member, day: date) -> Iterator[Line]:
    mine = Entry.objects.visible_to(viewer).filter(owner=viewer, archived_at=None)
    last = mine.order_by("-happened_on").values_list("happened_on", flat=True).first()
    if last is None or last < day - QUIET:
        yield Line(
            key=f"silence:{day.isocalendar().week}",
            verb="Write one line",
            text="about your week: a win, something hard, something learnt",
            why=f"The last one is from {last:%-d %B}" if last else "Your log is empty; one line is enough",
            mark="log",
            url=reverse("evidence:log"),
            do="Write",
        )


def open_pairs(viewer: Member) -> SharedQuerySet[Pair]:
    return Pair.objects.visible_to(viewer).filter(archived_at=None).select_related("person", "owner").order_by("pk")


FINDERS: tuple[Finder, ...] = (pressing, steps, suggestions, stories, silence, sources)


def _days(number: int) -> str:
    return "a day" if number == 1 else f"{number} days"
