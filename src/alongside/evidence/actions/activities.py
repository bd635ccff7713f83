"""What sources hand over is kept as activities, each once."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import batched
from typing import Any

from django.utils import timezone

from alongside.accounts.models import Member
from alongside.evidence import storable
from alongside.evidence.actions.corrections import remember_corrections, settle_what_is_left, take_up_corrections
from alongside.evidence.findings import Finding
from alongside.evidence.models import Activity
from alongside.evidence.touching.looking import void
from alongside.lib.bulk import insert_missing, stored
from alongside.sharing.guard import action

_AT_ONCE = 1000
_MOST_FILES = 500
_MOST_BODY = 20_000
_MOST_PARTS = 250
_FIELDS = (
    *("workspace", "owner", "source", "origin", "external_id", "kind", "title", "body"),
    *("happened_at", "utc_offset", "day", "url", "details", "placed_by_hand"),
)
_REFRESHED = ("kind", "title", "body", "happened_at", "utc_offset", "day", "url", "details", "vanished_at")


@dataclass(frozen=True, slots=True)
class Kept:
    new: int = 0
    seen: int = 0

    def __add__(self, other: "Kept") -> "Kept":
        return Kept(self.new + other.new, self.seen + other.seen)


@action()
def keep(actor: Member, *, source: str, origin: str, findings: Iterable[Finding]) -> Kept:
    """Keep each finding once, known by source and id: keeping it again changes nothing but what the source changed.

    One transaction: a source that reads slowly hands over a few thousand at a time.
    """
    kept = Kept()
    for some in batched(findings, _AT_ONCE, strict=False):
        kept += _keep_some(actor, source, origin, some)
    return kept


@action()
def mark_vanished(actor: Member, *, source: str, origin: str, ids: Iterable[str]) -> int:
    """Say of activities that their source no longer has them. They stay; `keep` takes the mark away."""
    mine = Activity.objects.editable_by(actor).filter(source=source, origin=_origin(origin), vanished_at=None)
    now = timezone.now()
    lost = sum(
        mine.filter(external_id__in=some).update(vanished_at=now) for some in batched(ids, _AT_ONCE, strict=False)
    )
    if lost:
        void(actor)
    return lost


@action()
def forget_activities(actor: Member, *, source: str, ids: Iterable[str]) -> int:
    """Those of the source that were not the actor's after all. What vanished from it is marked instead."""
    gone = sum(_forget_some(actor, source, some) for some in batched(ids, _AT_ONCE, strict=False))
    if gone:
        void(actor)
    return gone


def _forget_some(actor: Member, source: str, ids: Iterable[str]) -> int:
    going = Activity.objects.editable_by(actor).filter(source=source, external_id__in=ids)
    pieces = set(going.exclude(piece=None).values_list("piece", flat=True))
    remember_corrections(actor, going)
    _, gone = going.delete()
    settle_what_is_left(actor, pieces)
    return gone.get(Activity._meta.label, 0)


def _keep_some(actor: Member, source: str, origin: str, findings: Iterable[Finding]) -> Kept:
    found = {storable.text(each.id, 200): _values(actor, source, origin, each) for each in findings}
    known = Activity.objects.editable_by(actor).filter(source=source, external_id__in=list(found))
    seen = {each.external_id: each for each in known}
    new = [values for key, values in found.items() if key not in seen]
    changed = [old for key, old in seen.items() if _refresh(old, _activity(found[key]))]
    # Two runs at once may both find it new. Thousands come at a time: rows, not instances.
    insert_missing(Activity, _FIELDS, (stored(Activity, _FIELDS, each) for each in new))
    if new:
        take_up_corrections(actor, source=source, ids=[key for key in found if key not in seen])
    Activity.objects.editable_by(actor).bulk_update(changed, [*_REFRESHED, "origin"], batch_size=200)
    if new or changed:
        void(actor)
    return Kept(new=len(new), seen=len(found) - len(new))


def _refresh(old: Activity, found: Activity) -> bool:
    """Whether anything changed. The same commit in two clones stays where it was met first."""
    if old.vanished_at:
        old.origin = found.origin
    changed = [name for name in _REFRESHED if getattr(old, name) != getattr(found, name)]
    for name in changed:
        setattr(old, name, getattr(found, name))
    return bool(changed)


def _activity(values: tuple[Any, ...]) -> Activity:
    workspace, owner, *told = values
    return Activity(workspace_id=workspace, owner_id=owner, **dict(zip(_FIELDS[2:], told, strict=True)))


def _values(actor: Member, source: str, origin: str, found: Finding) -> tuple[Any, ...]:
    """In the order of the fields."""
    return (
        actor.workspace_id,
        actor.pk,
        source,
        _origin(origin),
        storable.text(found.id, 200),
        found.kind,
        storable.text(found.title, 1000),
        storable.text(found.body, _MOST_BODY),
        storable.moment(found.at),
        storable.offset_minutes(found.at),
        storable.day(found.at),
        found.url if len(found.url) <= 500 else "",
        _details(found),
        False,
    )


def _origin(origin: str) -> str:
    return storable.text(origin, 200)


def _details(found: Finding) -> dict[str, object]:
    """Only what there is. Of a change in thousands of files the biggest parts tell what it was."""
    files = found.files
    if len(files) > _MOST_FILES:
        files = tuple(sorted(files, key=lambda file: -(file[1] + file[2]))[:_MOST_FILES])
    details = {
        "files": [[storable.text(path), added, removed] for path, added, removed in files],
        "parents": list(found.parents),
        "tickets": [storable.text(ticket) for ticket in found.tickets],
        "credits": [[storable.text(part, 300) for part in credit] for credit in found.credits],
        "branch": storable.text(found.branch, 300),
        "parts": list(found.parts[:_MOST_PARTS]),
        "extra": {name: storable.text(value, 1000) for name, value in found.extra.items()},
    }
    return {name: value for name, value in details.items() if value}
