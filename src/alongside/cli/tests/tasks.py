"""What goes on in the background of a process that a test begins."""

import time

from django.db import transaction
from django.tasks import task


@task()
def write_for_seconds(seconds: float) -> None:
    """Again and again, and others come in between."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with transaction.atomic():
            time.sleep(0.2)
        time.sleep(0.05)
