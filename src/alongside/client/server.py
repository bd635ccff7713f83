"""Whether a server of this data folder runs, and where.

The server holds a lock as long as it lives, so its address is trusted only while the lock is held: after it died,
another user's process on the same port would otherwise be handed our token. Standard library only."""

import fcntl
import os
import time
from pathlib import Path
from typing import IO

_PATIENCE = 1.0  # seconds: somebody who only looks holds the lock for a moment


class AlreadyRunning(Exception):
    """The address is the message."""


def running(home: Path) -> str | None:
    """The address of the server that has this data folder open, or None."""
    try:
        with _file(home).open() as file:
            if _take(file, fcntl.LOCK_SH):
                return None
            return file.read().strip() or None
    except FileNotFoundError:
        return None


def hold(home: Path) -> IO[str]:
    """Take this folder for a server, for as long as the file that is returned stays open. Raises AlreadyRunning."""
    file = os.fdopen(os.open(_file(home), os.O_RDWR | os.O_CREAT, 0o600), "r+")
    until = time.monotonic() + _PATIENCE
    while not _take(file, fcntl.LOCK_EX):
        if time.monotonic() > until:
            address = file.read().strip()
            file.close()
            raise AlreadyRunning(address)
        time.sleep(0.02)
    file.truncate()
    return file


def announce(file: IO[str], address: str) -> None:
    file.seek(0)
    file.truncate()
    file.write(address)
    file.flush()


def _take(file: IO[str], how: int) -> bool:
    try:
        fcntl.flock(file, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _file(home: Path) -> Path:
    return home / "server.lock"
