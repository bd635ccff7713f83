"""Topics the viewer wants to be known for: what is on record of each, and who links them with it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from alongside.accounts.models import Member
from alongside.growth import wording
from alongside.growth.advocates import Claim, Sight, Source
from alongside.growth.models import KnownFor
from alongside.growth.queries.record import Links, links_of, place, seen_of
from alongside.growth.queries.topic_evidence import MOST, Evidence, Said, evidence_of, last_on
from alongside.growth.queries.whom import Someone, Whom, those_there
from alongside.lib.keys import last_key_in
from alongside.people.models import Touchpoint, TouchpointKind
from alongside.sharing.door import SharedQuerySet

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
    is_cut: bool
    """There may be more on record."""
    linked: tuple[Linked, ...]
    """Who met it last first."""
    due: str
    """Why something new is due; empty when it is not."""

    @property
    def last_on(self) -> date | None:
        return self.evidence[0].on if self.evidence else None


def chosen_topics(viewer: Member, *, dropped: bool = False) -> SharedQuerySet[KnownFor]:
    rows = KnownFor.objects.visible_to(viewer).filter(dropped_at__isnull=not dropped)
    return rows.order_by("topic", "pk")


def topic_lines(viewer: Member, *, today: date, only: KnownFor | None = None) -> list[TopicLine]:
    """Those where something new is due first; or one alone."""
    topics = [only] if only else list(chosen_topics(viewer))
    if not topics:
        return []
    evidence, asked = evidence_of(viewer, topics), _questions(viewer, topics)
    sights = _sights(viewer, evidence.of, LINKED if only else FEW_LINKED)
    met = {sight.person for sight in sights} | {person for found in asked.values() for person, *_ in found}
    there = those_there(viewer, met)
    lines = [_line(topic, evidence, sights, asked.get(topic.pk, []), there, today) for topic in topics]
    return sorted(lines, key=lambda line: not line.due)


@dataclass(frozen=True, slots=True)
class DueTopic:
    """A topic of which nothing new is on record for as long as its owner said."""

    known_for: KnownFor
    why: str
    last_on: date | None


def topics_due(viewer: Member, *, today: date) -> list[DueTopic]:
    """For the front page: two queries at most, those first that wait longest."""
    long_ago = [topic for topic in chosen_topics(viewer) if _reminded(topic, None, today)]
    last = last_on(viewer, long_ago) if long_ago else {}
    found = ((topic, last.get(topic.pk)) for topic in long_ago)
    due = [DueTopic(topic, why, on) for topic, on in found if (why := _reminded(topic, on, today))]
    return sorted(due, key=lambda each: each.last_on or each.known_for.chosen_on)


def _line(
    topic: KnownFor,
    evidence: Evidence,
    sights: Iterable[Sight],
    asked: list[tuple[int, date, Source]],
    there: dict[int, Someone],
    today: date,
) -> TopicLine:
    mine: dict[int, list[Sight]] = defaultdict(list)
    claims = evidence.of[topic.pk]
    for sight in sights:
        if sight.claim.key in claims and sight.person in there:
            mine[sight.person].append(sight)
    linked = [_linked(there[person], found) for person, found in mine.items()]
    more = [(one, on, at) for one, on, at in asked if one in there and one not in mine]
    linked += [Linked(there[one], "had a question on it", on, 1, (at,)) for one, on, at in more]
    ordered = sorted(linked, key=lambda one: (-one.on.toordinal(), one.who.name))
    return TopicLine(topic, tuple(_latest(claims)), evidence.is_cut, tuple(ordered), _due(topic, claims, today))


def _latest(evidence: dict[str, Claim]) -> list[Claim]:
    return sorted(evidence.values(), key=lambda claim: (-claim.on.toordinal(), claim.is_weak, claim.key))


def _linked(who: Someone, sights: list[Sight]) -> Linked:
    last = max(sights, key=lambda sight: sight.on)
    return Linked(who, last.words, last.on, len(sights), last.sources[:1])


def _due(topic: KnownFor, evidence: dict[str, Claim], today: date) -> str:
    return _reminded(topic, max((claim.on for claim in evidence.values()), default=None), today)


def _reminded(topic: KnownFor, last_on: date | None, today: date) -> str:
    return wording.reminded(last_on, topic.every_weeks, chosen_on=topic.chosen_on, today=today)


def _sights(viewer: Member, evidence: dict[int, dict[str, Claim]], most: int) -> tuple[Sight, ...]:
    claims = {claim.key: claim for found in evidence.values() for claim in _latest(found)[:most]}
    stories = {last_key_in(key): claim for key, claim in claims.items() if key.startswith("story:")}
    links, witnesses = links_of(viewer, stories) if stories else (Links(), [])
    for key, claim in claims.items():
        if not key.startswith("story:"):
            place(claim, links)
    return seen_of(viewer, claims.values(), links, Whom(viewer, few=True), witnesses)


def _questions(viewer: Member, topics: Sequence[KnownFor]) -> dict[int, list[tuple[int, date, Source]]]:
    """Questions between the viewer and somebody that say the topic."""
    rows = Touchpoint.objects.visible_to(viewer).filter(kind=TouchpointKind.QUESTION)
    said = Said(topics)
    found: dict[int, dict[int, tuple[int, date, Source]]] = defaultdict(dict)
    for person, at, text, url in rows.order_by("-at", "-pk").values_list("person_id", "at", "text", "url")[:MOST]:
        for topic in said(text):
            told = (person, at.astimezone(viewer.zone).date(), Source("question", text[:60], url))
            found[topic.pk].setdefault(person, told)
    return {topic: list(persons.values()) for topic, persons in found.items()}
