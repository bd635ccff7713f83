"""Search over every room. Each hit is fetched through its own door, so a result cannot leak."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.evidence.models import Entry, Piece, Story
from alongside.growth.models import KnownFor, Need
from alongside.knowledge.models import Area
from alongside.one_on_ones.models import Note, Promise, TalkingPoint
from alongside.people.models import Expectation, Identity, IdentityKind, Person, PersonNote
from alongside.search.folding import words
from alongside.search.index import matching
from alongside.sharing.door import SharedQuerySet
from alongside.ui.commands import COMMANDS, Command

FEW, SOME, MANY = 5, 20, 100
"""Of each noun on the page, for programs, and of the one that is asked for alone."""


@dataclass(frozen=True)
class Hit:
    text: str
    url: str
    on: date
    why: str = ""


@dataclass(frozen=True)
class Section:
    name: str
    mark: str
    hits: list[Hit]
    more: bool


def commands(asked: str) -> list[Command]:
    """The commands whose words begin as every word that was asked."""
    return [command for command in COMMANDS if _answers(command, words(asked))]


def _answers(command: Command, asked: list[str]) -> bool:
    known = words(f"{command.label} {command.words}")
    return bool(asked) and all(any(one.startswith(word) for one in known) for word in asked)


def find(viewer: Member, asked: str, *, only: str = "", at_most: int = FEW) -> list[Section]:
    """Of every noun, or of the one whose section has this name."""
    sections = [_section(name, mark, look(viewer, asked), at_most) for name, mark, look in _NOUNS if only in ("", name)]
    return [section for section in sections if section.hits]


type Hits = tuple[SharedQuerySet[Any], Callable[[Any], Hit]]
"""What matches, the latest first, and what is shown of each."""


def _section(name: str, mark: str, found: Hits, at_most: int) -> Section:
    rows, shown = found
    hits = [shown(row) for row in rows[: at_most + 1]]
    return Section(name, mark, hits[:at_most], more=len(hits) > at_most)


def _entries(viewer: Member, asked: str) -> Hits:
    rows = matching(Entry.objects.visible_to(viewer).filter(archived_at=None), asked)
    return rows.order_by("-happened_on", "-pk"), lambda entry: Hit(
        entry.text,
        reverse("evidence:entry", args=[entry.pk]),
        entry.happened_on,
        entry.get_kind_display().capitalize(),
    )


def _stories(viewer: Member, asked: str) -> Hits:
    rows = matching(Story.objects.visible_to(viewer).filter(archived_at=None), asked)
    return rows.order_by("-happened_on", "-pk"), lambda story: Hit(
        story.action or story.result, reverse("evidence:story", args=[story.pk]), story.happened_on
    )


def _pieces(viewer: Member, asked: str) -> Hits:
    rows = matching(Piece.objects.visible_to(viewer).filter(dismissed_at=None), asked)
    return rows.order_by("-last_on", "-pk"), lambda piece: Hit(
        piece.title, reverse("evidence:piece", args=[piece.pk]), piece.last_on, "; ".join(piece.why[:1])
    )


def _points(viewer: Member, asked: str) -> Hits:
    def shown(point: TalkingPoint) -> Hit:
        url = _in_history(point.pair_id, asked) if point.done_at or point.dropped_at else _on_agenda(point.pair_id)
        return Hit(point.text, url, timezone.localdate(point.created_at), point.pair.title_for(viewer))

    rows = matching(TalkingPoint.objects.visible_to(viewer), asked)
    return rows.select_related("pair__person", "pair__owner").order_by("-created_at", "-pk"), shown


def _notes(viewer: Member, asked: str) -> Hits:
    def shown(note: Note) -> Hit:
        on = timezone.localdate(note.created_at)
        return Hit(note.text, _in_history(note.pair_id, asked), on, note.pair.title_for(viewer))

    rows = matching(Note.objects.visible_to(viewer).kept(), asked)
    return rows.select_related("pair__person", "pair__owner").order_by("-created_at", "-pk"), shown


def _promises(viewer: Member, asked: str) -> Hits:
    def shown(promise: Promise) -> Hit:
        on = timezone.localdate(promise.created_at)
        return Hit(promise.text, _on_agenda(promise.pair_id), on, promise.pair.title_for(viewer))

    rows = matching(Promise.objects.visible_to(viewer), asked)
    return rows.select_related("pair__person", "pair__owner").order_by("-created_at", "-pk"), shown


def _persons(viewer: Member, asked: str) -> Hits:
    """By their words, or by the beginning of an address or login under which sources know them."""
    persons = Person.objects.visible_to(viewer)
    known = (
        Identity.objects.visible_to(viewer)
        .exclude(kind=IdentityKind.NAME)
        .filter(value__istartswith=asked.strip().lstrip("@"))
    )
    rows = persons.filter(Q(pk__in=matching(persons, asked).values("pk")) | Q(pk__in=known.values("person")))
    return rows.order_by("name", "pk"), lambda person: Hit(
        person.name,
        reverse("people:person", args=[person.pk]),
        timezone.localdate(person.created_at),
        person.get_relation_display().capitalize(),
    )


def _areas(viewer: Member, asked: str) -> Hits:
    rows = matching(Area.objects.visible_to(viewer).filter(hidden_at=None, into=None), asked)
    return rows.order_by("name", "pk"), lambda area: Hit(
        area.name, reverse("knowledge:area", args=[area.pk]), timezone.localdate(area.created_at), area.problem
    )


def _known(viewer: Member, asked: str) -> Hits:
    rows = matching(PersonNote.objects.visible_to(viewer), asked).select_related("person")
    return rows.order_by("-learned_on", "-pk"), lambda note: Hit(
        note.text,
        f"{reverse('people:person', args=[note.person_id])}#known",
        note.learned_on,
        f"{note.person.name}: {note.get_about_display()}",
    )


def _expectations(viewer: Member, asked: str) -> Hits:
    rows = matching(Expectation.objects.visible_to(viewer), asked)
    return rows.order_by("-since", "-pk"), lambda expectation: Hit(
        expectation.text,
        reverse("people:expectation", args=[expectation.pk]),
        expectation.since,
        expectation.get_state_display().capitalize(),
    )


def _topics(viewer: Member, asked: str) -> Hits:
    rows = matching(KnownFor.objects.visible_to(viewer).filter(dropped_at=None), asked)
    return rows.order_by("topic", "pk"), lambda known: Hit(
        known.topic, reverse("growth:topic", args=[known.pk]), known.chosen_on, ", ".join(known.words)
    )


def _needs(viewer: Member, asked: str) -> Hits:
    rows = matching(Need.objects.visible_to(viewer).filter(dropped_at=None), asked)
    return rows.order_by("-created_at", "-pk"), lambda need: Hit(
        need.text, f"{reverse('growth:support')}#need-{need.pk}", timezone.localdate(need.created_at)
    )


_NOUNS: tuple[tuple[str, str, Callable[[Member, str], Hits]], ...] = (
    ("Log", "log", _entries),
    ("Impact stories", "story", _stories),
    ("Pieces of work", "work", _pieces),
    ("Talking points", "one-on-ones", _points),
    ("Notes", "note", _notes),
    ("Promises", "promise", _promises),
    ("People", "people", _persons),
    ("What you know of people", "note", _known),
    ("Expectations", "question", _expectations),
    ("Areas of the system", "folder", _areas),
    ("Topics to be known for", "growth", _topics),
    ("What you need support with", "growth", _needs),
)


def _on_agenda(pair_id: int) -> str:
    return reverse("one_on_ones:agenda", args=[pair_id])


def _in_history(pair_id: int, asked: str) -> str:
    return f"{reverse('one_on_ones:history', args=[pair_id])}?{urlencode({'q': asked})}"
