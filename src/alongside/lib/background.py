"""Django's tasks, run one after another in a thread of this process: enough for one person's machine.

A task keeps its own state in the database and is safe to run again, so a killed process loses nothing."""

from __future__ import annotations  # Task is generic for the type checker only

import logging
import os
import uuid
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

from django.db import connections
from django.tasks.backends.base import BaseTaskBackend
from django.tasks.base import Task, TaskResult, TaskResultStatus
from django.utils import timezone

_log = logging.getLogger(__name__)


class BackgroundBackend(BaseTaskBackend):
    supports_async_task = False
    supports_get_result = False

    def enqueue(self, task: Task[Any, Any], args: Any, kwargs: Any) -> TaskResult[Any, Any]:
        self.validate_task(task)
        _worker(os.getpid()).submit(_run, task, args, kwargs)
        return TaskResult(
            task=task, id=str(uuid.uuid4()), status=TaskResultStatus.READY, enqueued_at=timezone.now(),
            started_at=None, finished_at=None, last_attempted_at=None, args=args, kwargs=kwargs,
            backend=self.alias, errors=[], worker_ids=[],
        )  # fmt: skip


@cache
def _worker(process: int) -> ThreadPoolExecutor:  # noqa: ARG001
    """One in each process: a fork has its parent's, too, but not the thread that works it off."""
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="background")


def _run(task: Task[Any, Any], args: Any, kwargs: Any) -> None:
    try:
        task.func(*args, **kwargs)
    except Exception:
        _log.exception("The task %s failed", task.name)
    finally:
        connections.close_all()
