"""The reading of everybody's changed paths, which goes on in the background after a run."""

from functools import partial

from django.db import transaction
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.sharing.guard import action
from alongside.sources import tasks
from alongside.sources.models import Repository


@action(edits="repository")
def stop_reading_paths(actor: Member, *, repository: Repository) -> None:  # noqa: ARG001
    """After the slice that is being read. What was read is kept; the next run, or asking for it, goes on."""
    repository.paths_stopped_at = timezone.now()
    repository.save(update_fields=["paths_stopped_at"])


@action(edits="repository")
def go_on_reading_paths(actor: Member, *, repository: Repository) -> None:
    repository.paths_stopped_at = None
    repository.save(update_fields=["paths_stopped_at"])
    transaction.on_commit(partial(tasks.read_changed_paths.enqueue, actor.pk))
