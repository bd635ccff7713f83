"""Django's tasks, run one after another in a thread of this process: enough for one person's machine.

A task keeps its own state in the database and is safe to run again, so a killed process loses nothing."""

from __future__ import annotations  # Task is generic for the type checker only

import logging
import os
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from typing import Any

from django.db import OperationalError, connections
from django.tasks.backends.base import BaseTaskBackend
from django.tasks.base import Task, TaskResult, TaskResultStatus
from django.utils import timezone

_log = logging.getLogger(__name__)
_ending = threading.Event()
_TIMES = 3
# Threads of a pool are waited for before the main thread counts as ended, and before atexit: nothing else is called
# early enough for what goes on for long to hear of it. Python's own pools register themselves in the same way.
threading._register_atexit(_ending.set)  # type: ignore[attr-defined]


def is_ending() -> bool:
    """Whether this program is about to end: what goes on for long stops where it stands."""
    return _ending.is_set()


class BackgroundBackend(BaseTaskBackend):
    supports_async_task = False
    supports_get_result = False

    def enqueue(self, task: Task[Any, Any], args: Any, kwargs: Any) -> TaskResult[Any, Any]:
        self.validate_task(task)
        waiting = _waiting(os.getpid())
        with waiting:
            _worker(os.getpid()).submit(_run, task, args, kwargs)
            waiting.tasks += 1
        return TaskResult(
            task=task, id=str(uuid.uuid4()), status=TaskResultStatus.READY, enqueued_at=timezone.now(),
            started_at=None, finished_at=None, last_attempted_at=None, args=args, kwargs=kwargs,
            backend=self.alias, errors=[], worker_ids=[],
        )  # fmt: skip


@cache
def _worker(process: int) -> ThreadPoolExecutor:  # noqa: ARG001
    """One in each process: a fork has its parent's, too, but not the thread that works it off."""
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="background")


class _Waiting(threading.Condition):
    """How many tasks there are that have not ended."""

    tasks = 0


@cache
def _waiting(process: int) -> _Waiting:  # noqa: ARG001
    return _Waiting()


def rests(seconds: float | None = None) -> bool:
    """Whether nothing is left to do in the background of this process, after so long a wait for it at most."""
    waiting = _waiting(os.getpid())
    with waiting:
        return waiting.wait_for(lambda: not waiting.tasks, seconds)


def _run(task: Task[Any, Any], args: Any, kwargs: Any) -> None:
    try:
        _tried(task, args, kwargs)
    except Exception:
        _log.exception("The task %s failed", task.name)
    finally:
        connections.close_all()
        waiting = _waiting(os.getpid())
        with waiting:
            waiting.tasks -= 1
            waiting.notify_all()


def _tried(task: Task[Any, Any], args: Any, kwargs: Any) -> None:
    """Once more, and then once more, when somebody else wrote for longer than the database lets one wait."""
    for _ in range(_TIMES - 1):
        with suppress(OperationalError):
            task.func(*args, **kwargs)
            return
    task.func(*args, **kwargs)
