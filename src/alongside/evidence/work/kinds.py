"""What kind of work a piece of work is: by its words first, by its files where the words do not tell."""

from collections.abc import Iterable
from typing import Literal, cast

from alongside.evidence.work.files import NOT_COUNTED, Part, part_of
from alongside.evidence.work.material import HEADINGS, HELPING, Deed, FileChange, Group
from alongside.evidence.work.reading import is_afterwork
from alongside.evidence.work.words import is_trivial, kind_in

type Kind = Literal[
    "incident", "migration", "feature", "refactoring", "fix", "review", "change", "tooling", "docs", "tests", "chore",
    "meeting", "discussion", "thanks",
]  # fmt: skip

WEIGHT: dict[Kind, float] = {
    "incident": 3.0,
    "feature": 2.7,
    "migration": 2.4,
    "fix": 1.8,
    "refactoring": 1.2,
    "review": 1.2,
    "change": 0.9,
    "tooling": 0.4,
    "docs": 0.3,
    "tests": 0.2,
    "meeting": 0.1,
    "discussion": 0.1,
    "thanks": 0.1,
    "chore": 0.0,
}  # fmt: skip

_TALK: dict[str, Kind] = {"meeting": "meeting", "message": "discussion", "thanks": "thanks"}
_ALONE: dict[Part, Kind] = {"docs": "docs", "tests": "tests", "tooling": "tooling"}

_LABELS: dict[Kind, frozenset[str]] = {
    "incident": frozenset(("incident", "outage", "kind/incident", "type: incident", "type/incident")),
    "fix": frozenset(("bug", "defect", "regression", "kind/bug", "type: bug", "type/bug", "type::bug")),
}


def kind_of(group: Group) -> Kind:
    """Of its pull request or ticket where that is telling, else the weightiest of its deeds."""
    talk = {_TALK.get(deed.kind) for deed in group.deeds}
    if len(talk) == 1 and (only := talk.pop()):
        return only
    own = [deed for deed in group.deeds if deed.kind not in HELPING]
    if not own:
        return "review"
    if told_by_tracker := _by_label(own):
        return told_by_tracker
    headings = [deed.merge_title for deed in own if deed.merge_title]
    headings += [deed.title for deed in own if deed.kind in HEADINGS]
    told = [_kind(title, group.files) for title in dict.fromkeys(headings)]
    kinds: list[Kind] = [kind for kind in told if kind != "change"]
    kinds = kinds or [kind_of_deed(deed) for deed in _first_hand(own)]
    return max(kinds, key=lambda kind: WEIGHT[kind], default="chore")


def _by_label(deeds: list[Deed]) -> Kind | None:
    """Incident or repair, where the tracker says so: the one who wrote the ticket knew."""
    said = {label for deed in deeds if deed.kind in HEADINGS for label in deed.labels}
    return next((kind for kind, words in _LABELS.items() if not words.isdisjoint(said)), None)


def _first_hand(deeds: list[Deed]) -> list[Deed]:
    works = [deed for deed in deeds if not deed.is_merge]
    return [deed for deed in works if not is_afterwork(deed)] or works


def kind_of_deed(deed: Deed) -> Kind:
    if deed.kind in HELPING:
        return "review"
    return "chore" if deed.is_merge else _kind(deed.title, deed.files)


def _kind(title: str, files: Iterable[FileChange]) -> Kind:
    if is_trivial(title):
        return "chore"
    told = cast(Kind | None, kind_in(title))
    alone = None if told in ("incident", "chore") else _only_part(files)
    return _ALONE.get(alone, told or "change") if alone else told or "change"


def _only_part(files: Iterable[FileChange]) -> Part | None:
    """Where all that counts belongs to one part of the work."""
    only: Part | None = None
    for file in files:
        part = part_of(file.path)
        if part not in NOT_COUNTED and part != only:
            if only:
                return None
            only = part
    return only
