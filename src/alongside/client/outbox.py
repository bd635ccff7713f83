"""Lines that were typed in a terminal and are on their way: safe on the disk before anything else happens to them.

Standard library only, because `alongside log` loads nothing else. One file a line; its name orders it, its key makes
delivery safe to repeat."""

import fcntl
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

type Waiting = dict[str, str]
_DIGEST = 8
_TOUCH = ("verb", "to", "text", "on")


class NotKept(Exception):
    """The line could not be written down. The sentence says why and what to do."""


class Rejected(Exception):
    """The other side will never take this line, and says why."""


class NotNow(Exception):
    """The other side could not take this line today; the ones after it may be taken."""


class Refusal(NamedTuple):
    line: str
    reason: str
    path: Path


def folder_of(home: Path, url: str | None) -> Path:
    """Lines for a server elsewhere wait apart: what was typed for the team's server stays out of this one."""
    if not url:
        return home / "outbox"
    from hashlib import sha256

    digest = sha256(os.fsencode(url.rstrip("/"))).hexdigest()
    return home / "outbox" / f"{_letters(url)}-{digest[:_DIGEST]}"


def folders_of(home: Path, url: str | None) -> list[Path]:
    """All in which lines for this server wait, the oldest first. Once a folder was named by the letters of the address
    alone: where another server is called alike nobody knows whose the lines in that one are, and they stay there."""
    here = folder_of(home, url)
    if not url or _called(here.parent, _letters(url)) - {here}:
        return [here]
    earlier = (path for path in here.parent.glob(f"{_letters(url)}*") if path.name.rstrip("-") == _letters(url))
    return [*sorted(earlier), here]


def is_of_several(folder: Path) -> bool:
    """Named as once, and two servers are called so: their owner has to say whose its lines are."""
    return len(_called(folder.parent, folder.name.rstrip("-"))) > 1


def all_folders(home: Path) -> list[Path]:
    """Of this data folder, then of servers elsewhere."""
    box = home / "outbox"
    return [box, *sorted(path for path in box.glob("*") if path.is_dir() and path.name != "rejected")]


def put(folder: Path, line: str, *, today: str, **more: str) -> str:
    """Write the line down durably and return its key. `today` is the day on which it was typed (ISO); `verb="touch"`
    with `to`, `text` and `on` is a touchpoint instead of a line for the log.

    Raises NotKept when the disk is full or the folder cannot be written."""
    key = os.urandom(16).hex()
    waiting: Waiting = {"key": key, "line": line, "today": today, **more}
    try:
        for each in (folder.parent, folder):
            each.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_durably(folder, f"{time.time_ns():020d}-{key}", json.dumps(waiting))
    except OSError as error:
        reason = error.strerror or str(error)
        raise NotKept(f"The line was not kept: {reason} ({folder}). Mend that, then run it again.") from error
    return key


def deliver(folder: Path, send: Callable[[Waiting], object]) -> int:
    """Hand every waiting line to `send`, oldest first, and forget those it took. Returns how many it took.

    What `send` answers with Rejected is put aside with the reason, NotNow leaves that one line where it is; any
    other exception leaves the line and those after it."""
    if not waiting_in(folder):
        return 0
    with _alone(folder):
        return sum(_deliver_one(path, send) for path in waiting_in(folder))


def waiting_in(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.name.startswith(tuple("0123456789")) and path.is_file())
    except FileNotFoundError:
        return []


def refused_in(folder: Path) -> list[Refusal]:
    return [
        Refusal(_line_in(path), reason.read_text(), path)
        for reason in sorted((folder / "rejected").glob("*.why"))
        if (path := reason.with_suffix("")).is_file()
    ]


def forget_telling(refusal: Refusal) -> None:
    """Its owner has been told; the line itself stays in the folder."""
    refusal.path.with_name(f"{refusal.path.name}.why").rename(refusal.path.with_name(f"{refusal.path.name}.told"))


def _letters(url: str) -> str:
    return "".join(letter if letter.isalnum() else "-" for letter in url).rstrip("-")


def _called(box: Path, letters: str) -> set[Path]:
    """The folders of servers whose addresses have these letters."""
    named = box.glob(f"{letters}-{'[0-9a-f]' * _DIGEST}")
    return set(named) if letters else set()


def _deliver_one(path: Path, send: Callable[[Waiting], object]) -> bool:
    try:
        send(_read(path))
    except Rejected as rejected:
        _put_aside(path, str(rejected))
    except NotNow:
        pass
    else:
        path.unlink()
        return True
    return False


def _read(path: Path) -> Waiting:
    try:
        waiting = json.loads(path.read_text())
        return {name: str(waiting[name]) for name in ("key", "line", "today", *(_TOUCH if "verb" in waiting else ()))}
    except (ValueError, TypeError, LookupError) as error:
        raise Rejected(f"This file of the outbox cannot be read: {error}.") from error


def _line_in(path: Path) -> str:
    try:
        return _read(path)["line"]
    except Rejected:
        return path.read_text(errors="replace")


def _write_durably(folder: Path, name: str, text: str) -> None:
    draft = folder / f".{name}"
    try:
        _fill(draft, text)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
    draft.rename(folder / name)
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _fill(draft: Path, text: str) -> None:
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _put_aside(path: Path, reason: str) -> None:
    aside = path.parent / "rejected"
    aside.mkdir(mode=0o700, exist_ok=True)
    (aside / f"{path.name}.why").write_text(reason)
    path.rename(aside / path.name)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One process delivers at a time; the next finds what is left."""
    with os.fdopen(os.open(folder / ".lock", os.O_CREAT | os.O_WRONLY, 0o600), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
