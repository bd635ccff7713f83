"""What the page of a person shows, for its owner's eyes only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.lib import wording
from alongside.people.cadence import Standing, standing
from alongside.people.known import QUESTIONS, WORTH_KNOWING
from alongside.people.models import REAL, KnownOf, Pause, Person, PersonNote, Relation, Touchpoint, TouchpointKind
from alongside.people.queries.finding import persons_of

LATEST = 10
SUGGESTED, MOST_LED = 200, 60


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing to know of somebody: what was written down, and how to ask for it."""

    about: KnownOf
    note: PersonNote | None
    questions: tuple[str, str]

    @property
    def label(self) -> str:
        return self.about.label


@dataclass(frozen=True, slots=True)
class Known:
    noted: tuple[Topic, ...]
    unknown: tuple[Topic, ...]
    """Worth asking, the most telling first."""
    others: tuple[Topic, ...]
    """Less to the point with this relation; can be written down all the same."""


@dataclass(frozen=True, slots=True)
class Contact:
    last: Touchpoint | None
    """The latest that restarts the cadence."""
    standing: Standing

    def last_words(self, today: date) -> str:
        if self.last is None:
            return "no talk on record"
        kind = self.last.get_kind_display()
        return f"last touchpoint {wording.in_days(timezone.localdate(self.last.at), today=today)} ({kind})"

    def due_words(self, today: date) -> str:
        if self.standing.is_paused:
            return "no reminder while one of you is away"
        if self.standing.due_on is None:
            return "no reminder"
        late = self.standing.late
        return f"{wording.span(late)} overdue" if late else f"due {wording.in_days(self.standing.due_on, today=today)}"


@dataclass(frozen=True, slots=True)
class TouchLine:
    on: date
    mark: str
    kind: str
    text: str
    source: str
    """Empty where its owner wrote it down."""
    url: str
    is_weak: bool
    """One of many in a room: it does not restart the cadence."""


def first_name(person: Person) -> str:
    return wording.first_name(person.name)


def known_of(viewer: Member, person: Person, *, noted: Iterable[PersonNote] | None = None) -> Known:
    """`noted` is what was written down of them, where it has been fetched."""
    rows = PersonNote.objects.visible_to(viewer).filter(person=person) if noted is None else noted
    notes = {note.about: note for note in rows}
    worth = WORTH_KNOWING[Relation(person.relation)]
    order = [*worth, *(about for about in KnownOf if about not in worth)]
    topics = [Topic(about, notes.get(about), QUESTIONS[about]) for about in order]
    return Known(
        noted=tuple(topic for topic in topics if topic.note),
        unknown=tuple(topic for topic in topics if not topic.note and topic.about in worth),
        others=tuple(topic for topic in topics if not topic.note and topic.about not in worth),
    )


def contact_with(viewer: Member, person: Person, latest: Sequence[Touchpoint], *, now: datetime) -> Contact:
    """`latest` are their latest touchpoints."""
    last = next((each for each in latest if each.weight >= REAL and each.at <= now), None)
    if last is None and len(latest) == LATEST:
        last = last_contact(viewer, person, now=now)
    away = Pause.objects.visible_to(viewer).filter(Q(person=None) | Q(person=person))
    stands = standing(
        last_on=timezone.localdate(last.at) if last else None,
        since=timezone.localdate(person.created_at),
        every=person.wanted_every,
        pauses=away.values_list("first_on", "last_on"),
        today=timezone.localdate(now),
    )
    return Contact(last, stands)


def last_contact(viewer: Member, person: Person, *, now: datetime) -> Touchpoint | None:
    """The latest that restarts the cadence."""
    real = Touchpoint.objects.visible_to(viewer).filter(person=person, weight__gte=REAL, at__lte=now)
    return real.order_by("-at").first()


def latest_touchpoints(viewer: Member, person: Person) -> list[Touchpoint]:
    return list(Touchpoint.objects.visible_to(viewer).filter(person=person).order_by("-at", "-pk")[:LATEST])


def led_by(viewer: Member, person: Person) -> list[Person]:
    return list(persons_of(viewer).filter(reports_to=person)[:MOST_LED])


def suggested(viewer: Member, *, without: Person | None = None) -> list[Person]:
    """To complete what is typed where a person is asked for; whom it does not name can be typed all the same."""
    rows = persons_of(viewer)
    return list((rows.exclude(pk=without.pk) if without else rows)[:SUGGESTED])


_MARKS = {
    TouchpointKind.ONE_ON_ONE: "one-on-ones",
    TouchpointKind.MEETING: "meeting",
    TouchpointKind.HOSTED: "meeting",
    TouchpointKind.REVIEW: "review",
    TouchpointKind.JOINT_WORK: "work",
    TouchpointKind.QUESTION: "question",
    TouchpointKind.THANKS: "thanks",
    TouchpointKind.MESSAGE: "message",
    TouchpointKind.TALK: "people",
}


def touch_line(touch: Touchpoint) -> TouchLine:
    return TouchLine(
        on=timezone.localdate(touch.at),
        mark=_MARKS[TouchpointKind(touch.kind)],
        kind=touch.get_kind_display(),
        text=touch.text,
        source="" if touch.source == "hand" else touch.source,
        url=touch.url,
        is_weak=touch.weight < REAL,
    )
