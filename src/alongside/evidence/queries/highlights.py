"""What of some days is worth telling first, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from alongside.accounts.models import Member
from alongside.evidence.deeds import group_of
from alongside.evidence.queries.pieces import pieces_between
from alongside.evidence.work.choosing import choose
from alongside.evidence.work.circle import propose_circle
from alongside.evidence.work.material import Deed, Group
from alongside.evidence.work.ranking import Ranked, rank

_HALF_A_DAY = timedelta(hours=14)
"""An author's own day may begin so much before the viewer's."""


@dataclass(frozen=True, slots=True)
class Highlight:
    title: str
    kind: str
    circle: str
    score: float
    why: tuple[str, ...]
    because: tuple[str, ...]
    """Why its activities belong together."""
    deeds: tuple[Deed, ...]
    piece_id: int | None = None


@dataclass(frozen=True, slots=True)
class Highlights:
    items: tuple[Highlight, ...]
    considered: int
    """Pieces of work of these days."""
    trivial: int
    """Of these, upkeep that is not worth telling."""
    activities: int


def highlights(viewer: Member, *, since: date, until: date, at_most: int) -> Highlights:
    """The viewer's own, from the pieces of work as they stand, corrections by hand included."""
    pieces = list(pieces_between(viewer, since, until))
    ranked = rank_days([group_of(piece, piece.within) for piece in pieces], since=since, until=until, zone=viewer.zone)
    by_key = {piece.key: piece for piece in pieces}
    titles = {key: (piece.title, piece.pk) for key, piece in by_key.items()}
    return chosen(ranked, at_most=at_most, titles=titles)


def rank_days(groups: Iterable[Group], *, since: date, until: date, zone: tzinfo) -> tuple[Ranked, ...]:
    """By what was done on these days, both included."""
    start, end = (datetime.combine(day, time.min, zone) for day in (since, until + timedelta(days=1)))
    return rank(groups, since=start - _HALF_A_DAY, until=end + _HALF_A_DAY)


def chosen(ranked: Sequence[Ranked], *, at_most: int, titles: dict[str, tuple[str, int]] | None = None) -> Highlights:
    """`titles` has the title and the piece of work by the key of the group."""
    known = titles or {}
    return Highlights(
        items=tuple(
            _highlight(one, *known.get(one.group.key, (one.title, None))) for one in choose(ranked, at_most=at_most)
        ),
        considered=len(ranked),
        trivial=sum(one.is_trivial for one in ranked),
        activities=sum(len(one.group.deeds) for one in ranked),
    )


def _highlight(one: Ranked, title: str, piece_id: int | None) -> Highlight:
    return Highlight(
        title=title,
        kind=one.kind,
        circle=propose_circle(one.group).circle,
        score=one.score,
        why=one.why,
        because=one.group.because,
        deeds=one.group.deeds,
        piece_id=piece_id,
    )
