"""What is on record of who saw which work: derived each time from stories, activities, entries and touchpoints."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import F, FilteredRelation, OuterRef, Q, Subquery, TextField, Value
from django.db.models.functions import Cast

from alongside.accounts.models import Member
from alongside.evidence.models import Entry, EntryKind, Piece, Story, called_by
from alongside.growth.advocates import FEEDBACK, ROUTES, THANKS, TOLD, WITNESS, Claim, Seen, Sight, Source, sights_of
from alongside.growth.queries.addresses import page_of
from alongside.growth.queries.whom import Whom
from alongside.lib.keys import last_key_in
from alongside.people.models import Touchpoint, TouchpointKind
from alongside.sharing.door import SharedQuerySet

MOST_STORIES = 1_000
WEAK_CLAIMS = 12
"""Pieces of work without a story that are counted as claims: the weightiest of the last year."""
_MOST_ACTIVITIES = 6_000
_SOMEBODY = '"credits": [["'
_MOST_TOUCHPOINTS = 3_000
_TITLED = ("meeting", "message", "thanks", "note")
"""What their source calls these is a number that nobody knows them by."""
TALK = ("meeting", "discussion", "thanks", "chore", "review")
"""Kinds of pieces of work in which nothing was made that somebody could speak for."""
_TOLD_IN = {
    TouchpointKind.ONE_ON_ONE: TOLD,
    TouchpointKind.TALK: TOLD,
    TouchpointKind.MESSAGE: TOLD,
    TouchpointKind.QUESTION: TOLD,
    TouchpointKind.MEETING: "attendee",
    TouchpointKind.HOSTED: "attendee",
}
"""Touchpoints in which work is told. Reviews, joint work and thanks stand in the activities and entries themselves."""


@dataclass(frozen=True, slots=True)
class Links:
    """Which claims an activity, entry or piece of work belongs to."""

    pieces: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    entries: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))


@dataclass(frozen=True)
class Record:
    claims: tuple[Claim, ...]
    """Stories first, the latest first; then pieces of work without one, the weightiest first."""
    seen: tuple[Sight, ...]
    """Of everybody, those who were removed since among them."""
    whom: Whom
    today: date
    links: Links

    @property
    def stories(self) -> tuple[Claim, ...]:
        return tuple(claim for claim in self.claims if not claim.is_weak)

    @cached_property
    def sights(self) -> tuple[Sight, ...]:
        """Of persons who are there."""
        return tuple(sight for sight in self.seen if sight.person in self.whom)

    @cached_property
    def gone(self) -> tuple[Sight, ...]:
        return tuple(sight for sight in self.seen if sight.person in self.whom.removed)

    def of(self, person: int) -> tuple[Sight, ...]:
        mine = [sight for sight in self.seen if sight.person == person]
        return tuple(sorted(mine, key=lambda sight: (-sight.on.toordinal(), sight.claim.key)))


def record_of(
    viewer: Member,
    *,
    today: date,
    since: date | None = None,
    beside: Iterable[tuple[Claim, int | None]] = (),
    few: bool = False,
) -> Record:
    """The viewer's own claims, from a day on where one is given, and who of their persons met each of them.

    `beside` are entries and pieces of work of which the same is asked without counting them as claims; an entry comes
    with the piece of work that it tells of. `few`: nothing is asked of the persons but whom names mean.
    """
    stories = stories_of(viewer, since)
    links, witnesses = links_of(viewer, stories)
    weak = _weak(viewer, today, but=links.pieces)
    more = {claim.key: (claim, piece) for claim, piece in (*((claim, None) for claim in weak), *beside)}
    for claim, piece in more.values():
        place(claim, links, piece)
    claims, whom = (*stories.values(), *weak), Whom(viewer, few=few)
    seen = seen_of(viewer, (*stories.values(), *(claim for claim, _ in more.values())), links, whom, witnesses)
    return Record(claims, seen, whom, today, links)


def place(claim: Claim, links: Links, piece: int | None = None) -> None:
    """An entry or a piece of work that is asked about by itself."""
    if piece:
        links.pieces[piece].append(claim.key)
    noun, number = claim.key.partition(":")[0], last_key_in(claim.key)
    (links.entries if noun == "entry" else links.pieces)[number].append(claim.key)


def seen_of(
    viewer: Member,
    claims: Iterable[Claim],
    links: Links,
    whom: Whom,
    witnesses: Iterable[tuple[int, int]] = (),
) -> tuple[Sight, ...]:
    """`witnesses` are pairs of a story's key and a person's."""
    by_key = {claim.key: claim for claim in claims}
    facts = [
        *_by_witnesses(by_key, witnesses),
        *_by_activities(viewer, links, whom),
        *_by_entries(viewer, links),
        *_by_touchpoints(viewer, by_key, links),
    ]
    return sights_of(by_key.values(), facts)


def stories_of(viewer: Member, since: date | None) -> dict[int, Claim]:
    rows = Story.objects.visible_to(viewer).filter(owner=viewer, archived_at=None).order_by("-happened_on", "-pk")
    rows = rows.filter(happened_on__gte=since) if since else rows
    told = rows.values_list("pk", "action", "purpose", "result", "happened_on")[:MOST_STORIES]
    return {
        pk: Claim(f"story:{pk}", title_of(action or result or purpose), on) for pk, action, purpose, result, on in told
    }


def title_of(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 120 else f"{line[:119].rstrip()}…"


def links_of(viewer: Member, stories: dict[int, Claim]) -> tuple[Links, list[tuple[int, int]]]:
    """One query for the three kinds of link; each names its kind."""
    links, witnesses = Links(), list[tuple[int, int]]()
    for kind, story, thing in _linked(viewer):
        if story not in stories:
            continue
        if kind == "witness":
            witnesses.append((story, thing))
        else:
            (links.pieces if kind == "piece" else links.entries)[thing].append(f"story:{story}")
    return links, witnesses


def _linked(viewer: Member) -> Iterator[tuple[str, int, int]]:
    parts = (
        ("witness", Story.witnesses, "person"),
        ("piece", Story.pieces, "piece"),
        ("entry", Story.entries, "entry"),
    )
    rows = [
        many.through._default_manager.filter(story__owner=viewer)
        .order_by()
        .values_list(Value(kind), F("story_id"), F(f"{name}_id"))
        for kind, many, name in parts
    ]
    return iter(rows[0].union(*rows[1:], all=True))


def _weak(viewer: Member, today: date, *, but: Iterable[int]) -> list[Claim]:
    rows = Piece.objects.visible_to(viewer).filter(is_trivial=False, dismissed_at=None).exclude(kind__in=TALK)
    rows = rows.filter(last_on__gte=today.replace(year=today.year - 1, day=1)).order_by("-score", "-last_on", "pk")
    taken = set(but)
    found = rows.values_list("pk", "title", "last_on")[: WEAK_CLAIMS + len(taken)]
    free = [row for row in found if row[0] not in taken][:WEAK_CLAIMS]
    return [Claim(f"piece:{pk}", title_of(title), on, is_weak=True) for pk, title, on in free]


def _by_witnesses(claims: dict[str, Claim], witnesses: Iterable[tuple[int, int]]) -> Iterator[Seen]:
    for story, person in witnesses:
        if claim := claims.get(f"story:{story}"):
            source = Source("story", "your story", page_of(f"story:{story}"))
            yield Seen(person, claim.key, WITNESS, claim.on, source)


def _by_activities(viewer: Member, links: Links, whom: Whom) -> Iterator[Seen]:
    for kind, label, url, day, piece, named in _credited(viewer, links.pieces):
        source = Source(kind, label, url or page_of(f"piece:{piece}"))
        for role, name, address in named:
            route = THANKS if kind == "thanks" else role
            person = whom.named(name, address) if route in ROUTES else None
            for claim in links.pieces[piece] if person else ():
                yield Seen(person or 0, claim, route, day, source)


def _credited(viewer: Member, pieces: Iterable[int]) -> Iterator[tuple[str, str, str, date, int, Any]]:
    """Those that name somebody, the latest first."""
    # As text: taking each of thousands of details apart only to find nobody in it would cost more than all else.
    rows = living(viewer, pieces).annotate(written=Cast("living__details", TextField()))
    fields = [f"living__{name}" for name in ("source", "external_id", "title", "kind", "url", "day")]
    named = rows.filter(written__contains=_SOMEBODY).order_by("-living__happened_at", "-living__pk")
    told = named.values_list("pk", "written", *fields)
    for piece, written, source, external_id, title, kind, url, day in told[:_MOST_ACTIVITIES]:
        label = title if kind in _TITLED and title else f"{kind} {called_by(source, external_id, url)}"
        yield kind, label, url, day, piece, json.loads(written).get("credits", ())


def living(viewer: Member, pieces: Iterable[int]) -> SharedQuerySet[Any]:
    """Pieces of work with what is `living` of their activities. Asked for by their pieces: a database that goes by
    their owner reads those of ten years."""
    there = FilteredRelation("activities", condition=Q(activities__vanished_at=None))
    return Piece.objects.visible_to(viewer).filter(pk__in=list(pieces)).annotate(living=there)


def _by_entries(viewer: Member, links: Links) -> Iterator[Seen]:
    """Thanks and feedback that are about it name who saw it; any other line only mentions somebody."""
    routes = {EntryKind.THANKS: THANKS, EntryKind.FEEDBACK: FEEDBACK}
    about = Q(entry__in=list(links.entries)) | Q(entry__piece__in=list(links.pieces))
    rows = Entry.people.through._default_manager.filter(
        about, entry__owner=viewer, entry__archived_at=None, entry__kind__in=list(routes)
    )
    fields = ("entry_id", "person_id", "entry__kind", "entry__happened_on", "entry__piece_id")
    for entry, person, kind, on, piece in rows.values_list(*fields):
        source = Source("entry", "your log", page_of(f"entry:{entry}"))
        claims = dict.fromkeys([*links.entries.get(entry, ()), *links.pieces.get(piece, ())])
        for claim in claims:
            yield Seen(person, claim, routes[kind], on, source)


def _by_touchpoints(viewer: Member, claims: dict[str, Claim], links: Links) -> Iterator[Seen]:
    """Rooms above hand down what was talked about as touchpoints that say what was seen in them."""
    rows = Touchpoint.objects.visible_to(viewer).filter(kind__in=list(_TOLD_IN), saw__gt="").exclude(source="log")
    piece = Piece.objects.visible_to(viewer).filter(key=OuterRef("saw")).values("pk")[:1]
    told = rows.annotate(piece=Subquery(piece)).order_by("-at", "-pk")
    fields = ("person_id", "kind", "at", "text", "url", "saw", "piece")
    for person, kind, at, text, url, saw, of in told.values_list(*fields)[:_MOST_TOUCHPOINTS]:
        source = Source("meeting", text[:60] or TouchpointKind(kind).label, url)
        for claim in links.pieces.get(of, ()) if of else _claims_of(saw, claims, links):
            yield Seen(person, claim, _TOLD_IN[kind], at.astimezone(viewer.zone).date(), source)


def _claims_of(saw: str, claims: dict[str, Claim], links: Links) -> Iterable[str]:
    if saw.startswith("entry:"):
        return links.entries.get(last_key_in(saw), ())
    return (saw,) if saw in claims else ()
