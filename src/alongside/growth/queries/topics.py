"""Topics the viewer wants to be known for: what is on record of each, and who links them with it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from alongside.accounts.models import Member
from alongside.evidence.models import Piece, Story, Topic
from alongside.growth import wording
from alongside.growth.advocates import Claim, Sight, Source
from alongside.growth.models import KnownFor
from alongside.growth.queries.record import Links, links_of, place, seen_of, title_of
from alongside.growth.queries.whom import Someone, Whom
from alongside.lib.keys import last_key_in
from alongside.people.models import Touchpoint, TouchpointKind
from alongside.search.folding import words as words_of
from alongside.search.index import matching_any
from alongside.sharing.door import SharedQuerySet

_MOST = 200
LINKED, FEW_LINKED = 60, 15
"""So much of the latest evidence is asked for who met it: of a topic alone, and of each among others."""


@dataclass(frozen=True, slots=True)
class Linked:
    """Somebody who met the viewer's work on a topic, and how they last did."""

    who: Someone
    words: str
    on: date
    times: int
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class TopicLine:
    known_for: KnownFor
    evidence: tuple[Claim, ...]
    """Stories, entries and pieces of work, the latest first."""
    linked: tuple[Linked, ...]
    """Who met it last first."""
    due: str
    """Why something new is due; empty when it is not."""

    @property
    def tag(self) -> str:
        """As it stands in a line of the log."""
        return self.known_for.topic.replace(" ", "-")

    @property
    def last_on(self) -> date | None:
        return self.evidence[0].on if self.evidence else None


def chosen_topics(viewer: Member, *, dropped: bool = False) -> SharedQuerySet[KnownFor]:
    rows = KnownFor.objects.visible_to(viewer).filter(dropped_at__isnull=not dropped)
    return rows.order_by("topic", "pk")


def topic_lines(viewer: Member, *, today: date, only: KnownFor | None = None) -> list[TopicLine]:
    """Those where something new is due first; or one alone."""
    topics = [only] if only else list(chosen_topics(viewer))
    evidence = _evidence(viewer, topics)
    whom = Whom(viewer)
    sights = _sights(viewer, evidence, whom, LINKED if only else FEW_LINKED) if topics else ()
    asked = _questions(viewer, topics) if topics else {}
    lines = [_line(topic, evidence[topic.pk], sights, asked.get(topic.pk, []), whom, today) for topic in topics]
    return sorted(lines, key=lambda line: not line.due)


def topics_due(viewer: Member, *, today: date) -> list[tuple[KnownFor, str]]:
    """For the front page: topics of which nothing new is on record for long, with the reason in words."""
    topics = list(chosen_topics(viewer).exclude(every_weeks=0))
    found = _evidence(viewer, topics)
    due = ((topic, _due(topic, found[topic.pk], today)) for topic in topics)
    return [(topic, why) for topic, why in due if why]


def _line(
    topic: KnownFor,
    evidence: dict[str, Claim],
    sights: Iterable[Sight],
    asked: list[tuple[int, date, Source]],
    whom: Whom,
    today: date,
) -> TopicLine:
    mine: dict[int, list[Sight]] = defaultdict(list)
    for sight in sights:
        if sight.claim.key in evidence and sight.person in whom:
            mine[sight.person].append(sight)
    linked = [_linked(whom[person], found) for person, found in mine.items()]
    more = [(one, on, at) for one, on, at in asked if one in whom and one not in mine]
    linked += [Linked(whom[one], "had a question on it", on, 1, (at,)) for one, on, at in more]
    ordered = sorted(linked, key=lambda one: (-one.on.toordinal(), one.who.name))
    return TopicLine(topic, tuple(_latest(evidence)), tuple(ordered), _due(topic, evidence, today))


def _latest(evidence: dict[str, Claim]) -> list[Claim]:
    return sorted(evidence.values(), key=lambda claim: (-claim.on.toordinal(), claim.is_weak, claim.key))


def _linked(who: Someone, sights: list[Sight]) -> Linked:
    last = max(sights, key=lambda sight: sight.on)
    return Linked(who, last.words, last.on, len(sights), last.sources[:1])


def _due(topic: KnownFor, evidence: dict[str, Claim], today: date) -> str:
    last_on = max((claim.on for claim in evidence.values()), default=None)
    return wording.reminded(last_on, topic.every_weeks, chosen_on=topic.chosen_on, today=today)


def _evidence(viewer: Member, topics: Sequence[KnownFor]) -> dict[int, dict[str, Claim]]:
    found: dict[int, dict[str, Claim]] = {topic.pk: {} for topic in topics}
    if topics:
        for topic, claim in (*_entries(viewer, topics), *_stories(viewer, topics), *_pieces(viewer, topics)):
            found[topic.pk].setdefault(claim.key, claim)
    return found


def _entries(viewer: Member, topics: Sequence[KnownFor]) -> Iterator[tuple[KnownFor, Claim]]:
    by_name = {name: topic for topic in topics for name in _tags(topic)}
    rows = Topic.objects.visible_to(viewer).filter(entry__owner=viewer, entry__archived_at=None, name__in=list(by_name))
    rows = rows.order_by("-entry__happened_on", "-entry_id")
    for name, pk, text, on in rows.values_list("name", "entry_id", "entry__text", "entry__happened_on")[:_MOST]:
        yield by_name[name], Claim(f"entry:{pk}", title_of(text), on)


def _stories(viewer: Member, topics: Sequence[KnownFor]) -> Iterator[tuple[KnownFor, Claim]]:
    rows, said = Story.objects.visible_to(viewer).filter(owner=viewer, archived_at=None), _Said(topics)
    fields = ("pk", "happened_on", "action", "purpose", "result")
    for pk, on, *texts in _any_of(rows, topics).order_by("-happened_on", "-pk").values_list(*fields)[:_MOST]:
        action, purpose, result = texts
        claim = Claim(f"story:{pk}", title_of(action or result or purpose), on)
        yield from ((topic, claim) for topic in said(" ".join(texts)))


def _pieces(viewer: Member, topics: Sequence[KnownFor]) -> Iterator[tuple[KnownFor, Claim]]:
    rows, said = Piece.objects.visible_to(viewer).filter(is_trivial=False, dismissed_at=None), _Said(topics)
    for pk, on, title in (
        _any_of(rows, topics).order_by("-last_on", "-pk").values_list("pk", "last_on", "title")[:_MOST]
    ):
        claim = Claim(f"piece:{pk}", title_of(title), on, is_weak=True)
        yield from ((topic, claim) for topic in said(title))


def _any_of[Row: (Story, Piece)](rows: SharedQuerySet[Row], topics: Sequence[KnownFor]) -> SharedQuerySet[Row]:
    return matching_any(rows, [phrase for topic in topics for phrase in _phrases(topic)])


class _Said:
    """Which topics a text is about: all words of a phrase stand in it, each as a word or the beginning of one,
    as the search has it."""

    def __init__(self, topics: Sequence[KnownFor]) -> None:
        self._asked = [(topic, [words_of(phrase) for phrase in _phrases(topic)]) for topic in topics]

    def __call__(self, text: str) -> list[KnownFor]:
        there = f" {' '.join(words_of(text))}"
        return [topic for topic, asked in self._asked if any(_stand(words, there) for words in asked)]


def _stand(asked: list[str], there: str) -> bool:
    return all(f" {word}" in there for word in asked)


def _phrases(topic: KnownFor) -> list[str]:
    return [phrase for phrase in (topic.topic, *topic.words) if words_of(phrase)]


def _tags(topic: KnownFor) -> set[str]:
    """A topic in a line of the log has no blanks."""
    names = {topic.topic, *(word.casefold() for word in topic.words)}
    return {name.replace(" ", joint) for name in names for joint in ("-", "_", "")}


def _sights(viewer: Member, evidence: dict[int, dict[str, Claim]], whom: Whom, most: int) -> tuple[Sight, ...]:
    claims = {claim.key: claim for found in evidence.values() for claim in _latest(found)[:most]}
    stories = {last_key_in(key): claim for key, claim in claims.items() if key.startswith("story:")}
    links, witnesses = links_of(viewer, stories) if stories else (Links(), [])
    for key, claim in claims.items():
        if not key.startswith("story:"):
            place(claim, links)
    return seen_of(viewer, claims.values(), links, whom, witnesses)


def _questions(viewer: Member, topics: Sequence[KnownFor]) -> dict[int, list[tuple[int, date, Source]]]:
    """Questions between the viewer and somebody that say the topic."""
    rows = Touchpoint.objects.visible_to(viewer).filter(owner=viewer, kind=TouchpointKind.QUESTION)
    said = _Said(topics)
    found: dict[int, dict[int, tuple[int, date, Source]]] = defaultdict(dict)
    for person, at, text, url in rows.order_by("-at", "-pk").values_list("person_id", "at", "text", "url")[:_MOST]:
        for topic in said(text):
            told = (person, at.astimezone(viewer.zone).date(), Source("question", text[:60], url))
            found[topic.pk].setdefault(person, told)
    return {topic: list(persons.values()) for topic, persons in found.items()}
