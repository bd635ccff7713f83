"""From what somebody asked about to paths of the one tree: the people come from there."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from alongside.accounts.models import Member
from alongside.evidence.models import Activity, Entry, Piece
from alongside.knowledge.asking.about import paths_about, terms_of
from alongside.knowledge.asking.fading import Fading
from alongside.knowledge.indexing.layout import ABOUT_DAYS
from alongside.knowledge.models import Area
from alongside.knowledge.remembering import Known, about
from alongside.knowledge.resolving import resolve_all
from alongside.search.index import matching
from alongside.sources.models import Path

_MOST_PATHS = 60
_PIECES, _ACTIVITIES = 3, 40


@dataclass(slots=True)
class Sought:
    """What a question comes to: paths of the one tree, and words."""

    paths: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    keys: dict[str, int] = field(default_factory=dict)
    """Of paths that were looked up already."""


def sought(
    viewer: Member,
    all_known: list[Known],
    paths: Sequence[str],
    words: str,
    area: Area | None,
    entry: Entry | None,
    piece: Piece | None,
) -> Sought:
    found = Sought(words=list(terms_of(words)))
    for typed, there in resolve_all(viewer, all_known, paths).items():
        found.paths += there
        found.unknown += [] if there else [typed]
    if area and area.owner_id == viewer.pk:
        found.paths += [f"{each['repository']}/{each['path']}" for each in area.folders]
    if piece:
        found.paths += _files(viewer, all_known, [piece.pk])
    if entry and not found.paths:
        found.words += terms_of(entry.text)
    return found


def by_words(viewer: Member, all_known: list[Known], sought: Sought, now: datetime) -> list[str]:
    """Paths that were named count; where none were, those that the words are about."""
    if sought.paths or not sought.words:
        return list(dict.fromkeys(sought.paths))[:_MOST_PATHS]
    scale = Fading(ABOUT_DAYS).seen_from(now.timestamp())
    keys = paths_about(about(viewer, all_known, sought.words), sought.words, scale)
    rows = Path.objects.visible_to(viewer).filter(pk__in=[int(key) for key in keys])
    named = {str(pk): f"{repository}/{path}" for pk, repository, path in rows.values_list("pk", "repository", "path")}
    sought.keys = {path: int(key) for key, path in named.items()}
    pieces = matching(Piece.objects.visible_to(viewer), " ".join(sought.words)).order_by("-last_on")
    mine = _files(viewer, all_known, pieces.values("pk")[:_PIECES])
    return list(dict.fromkeys([*(named[key] for key in keys if key in named), *mine]))[:_MOST_PATHS]


def _files(viewer: Member, all_known: list[Known], pieces: Any) -> list[str]:
    """What the viewer changed in these pieces of work: keys, or a query for them."""
    roots = {each.repository.name: each.root for each in all_known}
    rows = Activity.objects.visible_to(viewer).filter(piece__in=pieces, vanished_at=None, origin__in=roots)
    details = rows.order_by("-happened_at").values_list("origin", "details")[:_ACTIVITIES]
    found = (roots[origin] + file[0] for origin, told in details for file in told.get("files", ()))
    return list(dict.fromkeys(found))
