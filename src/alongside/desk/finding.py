"""Search over every room. Each hit is fetched through its own door, so a result cannot leak."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.evidence.models import Entry, Piece, Story
from alongside.one_on_ones.models import Note, Promise, TalkingPoint
from alongside.people.models import Person
from alongside.search.folding import words
from alongside.search.index import matching
from alongside.ui.commands import COMMANDS, Command

AT_MOST = 20


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


def find(viewer: Member, asked: str) -> list[Section]:
    sections = [
        _section("Log", "log", _entries(viewer, asked)),
        _section("Impact stories", "story", _stories(viewer, asked)),
        _section("Pieces of work", "work", _pieces(viewer, asked)),
        _section("Talking points", "one-on-ones", _points(viewer, asked)),
        _section("Notes", "note", _notes(viewer, asked)),
        _section("Promises", "promise", _promises(viewer, asked)),
        _section("People", "people", _persons(viewer, asked)),
    ]
    return [section for section in sections if section.hits]


def _section(name: str, mark: str, hits: Iterable[Hit]) -> Section:
    found = list(hits)
    return Section(name, mark, found[:AT_MOST], more=len(found) > AT_MOST)


def _entries(viewer: Member, asked: str) -> Iterable[Hit]:
    rows = matching(Entry.objects.visible_to(viewer).filter(archived_at=None), asked)
    for entry in rows.order_by("-happened_on", "-pk")[: AT_MOST + 1]:
        url = reverse("evidence:entry", args=[entry.pk])
        yield Hit(entry.text, url, entry.happened_on, entry.get_kind_display().capitalize())


def _stories(viewer: Member, asked: str) -> Iterable[Hit]:
    rows = matching(Story.objects.visible_to(viewer).filter(archived_at=None), asked)
    for story in rows.order_by("-happened_on", "-pk")[: AT_MOST + 1]:
        yield Hit(story.action or story.result, reverse("evidence:story", args=[story.pk]), story.happened_on)


def _pieces(viewer: Member, asked: str) -> Iterable[Hit]:
    rows = matching(Piece.objects.visible_to(viewer).filter(dismissed_at=None), asked)
    for piece in rows.order_by("-last_on", "-pk")[: AT_MOST + 1]:
        yield Hit(piece.title, reverse("evidence:piece", args=[piece.pk]), piece.last_on, "; ".join(piece.why[:2]))


def _points(viewer: Member, asked: str) -> Iterable[Hit]:
    rows = matching(TalkingPoint.objects.visible_to(viewer), asked).select_related("pair__person", "pair__owner")
    for point in rows.order_by("-created_at", "-pk")[: AT_MOST + 1]:
        url = _in_history(point.pair_id, asked) if point.done_at or point.dropped_at else _on_agenda(point.pair_id)
        yield Hit(point.text, url, timezone.localdate(point.created_at), point.pair.title_for(viewer))


def _notes(viewer: Member, asked: str) -> Iterable[Hit]:
    rows = matching(Note.objects.visible_to(viewer).kept(), asked).select_related("pair__person", "pair__owner")
    for note in rows.order_by("-created_at", "-pk")[: AT_MOST + 1]:
        on = timezone.localdate(note.created_at)
        yield Hit(note.text, _in_history(note.pair_id, asked), on, note.pair.title_for(viewer))


def _promises(viewer: Member, asked: str) -> Iterable[Hit]:
    rows = matching(Promise.objects.visible_to(viewer), asked).select_related("pair__person", "pair__owner")
    for promise in rows.order_by("-created_at", "-pk")[: AT_MOST + 1]:
        on = timezone.localdate(promise.created_at)
        yield Hit(promise.text, _on_agenda(promise.pair_id), on, promise.pair.title_for(viewer))


def _persons(viewer: Member, asked: str) -> Iterable[Hit]:
    for person in matching(Person.objects.visible_to(viewer), asked).order_by("name")[: AT_MOST + 1]:
        url = reverse("people:person", args=[person.pk])
        yield Hit(person.name, url, timezone.localdate(person.created_at), person.get_relation_display().capitalize())


def _on_agenda(pair_id: int) -> str:
    return reverse("one_on_ones:agenda", args=[pair_id])


def _in_history(pair_id: int, asked: str) -> str:
    return f"{reverse('one_on_ones:history', args=[pair_id])}?{urlencode({'q': asked})}"
