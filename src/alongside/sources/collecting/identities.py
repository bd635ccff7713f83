"""A connection is read for somebody under all their names: when one came or went, it is read from the beginning."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.db import transaction

from alongside.evidence import actions as evidence
from alongside.sources.collecting.connected import given, known_as
from alongside.sources.collecting.run import Run
from alongside.sources.collectors.contract import Found, Item, Me
from alongside.sources.collectors.registry import collectors
from alongside.sources.models import Connection

_BETWEEN = 0.5  # seconds

type Names = list[list[str]]


def settle_identities(run: Run) -> bool:
    """Whether it is to be read from the beginning. What was found under a name that was taken back is forgotten.

    Raises Refused.
    """
    connection, now = run.connection, _written(known_as(run.member))
    if connection.read_as == now:
        return False
    before = connection.read_as
    strange = _found_as_before(run) if any(each not in now for each in before) else set()
    with transaction.atomic():
        run.hold_connection()
        run.go_on()
        evidence.forget_activities(run.member, source=run.collection.source, ids=sorted(strange))
        connection.read_as, connection.state = now, {}
        connection.save(update_fields=["read_as", "state"])
    return True


def reads_files(connection: Connection) -> bool:
    """So it costs nobody else anything to read it again."""
    kind = collectors().get(connection.collector)
    files = [setting.name for setting in kind.settings if setting.kind == "file"] if kind else []
    return any(connection.settings.get(name) for name in files)


def _found_as_before(run: Run) -> set[str]:
    """What it has for the names of before, and not for those of now."""
    before = _ids(run, _read(run.connection.read_as))
    return before - _ids(run, known_as(run.member)) if before else before


def _ids(run: Run, me: Me) -> set[str]:
    collector = collectors().get(run.connection.collector)
    waiting = _Waiting(run)
    about = replace(given(run.member, run.connection, state={}, pause=waiting.pause), me=me)
    items = collector.collect(about) if collector else iter(())
    return {each.finding.id for each in waiting.over(items) if isinstance(each, Found)}


def _written(me: Me) -> Names:
    kinds = (("email", me.emails), ("login", me.logins), ("name", me.names))
    return sorted([kind, value] for kind, values in kinds for value in values)


def _read(names: Names) -> Me:
    emails, logins, known = (
        frozenset(value for kind, value in names if kind == wanted) for wanted in ("email", "login", "name")
    )
    return Me(known, emails, logins)


@dataclass(slots=True)
class _Waiting:
    """Says now and then that the run is alive, and stops it when it is to stop."""

    run: Run
    said_at: float = field(default=0.0)

    def over(self, items: Iterator[Item]) -> Iterator[Item]:
        for item in items:
            self._say()
            yield item

    def pause(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        self._say()
        while (left := until - time.monotonic()) > 0:
            time.sleep(min(left, _BETWEEN))
            self._say()

    def _say(self) -> None:
        if time.monotonic() - self.said_at >= _BETWEEN:
            self.run.go_on(stage="names")
            self.said_at = time.monotonic()
