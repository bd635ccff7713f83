"""The brief before a rare talk: what they care about, what they have seen of the viewer's work, two things to tell and
one to ask. Read in a minute, each line with where it comes from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from operator import itemgetter

from django.db.models import CharField, DateField, Value
from django.urls import reverse
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.evidence.models import Entry, EntryKind
from alongside.growth.queries.record import Record, record_of
from alongside.lib import wording
from alongside.one_on_ones.models import Question
from alongside.one_on_ones.picking import blanks_in
from alongside.one_on_ones.queries.preparing.questions import side_of
from alongside.one_on_ones.queries.rare import RARE, Talk, talk_with
from alongside.people.models import KnownOf, Person, PersonNote, Touchpoint
from alongside.people.queries.person_page import Known, Topic, known_of, last_contact

SEEN, TELL = 4, 2
LONG = timedelta(days=180)
"""What was done longer ago is no news to anybody."""
_OF_NOBODY, _ON_NO_DAY = Value("", CharField()), Value(None, DateField())
FIRST = (KnownOf.CARES, KnownOf.GOALS, KnownOf.SUCCESS, KnownOf.PRESSURES, KnownOf.TELLING)


@dataclass(frozen=True, slots=True)
class Line:
    """`kind` is the noun it comes from: story, entry or piece."""

    text: str
    why: str
    url: str
    kind: str


@dataclass(frozen=True, slots=True)
class Brief:
    person: Person
    talk: Talk | None
    """When somebody of an outer ring is met within a day."""
    last: Touchpoint | None
    """Their last real contact."""
    since: date
    """From when on something counts as news: that contact, as far as it is not too long ago."""
    cares: tuple[Topic, ...]
    seen: tuple[Line, ...]
    tell: tuple[Line, ...]
    ask: str
    ask_why: str

    @property
    def first_name(self) -> str:
        return wording.first_name(self.person.name)


def brief_for(viewer: Member, person: Person, *, now: datetime) -> Brief:
    today = now.astimezone(viewer.zone).date()
    noted, bank = _noted_and_bank(viewer, person)
    last, known = last_contact(viewer, person, now=now), known_of(viewer, person, noted=noted)
    since = max(timezone.localdate(last.at), today - LONG) if last else today - LONG
    record = record_of(viewer, today=today, few=True)
    ask, ask_why = _to_ask(person, known, bank, today)
    return Brief(
        person=person,
        talk=talk_with(viewer, person, record.whom.named, now=now) if person.ring in RARE else None,
        last=last,
        since=since,
        cares=_cares(known),
        seen=tuple(islice(_seen(record, person, today), SEEN)),
        tell=tuple(islice(_to_tell(viewer, record, person, since, today), TELL)),
        ask=ask,
        ask_why=ask_why,
    )


def _cares(known: Known) -> tuple[Topic, ...]:
    return tuple(
        sorted(known.noted, key=lambda topic: FIRST.index(topic.about) if topic.about in FIRST else len(FIRST))
    )


def _seen(record: Record, person: Person, today: date) -> Iterator[Line]:
    name = wording.first_name(person.name)
    for sight in record.of(person.pk):
        why = f"{name} {sight.words}, {wording.in_days(sight.on, today=today)}"
        yield _line(sight.claim.key, sight.claim.title, why)


def _to_tell(viewer: Member, record: Record, person: Person, since: date, today: date) -> Iterator[Line]:
    """Stories first, then wins in one's own words, then pieces of work; nothing that they have met already."""
    met = {sight.claim.key for sight in record.of(person.pk)}
    news = [claim for claim in record.claims if claim.key not in met and claim.on >= since]
    for claim in (claim for claim in news if not claim.is_weak):
        yield _line(claim.key, claim.title, f"your impact story, {wording.day(claim.on, today=today)}")
    yield from _wins(viewer, record, person, since, today)
    for claim in (claim for claim in news if claim.is_weak):
        yield _line(claim.key, claim.title, f"your work, last on {wording.day(claim.on, today=today)}")


def _wins(viewer: Member, record: Record, person: Person, since: date, today: date) -> Iterator[Line]:
    rows = Entry.objects.visible_to(viewer).filter(owner=viewer, kind=EntryKind.WIN, archived_at=None)
    rows = rows.filter(happened_on__gte=since).exclude(people=person).order_by("-happened_on", "-pk")
    for entry in rows[:20]:
        if entry.pk not in record.links.entries and (entry.piece_id or 0) not in record.links.pieces:
            yield _line(f"entry:{entry.pk}", entry.text, f"your win, {wording.day(entry.happened_on, today=today)}")


def _line(key: str, title: str, why: str) -> Line:
    noun, _, number = key.partition(":")
    return Line(title, why, reverse(f"evidence:{noun}", args=[int(number)]), noun)


def _to_ask(person: Person, known: Known, bank: Iterable[str], today: date) -> tuple[str, str]:
    """What is not known of them; when all is known, a question of the viewer's own bank, another one each week."""
    if known.unknown:
        topic = known.unknown[0]
        return topic.questions[0], f"you have not written down {topic.label} yet"
    free = [text for text in bank if not blanks_in(text) - {"person"}]
    if not free:
        return known.noted[0].questions[1] if known.noted else "", ""
    words = free[today.isocalendar().week % len(free)]
    return words.replace("{person}", wording.first_name(person.name)), "from your question bank"


def _noted_and_bank(viewer: Member, person: Person) -> tuple[list[PersonNote], list[str]]:
    """What was written down of them, and the viewer's questions for any situation: in one query, as the brief has to
    come with fifteen."""
    notes = PersonNote.objects.visible_to(viewer).filter(person=person).order_by()
    bank = Question.objects.visible_to(viewer).filter(situation="any", retired_at=None).order_by()
    bank = bank.filter(side=side_of(viewer, person))
    rows = notes.values_list("pk", "about", "text", "learned_on").union(
        bank.values_list("pk", _OF_NOBODY, "text", _ON_NO_DAY), all=True
    )
    told = sorted(rows, key=itemgetter(0))
    noted = [
        PersonNote(pk=pk, person=person, about=about, text=text, learned_on=on) for pk, about, text, on in told if about
    ]
    return noted, [text for _, about, text, _ in told if not about]
