"""Copies of this process that do one thing, and their end."""

import importlib
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

_LOADED = ("project.wsgi", "project.urls", "cli.app", "cli.running", "client.choosing", "sources.tasks")


def load() -> None:
    """All that a command loads, without opening the database: a connection must not be shared with a copy."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "alongside.project.settings"
    django.setup()
    for name in _LOADED:
        importlib.import_module(f"alongside.{name}")


def started(job: Callable[[], object], *, said: Path | None = None) -> int:
    """The process that does the job; what it prints goes to the file."""
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid == 0:
        _do(job, said)
    return pid


def done(job: Callable[[], object], *, said: Path | None = None) -> float:
    """Seconds that the job took. Raises when it failed."""
    began = time.monotonic()
    _, status = os.waitpid(started(job, said=said), 0)
    if status:
        raise RuntimeError(f"It ended with {os.waitstatus_to_exitcode(status)}: {said.read_text() if said else ''}")
    return time.monotonic() - began


def killed_after(seconds: float, pid: int) -> bool:
    """False when it had ended by itself before. Raises when it had failed."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            return _by_itself(status)
        time.sleep(min(0.002, max(0.0, until - time.monotonic())))
    os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    return os.WIFSIGNALED(status) or _by_itself(status)


def _by_itself(status: int) -> bool:
    if status:
        raise RuntimeError(f"It ended by itself with {os.waitstatus_to_exitcode(status)}, before it was killed")
    return False


def _do(job: Callable[[], object], said: Path | None) -> None:
    code = 1
    try:
        where = os.open(said or os.devnull, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(where, 1)
        if said:
            os.dup2(where, 2)
        code = int(bool(job()))
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(code)
