"""Who runs a collection, how far it is, and whether it is to go on."""

import time
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import DatabaseError
from django.db.models.functions import Coalesce
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.lib.background import is_ending
from alongside.lib.processes import is_gone, this_process
from alongside.sharing.door import SharedQuerySet
from alongside.sharing.guard import held
from alongside.sources.models import UNDER_WAY, UNWRITTEN, Collection, Connection, Repository

SILENT = timedelta(minutes=5)
"""A process on another machine that has not said anything for so long is taken for dead."""


class Cancelled(Exception):
    """Its owner asked for it."""


class TakenOver(Exception):
    """Another process goes on with this run: already, or when this one has ended."""


@dataclass(slots=True)
class Run:
    member: Member
    collection: Collection
    aside: frozenset[str] | None = None
    """Hashes of commits that the default branch lacks, when this run has listed all there are."""

    @property
    def repository(self) -> Repository:
        return self.collection.its_repository

    @property
    def connection(self) -> Connection:
        return self.collection.its_connection

    def hold_connection(self) -> Connection:
        """As it stands now: whoever changes or forgets it does so before this step or after it, never meanwhile."""
        return held(self.member, self.connection)

    @property
    def rows(self) -> SharedQuerySet[Collection]:
        return Collection.objects.visible_to(self.member).filter(pk=self.collection.pk)

    def go_on(self, **counts: Any) -> None:
        """Say that it is alive and how far it is. Raises when it is not to go on: then the step around it is undone."""
        for name, value in counts.items():
            setattr(self.collection, name, value)
        mine = self.rows.filter(UNDER_WAY, process=this_process())
        if is_ending() or not mine.update(beat_at=timezone.now(), **counts):
            raise TakenOver
        if mine.exclude(cancel_asked_at=None).exists():
            raise Cancelled

    def end(self, *, how: str, message: str) -> None:
        """When even that cannot be stored, this process remembers it."""
        try:
            self._end(how=how, message=message)
        except DatabaseError:
            UNWRITTEN[self.collection.pk] = message

    def _end(self, *, how: str, message: str) -> None:
        self.rows.filter(UNDER_WAY, process=this_process()).update(
            **{f"{how}_at": timezone.now(), "message": message[:600], "stage": ""}
        )


def claim(run: Run) -> bool:
    """Make this process the one that runs it, waiting while another lives. False when it has ended meanwhile."""
    while True:
        found = run.rows.select_related("repository", "connection").get()
        if is_ending() or not found.under_way:
            return False
        if _free(found) and _won(run, found.process):
            run.collection = run.rows.select_related("repository", "connection").get()
            return True
        time.sleep(0.3)


def _free(found: Collection) -> bool:
    # Of a clock that was set back meanwhile, a beat in the future says nothing either.
    silent = found.beat_at is not None and abs(timezone.now() - found.beat_at) > SILENT
    return not found.process or silent or is_gone(found.process)


def _won(run: Run, before: str) -> bool:
    now = timezone.now()
    free = run.rows.filter(UNDER_WAY, process=before)
    return bool(free.update(process=this_process(), started_at=Coalesce("started_at", now), beat_at=now))
