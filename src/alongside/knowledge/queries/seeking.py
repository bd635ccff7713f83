"""From what somebody asked about to paths of the one tree: the people come from there."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from alongside.accounts.models import Member
from alongside.evidence.models import Activity, Entry, Piece
from alongside.knowledge.models import Area
from alongside.knowledge.paths.resolving import files_there, resolve_all
from alongside.knowledge.paths.words import MOST_PATHS, Words, as_typed
from alongside.knowledge.remembering import Indexed, about, changes_at
from alongside.search.index import matching
from alongside.sources.collectors.git.touches import REMOVED, Touch, unpacked
from alongside.sources.models import Path, Touches

_MOST_PATHS = 60
_PIECES, _ACTIVITIES, _MOST_LOOKED_UP = 3, 40, 900


@dataclass(slots=True)
class Sought:
    """What a question comes to: paths of the one tree, and words."""

    paths: list[str] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)
    """As they are looked for → as they were typed."""
    were_typed: bool = True
    """Of an entry, which has many, those that are said nowhere are not worth telling."""
    unknown: list[str] = field(default_factory=list)
    keys: dict[str, int] = field(default_factory=dict)
    """Of paths that were looked up already."""
    heard: Words | None = None
    """What is known of the words, when the paths were found by them."""
    led: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The words by which each path was found, as they were typed."""


def sought(
    viewer: Member,
    all_indexed: list[Indexed],
    paths: Sequence[str],
    words: str,
    area: Area | None,
    entry: Entry | None,
    piece: Piece | None,
) -> Sought:
    found = Sought(words=as_typed(words))
    for typed, there in resolve_all(viewer, all_indexed, paths).items():
        found.paths += there
        found.unknown += [] if there else [typed]
    if area and area.owner_id == viewer.pk:
        found.paths += [f"{each['repository']}/{each['path']}" for each in area.folders]
    if piece:
        found.paths += _files(viewer, all_indexed, [piece.pk])
    if entry and not found.paths:
        found.words |= as_typed(entry.text)
        found.were_typed = False
    return found


def by_words(viewer: Member, all_indexed: list[Indexed], sought: Sought, now: datetime) -> list[str]:
    """Paths that were named count; where none were, those that the words are about."""
    if sought.paths or not sought.words:
        return list(dict.fromkeys(sought.paths))[:_MOST_PATHS]
    sought.heard = about(viewer, all_indexed, sought.words, now.timestamp())
    keys = _files_about(viewer, all_indexed, sought.heard)
    sought.keys = {path: int(key) for key, path in keys.items()}
    sought.led = {path: tuple(sought.words[word] for word in sought.heard.of(key)) for key, path in keys.items()}
    pieces = matching(Piece.objects.visible_to(viewer), " ".join(sought.words)).order_by("-last_on")
    mine = _files(viewer, all_indexed, pieces.values("pk")[:_PIECES])
    return list(dict.fromkeys([*keys.values(), *mine]))[:_MOST_PATHS]


def _files_about(viewer: Member, all_indexed: list[Indexed], heard: Words) -> dict[str, str]:
    """Key of a path, as text → the path, best first."""
    rows = Path.objects.visible_to(viewer).filter(pk__in=[int(key) for key in heard.candidates()])
    named = {str(pk): f"{repository}/{path}" for pk, repository, path in rows.values_list("pk", "repository", "path")}
    changes = changes_at(viewer, all_indexed, named.values())
    near = heard.paths({key: changes.get(path, 0) for key, path in named.items()})
    gone = _gone(viewer, near)
    return {key: named[key] for key in ([key for key in near if key not in gone] or near)[:MOST_PATHS]}


def _gone(viewer: Member, keys: Iterable[str]) -> set[str]:
    """Of these paths those that the last who touched them took away: they lead to nobody where others do."""
    rows = Touches.objects.visible_to(viewer).filter(path__in=[int(key) for key in keys]).order_by("path", "year")
    last = {path: bytes(raw) for path, raw in rows.values_list("path_id", "packed")}
    return {str(path) for path, raw in last.items() if _was_removed(list(unpacked(raw)))}


def _was_removed(touches: list[Touch]) -> bool:
    last = max(touch.day for touch in touches)
    return all(touch.status == REMOVED for touch in touches if touch.day == last)


def _files(viewer: Member, all_indexed: list[Indexed], pieces: Any) -> list[str]:
    """What the viewer changed in these pieces of work: keys, or a query for them. An activity says what its repository
    is called: of several that are called so, what is there."""
    called: defaultdict[str, list[Indexed]] = defaultdict(list)
    for each in all_indexed:
        called[each.repository.name].append(each)
    rows = Activity.objects.visible_to(viewer).filter(piece__in=pieces, vanished_at=None, origin__in=called)
    details = rows.order_by("-happened_at").values_list("origin", "details")[:_ACTIVITIES]
    found = [(called[origin], file[0]) for origin, told in details for file in told.get("files", ())]
    doubtful = [(each, path) for several, path in found if len(several) > 1 for each in several]
    there = files_there(viewer, doubtful[:_MOST_LOOKED_UP])
    paths = ((each.root + path, len(several) == 1) for several, path in found for each in several)
    return list(dict.fromkeys(path for path, is_sure in paths if is_sure or path in there))
