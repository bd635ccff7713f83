"""What runs in the worker: the app, what a stopped process left, and an end when the main process is gone."""

import os
import threading
import time
from contextlib import suppress
from typing import Any


def load(_: str) -> Any:
    from alongside.client import inside

    app = inside.application()
    _go_on()
    threading.Thread(target=_end_with, args=[os.getppid()], daemon=True).start()
    return app


def _go_on() -> None:
    from django.db import OperationalError, connections

    from alongside.accounts.models import Member
    from alongside.people.uploads import forget_old_uploads
    from alongside.sources.actions import go_on_collecting
    from alongside.sources.imports import forget_old_imports

    with suppress(OperationalError):  # Another process writes for long: the next run or start takes up what was left.
        for member in Member.objects.all():
            go_on_collecting(member)
    forget_old_uploads()
    forget_old_imports()
    connections.close_all()


def _end_with(parent: int) -> None:
    """A main process that is killed cannot stop its worker, which would then hold the folder for ever."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
