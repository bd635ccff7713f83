"""Runs over a source: asked for, cancelled, taken up again."""

from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.events.actions import record
from alongside.sharing.guard import action
from alongside.sources import tasks
from alongside.sources.models import UNDER_WAY, UNWRITTEN, Collection, Connection, Repository


@action(edits="collection")
def cancel(actor: Member, *, collection: Collection) -> Collection:
    """What was read is kept. A run that has begun stops after the batch that it is reading."""
    now = timezone.now()
    mine = Collection.objects.editable_by(actor).filter(UNDER_WAY, pk=collection.pk)
    if mine.update(cancel_asked_at=now):
        mine.filter(started_at=None).update(cancelled_at=now, message="Cancelled before it began.")
        record(actor, verb="cancelled", thing=collection)
    return Collection.objects.visible_to(actor).select_related("repository", "connection").get(pk=collection.pk)


@action()
def go_on_collecting(actor: Member) -> list[Collection]:
    """Take up what a stopped process left behind, runs and then paths; for the start of a server."""
    left = list(Collection.objects.editable_by(actor).filter(UNDER_WAY).select_related("repository", "connection"))
    for collection in left:
        _enqueue(actor, collection)
    transaction.on_commit(partial(tasks.read_changed_paths.enqueue, actor.pk))
    return left


def start(actor: Member, *, over: Repository | Connection) -> Collection:
    """The run that is under way over it, or a new one."""
    mine = Collection.objects.editable_by(actor).select_related("repository", "connection")
    collection = mine.filter(UNDER_WAY, **_of(over)).first()
    if collection is None:
        source = over.collector if isinstance(over, Connection) else "git"
        collection = Collection(owner=actor, workspace=actor.workspace, source=source, **_of(over))
        collection.save()
        record(actor, verb="asked", thing=collection)
    elif collection.pk in UNWRITTEN:
        mine.filter(pk=collection.pk).update(process="")
        transaction.on_commit(partial(UNWRITTEN.pop, collection.pk))
    _enqueue(actor, collection)
    return collection


def cancel_all(actor: Member, *, over: Repository | Connection) -> None:
    for run in Collection.objects.editable_by(actor).filter(UNDER_WAY, **_of(over)):
        cancel(actor, collection=run)


def _of(over: Repository | Connection) -> dict[str, Any]:
    return {"connection": over} if isinstance(over, Connection) else {"repository": over}


def _enqueue(actor: Member, collection: Collection) -> None:
    # Also one that is under way: its process may be gone. The task sees to it that only one runs.
    transaction.on_commit(partial(_hand_over, actor.pk, collection.pk))


def _hand_over(member_id: int, collection_id: int) -> None:
    tasks.run_collection.enqueue(member_id, collection_id)
