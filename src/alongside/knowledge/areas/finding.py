"""Which folders are an area of their own: those with enough changes, looked for from the top of the tree."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

MOST = 40
_LEAST = 8
_LEAST_SHARE = 0.005
_TOO_MUCH = 0.35
"""A folder in which so much of all happens is parted into those below, when there are any worth it."""
_COVERED = 0.5
"""Of what happens in a folder, so much must be in the folders below for these to stand in its place."""
_CASES = frozenset(
    "src lib libs source sources app apps packages modules main java kotlin scala python com org net io internal pkg "
    "crates projects services components core code".split()
)
"""Names that say where things lie, not what they are."""


@dataclass(frozen=True, slots=True)
class Found:
    folder: str
    """With a slash at the end."""
    name: str
    changes: int


def find(changes: Mapping[str, int], whole: int) -> list[Found]:
    """`changes`: how many changes touched each folder of the tree; `whole`: how many there were. Most changes first."""
    least = max(_LEAST, whole * _LEAST_SHARE)
    below = _below(changes, least)
    folders = sorted(_parted("", changes, below, whole), key=lambda folder: (-changes[folder], folder))[:MOST]
    names = _names(folders)
    return [Found(folder, names[folder], changes[folder]) for folder in folders]


def _below(changes: Mapping[str, int], least: float) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for folder, number in changes.items():
        if folder and number >= least:
            parent = folder[:-1].rpartition("/")[0]
            found.setdefault(f"{parent}/" if parent else "", []).append(folder)
    return found


def _parted(folder: str, changes: Mapping[str, int], below: Mapping[str, list[str]], whole: int) -> Iterator[str]:
    for child in below.get(folder, ()):
        inside = below.get(child, ())
        is_case = _last(child) in _CASES or changes[child] > _TOO_MUCH * whole
        if is_case and sum(changes[each] for each in inside) >= _COVERED * changes[child]:
            yield from _parted(child, changes, below, whole)
        else:
            yield child


def _names(folders: list[str]) -> dict[str, str]:
    """With the folders above where two would be called the same."""
    short = {folder: called(folder) for folder in folders}
    taken = list(short.values())
    return {folder: name if taken.count(name) == 1 else folder.rstrip("/") for folder, name in short.items()}


def called(folder: str) -> str:
    """The last part that says something."""
    parts = folder.rstrip("/").split("/")
    return next((part for part in reversed(parts) if part.lower() not in _CASES), parts[-1])


def _last(folder: str) -> str:
    return folder.rstrip("/").rpartition("/")[2].lower()
