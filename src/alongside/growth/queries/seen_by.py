"""Which of the viewer's work one person has seen, and what of the latest they have no context on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from alongside.accounts.models import Member
from alongside.evidence.models import Entry, EntryKind, Piece
from alongside.growth.advocates import Claim, Sight
from alongside.growth.queries.record import TALK, Links, record_of, title_of
from alongside.growth.queries.whom import Someone
from alongside.people.models import Relation

LATELY = timedelta(days=60)
_MOST, _SHOWN = 30, 7
_FOR = (Relation.MANAGER, Relation.SKIP_LEVEL, Relation.PRODUCT)


@dataclass(frozen=True, slots=True)
class SeenBy:
    who: Someone
    today: date
    claims: int
    sights: tuple[Sight, ...]
    """Of stories and the weightiest pieces of work, the latest first."""
    stories: int
    unseen: tuple[Claim, ...]
    """Recent work that they have no context on, the weightiest first; for those to whom one reports."""
    asked_unseen: bool
    """Whether it was looked for at all."""
    recent: int
    """How much recent work there is."""


def seen_by(viewer: Member, person: int, *, today: date) -> SeenBy:
    """All that is on record, however long ago."""
    recent = list(_recent(viewer, today))
    record = record_of(viewer, today=today, beside=recent)
    who, mine = record.whom[person], record.of(person)
    claims = {claim.key for claim in record.claims}
    known = {sight.claim.key for sight in mine}
    needs_context = who.relation in _FOR or who.is_decider
    unseen = [claim for claim, _ in recent if not known.intersection(_told_by(record.links, claim))]
    shown = tuple(sight for sight in mine if sight.claim.key in claims)
    stories = sum(not sight.claim.is_weak for sight in shown)
    new = tuple(unseen[:_SHOWN]) if needs_context else ()
    return SeenBy(who, today, len(record.claims), shown, stories, new, needs_context, len(recent))


def _told_by(links: Links, claim: Claim) -> list[str]:
    """Itself, and the stories that tell of it."""
    noun, _, number = claim.key.partition(":")
    return (links.entries if noun == "entry" else links.pieces)[int(number)]


def _recent(viewer: Member, today: date) -> Iterator[tuple[Claim, int | None]]:
    """Pieces of work and wins of the last weeks. A win that tells of a piece of work stands for it."""
    since = today - LATELY
    wins = Entry.objects.visible_to(viewer).filter(owner=viewer, kind=EntryKind.WIN, archived_at=None)
    wins = wins.filter(happened_on__range=(since, today)).order_by("-happened_on", "-pk")
    told = list(wins.values_list("pk", "text", "happened_on", "piece_id")[:_MOST])
    pieces = Piece.objects.visible_to(viewer).filter(last_on__range=(since, today), is_trivial=False, dismissed_at=None)
    pieces = pieces.exclude(kind__in=TALK).exclude(pk__in=[row[3] for row in told if row[3]]).order_by("-score", "pk")
    yield from ((Claim(f"entry:{pk}", title_of(text), on), piece) for pk, text, on, piece in told)
    for pk, title, on in pieces.values_list("pk", "title", "last_on")[:_MOST]:
        yield Claim(f"piece:{pk}", title_of(title), on, is_weak=True), None
