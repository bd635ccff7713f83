"""A run over a connection: what its collector yields is kept as activities, in batches that each stand alone."""

import time
from collections.abc import Callable, Generator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.evidence import actions as evidence
from alongside.evidence.findings import Finding
from alongside.lib.sealing import Unreadable, unseal
from alongside.people.models import IdentityKind
from alongside.people.queries import my_identities
from alongside.sources.brought import note_brought
from alongside.sources.collecting.run import Run
from alongside.sources.collectors.contract import (
    Checkpoint,
    Collector,
    Defect,
    Found,
    Given,
    Gone,
    Item,
    Me,
    Progress,
    Refused,
    folded,
)
from alongside.sources.collectors.registry import collectors
from alongside.sources.models import Connection

BATCH = 500
MOST_DEFECTS = 200
_BETWEEN = 0.5  # seconds


def keep_found(run: Run) -> None:
    """Raises Refused."""
    connection = run.connection
    collector = collectors().get(connection.collector)
    if collector is None:
        raise Refused(f"The package that reads {connection.collector} is not installed any more. Install it again.")
    keeping = _Keeping(run, place=place_of(collector, connection))
    with closing(_items(collector, given(run.member, connection, pause=keeping.pause))) as items:
        for item in items:
            keeping.take(item)
    keeping.store()
    evidence.find_pieces(run.member)
    evidence.find_touchpoints(run.member)


def given(
    member: Member,
    connection: Connection,
    *,
    pause: Callable[[float], None] = time.sleep,
    state: Mapping[str, Any] | None = None,
) -> Given:
    """Raises Refused when its secrets cannot be read."""
    state = connection.state if state is None else state
    return replace(asked(member, answers_of(connection)), pause=pause, state=state)


def asked(member: Member, answers: Mapping[str, str]) -> Given:
    return Given(answers, known_as(member), today=timezone.localdate(timezone=member.zone), zone=member.zone)


def answers_of(connection: Connection) -> dict[str, str]:
    """With the secrets. Raises Refused when they were sealed with another secret."""
    try:
        return {**connection.settings, **unseal(connection.sealed, with_secret=settings.SECRET_KEY)}
    except Unreadable:
        raise Refused("Its token cannot be read: it was stored with another secret key. Give it again.") from None


def place_of(collector: Collector, connection: Connection) -> str:
    """Which of several servers of its kind: two of them may call different things alike. "" for the usual one."""
    asked = {setting.kind: setting for setting in collector.settings}
    if "address" not in asked or "file" in asked:
        return ""
    address = connection.settings.get(asked["address"].name, "")
    return "" if address == asked["address"].default else urlsplit(address).netloc.casefold()


def secrets_of(collector: Collector) -> set[str]:
    return {setting.name for setting in collector.settings if setting.kind == "secret"}


def known_as(member: Member) -> Me:
    known = list(my_identities(member))
    names, emails, logins = (
        frozenset(folded(each.value) for each in known if each.kind == kind)
        for kind in (IdentityKind.NAME, IdentityKind.EMAIL, IdentityKind.LOGIN)
    )
    return Me(names | {folded(member.name)}, emails, logins)


def _items(collector: Collector, given: Given) -> Generator[Item]:
    yield from collector.collect(given)


@dataclass(slots=True)
class _Keeping:
    run: Run
    place: str = ""
    found: dict[str, list[Finding]] = field(default_factory=dict)
    gone: list[Gone] = field(default_factory=list)
    defects: list[Defect] = field(default_factory=list)
    waiting: int = 0
    said_at: float = 0.0

    def take(self, item: Item) -> None:
        match item:
            case Found(finding, origin):
                self.found.setdefault(origin, []).append(replace(finding, id=self._id(finding.id)))
                self.waiting += 1
            case Gone():
                self.store()
                self.gone.append(replace(item, ids=tuple(map(self._id, item.ids))))
            case Defect():
                self.defects.append(item)
            case Progress(stage, read, total):
                self._say(stage=stage[:20], read=read, total=total)
            case Checkpoint(state):
                self.store(state)
        if self.waiting >= BATCH:
            self.store()

    def _id(self, name: str) -> str:
        return f"{self.place}/{name}" if self.place else name

    def store(self, state: Mapping[str, Any] | None = None) -> None:
        """Without a state what was found is kept, and found again by the next run, which changes nothing."""
        collection, member = self.run.collection, self.run.member
        with transaction.atomic():
            connection = self.run.hold_connection()
            kept = new = 0
            for origin, findings in self.found.items():
                done = evidence.keep(member, source=collection.source, origin=origin, findings=findings)
                kept, new = kept + done.new + done.seen, new + done.new
                note_brought(member, connection, [each.id for each in findings])
            lost = sum(evidence.mark_vanished(member, source=collection.source, origin=each.origin, ids=each.ids)
                       for each in self.gone)  # fmt: skip
            connection.kept += new
            connection.state = connection.state if state is None else dict(state)
            connection.save(update_fields=["kept", "state"])
            told = [[each.place[:200], each.message[:500]] for each in self.defects]
            self.run.go_on(
                new=collection.new + new, kept=collection.kept + kept, vanished=collection.vanished + lost,
                defects=[*collection.defects, *told][:MOST_DEFECTS], defects_count=collection.defects_count + len(told),
            )  # fmt: skip
        self.found, self.gone, self.defects, self.waiting = {}, [], [], 0

    def pause(self, seconds: float) -> None:
        """In short slices, so that cancelling does not wait for a server's patience."""
        until = time.monotonic() + seconds
        self._say()
        while (left := until - time.monotonic()) > 0:
            time.sleep(min(left, _BETWEEN))
            self._say()

    def _say(self, **counts: Any) -> None:
        if time.monotonic() - self.said_at >= _BETWEEN:
            self.run.go_on(**counts)
            self.said_at = time.monotonic()
