"""What is on record of a topic: entries with its tag, and stories and pieces of work that say it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, F, TextField, Value
from django.db.models.functions import Concat

from alongside.accounts.models import Member
from alongside.evidence.models import Piece, Story, Topic
from alongside.growth.advocates import Claim
from alongside.growth.models import KnownFor
from alongside.growth.queries.record import title_of
from alongside.search.folding import words as words_of
from alongside.search.index import matching_any
from alongside.sharing.door import SharedQuerySet

MOST = 150
_TAG, _WORDS = Value("tag", CharField()), Value("words", CharField())


type Rows = list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Evidence:
    of: dict[int, dict[str, Claim]]
    """Key of the topic → its claims by their keys."""
    is_cut: bool
    """There may be more: of all topics together the latest of each kind are read."""


def evidence_of(viewer: Member, topics: Sequence[KnownFor]) -> Evidence:
    kinds = (_entries, _latest_entries), (_stories, _latest_stories), (_pieces, _latest_pieces)
    found: dict[int, dict[str, Claim]] = {topic.pk: {} for topic in topics}
    is_cut = False
    for claims, latest in kinds if topics else ():
        rows = latest(viewer, topics)
        is_cut = is_cut or len(rows) == MOST
        for topic, claim in claims(rows, topics):
            found[topic.pk].setdefault(claim.key, claim)
    return Evidence(found, is_cut)


def last_on(viewer: Member, topics: Sequence[KnownFor]) -> dict[int, date]:
    """The day of the latest evidence, for topics that have any. One query looks for the words of all of them."""
    by_name, said = {name: topic for topic in topics for name in _tags(topic)}, Said(topics)
    words = Concat("action", Value(" "), "purpose", Value(" "), "result", output_field=TextField())
    entries = _latest(viewer, _entry_rows(viewer, topics)).values_list(_TAG, F("name"), F("entry__happened_on"))
    stories = _latest(viewer, _story_rows(viewer, topics)).values_list(_WORDS, words, F("happened_on"))
    pieces = _latest(viewer, _piece_rows(viewer, topics)).values_list(_WORDS, F("title"), F("last_on"))
    found = dict[int, date]()
    for kind, text, on in entries.union(stories, pieces, all=True):
        for topic in [by_name[text]] if kind == _TAG.value else said(text):
            found[topic.pk] = max(on, found.get(topic.pk, on))
    return found


def _latest(viewer: Member, rows: SharedQuerySet[Any]) -> SharedQuerySet[Any]:
    """In no order, as parts of one query have to be."""
    found: SharedQuerySet[Any] = rows.model.objects.visible_to(viewer)
    return found.filter(pk__in=rows.values("pk")[:MOST])


def _latest_entries(viewer: Member, topics: Sequence[KnownFor]) -> Rows:
    fields = ("name", "entry_id", "entry__text", "entry__happened_on")
    return list(_entry_rows(viewer, topics).values_list(*fields)[:MOST])


def _latest_stories(viewer: Member, topics: Sequence[KnownFor]) -> Rows:
    fields = ("pk", "happened_on", "action", "purpose", "result")
    return list(_story_rows(viewer, topics).values_list(*fields)[:MOST])


def _latest_pieces(viewer: Member, topics: Sequence[KnownFor]) -> Rows:
    return list(_piece_rows(viewer, topics).values_list("pk", "last_on", "title")[:MOST])


def _entries(rows: Rows, topics: Sequence[KnownFor]) -> Iterator[tuple[KnownFor, Claim]]:
    by_name = {name: topic for topic in topics for name in _tags(topic)}
    for name, pk, text, on in rows:
        yield by_name[name], Claim(f"entry:{pk}", title_of(text), on)


def _stories(rows: Rows, topics: Sequence[KnownFor]) -> Iterator[tuple[KnownFor, Claim]]:
    said = Said(topics)
    for pk, on, action, purpose, result in rows:
        claim = Claim(f"story:{pk}", title_of(action or result or purpose), on)
        yield from ((topic, claim) for topic in said(f"{action} {purpose} {result}"))


def _pieces(rows: Rows, topics: Sequence[KnownFor]) -> Iterator[tuple[KnownFor, Claim]]:
    said = Said(topics)
    for pk, on, title in rows:
        claim = Claim(f"piece:{pk}", title_of(title), on, is_weak=True)
        yield from ((topic, claim) for topic in said(title))


def _entry_rows(viewer: Member, topics: Sequence[KnownFor]) -> SharedQuerySet[Topic]:
    names = [name for topic in topics for name in _tags(topic)]
    rows = Topic.objects.visible_to(viewer).filter(entry__owner=viewer, entry__archived_at=None, name__in=names)
    return rows.order_by("-entry__happened_on", "-entry_id")


def _story_rows(viewer: Member, topics: Sequence[KnownFor]) -> SharedQuerySet[Story]:
    rows = Story.objects.visible_to(viewer).filter(owner=viewer, archived_at=None)
    return _any_of(rows, topics).order_by("-happened_on", "-pk")


def _piece_rows(viewer: Member, topics: Sequence[KnownFor]) -> SharedQuerySet[Piece]:
    rows = Piece.objects.visible_to(viewer).filter(is_trivial=False, dismissed_at=None)
    return _any_of(rows, topics).order_by("-last_on", "-pk")


def _any_of[Row: (Story, Piece)](rows: SharedQuerySet[Row], topics: Sequence[KnownFor]) -> SharedQuerySet[Row]:
    return matching_any(rows, [phrase for topic in topics for phrase in _phrases(topic)])


class Said:
    """Which topics a text is about: all words of a phrase stand in it, each as a word or the beginning of one,
    as the search has it."""

    def __init__(self, topics: Sequence[KnownFor]) -> None:
        self._asked = [(topic, _begun(phrase)) for topic in topics for phrase in _phrases(topic)]

    def __call__(self, text: str) -> list[KnownFor]:
        stands = f" {' '.join(words_of(text))}".__contains__
        return list(dict.fromkeys(topic for topic, begun in self._asked if all(map(stands, begun))))


def _begun(phrase: str) -> list[str]:
    return [f" {word}" for word in words_of(phrase)]


def _phrases(topic: KnownFor) -> list[str]:
    return [phrase for phrase in (topic.topic, *topic.words) if words_of(phrase)]


def _tags(topic: KnownFor) -> set[str]:
    """A topic in a line of the log has no blanks."""
    names = {topic.topic, *(word.casefold() for word in topic.words)}
    return {name.replace(" ", joint) for name in names for joint in ("-", "_", "")}
