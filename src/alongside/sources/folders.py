"""The folders of this machine, for somebody who picks a repository. Only where the server is theirs alone."""

import os
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

_THIS_MACHINE = {"127.0.0.1", "localhost", "[::1]", "testserver"}
_MOST = 300


@dataclass(frozen=True, slots=True)
class Folder:
    path: str
    name: str
    is_repository: bool


@dataclass(frozen=True, slots=True)
class Listing:
    path: str
    above: str
    """Empty at the top."""
    is_repository: bool
    folders: list[Folder]
    left_out: int
    problem: str


def served_here() -> bool:
    """No other machine reaches this server, so its folders are those of the person in front of it."""
    return set(settings.ALLOWED_HOSTS) <= _THIS_MACHINE


def listing(path: str = "") -> Listing:
    """What lies in a folder, repositories first; the home folder when none is named. Hidden folders are left out."""
    folder = Path(path).expanduser().absolute() if path and "\0" not in path else Path.home()
    found: list[Folder] = []
    problem = ""
    try:
        with os.scandir(folder) as entries:
            found = [_folder(entry) for entry in entries if not entry.name.startswith(".") and _is_folder(entry)]
    except OSError as error:
        problem = f"{folder} cannot be opened: {error.strerror or error}."
    found.sort(key=lambda each: (not each.is_repository, each.name.casefold()))
    return Listing(
        path=str(folder),
        above=str(folder.parent) if folder.parent != folder else "",
        is_repository=_is_repository(folder),
        folders=found[:_MOST],
        left_out=max(0, len(found) - _MOST),
        problem=problem,
    )


def _folder(entry: os.DirEntry[str]) -> Folder:
    return Folder(entry.path, entry.name, _is_repository(Path(entry.path)))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        entry.path.encode()
        return entry.is_dir()
    except (OSError, UnicodeEncodeError):
        return False


def _is_repository(folder: Path) -> bool:
    """By its look only: a work tree, or a bare repository."""
    try:
        return (folder / ".git").exists() or ((folder / "HEAD").is_file() and (folder / "objects").is_dir())
    except OSError:
        return False
