"""Which process does something, told so that another one can see whether it still lives."""

import os
import socket
from functools import cache
from pathlib import Path


def this_process() -> str:
    return _name(os.getpid())


def is_gone(process: str) -> bool:
    """Certainly gone: it ran on this machine and does not any more. Another machine's processes cannot be seen."""
    host, _, rest = process.rpartition("/")
    pid, _, _ = rest.partition(":")
    return host == _host() and pid.isdigit() and not (_runs(int(pid)) and _name(int(pid)) == process)


def _name(pid: int) -> str:
    return f"{_host()}/{pid}:{_started(pid)}"


@cache
def _host() -> str:
    return socket.gethostname()


def _started(pid: int) -> str:
    """Tells two processes apart that got the same number one after the other; where there is no /proc, nothing does."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return ""


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return _state(pid) not in ("Z", "X")


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return ""
