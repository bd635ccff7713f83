"""Who reviewed the member's changes where no trailer says it: in the services that their activities come from."""

from datetime import datetime
from hashlib import blake2b

from alongside.accounts.models import Member
from alongside.evidence.models import Activity
from alongside.knowledge.asking import Memory
from alongside.knowledge.indexing.layout import FORM, READERS, tallies
from alongside.knowledge.indexing.reading import REVIEWS
from alongside.knowledge.models import Readers

_CHANGES = ("pull request", "merge request", "change", "patch")
_MOST = 500


type _Told = list[tuple[datetime, str, list[tuple[str, str, str]] | None]]
"""When a change of the member's was, of which origin, and who is credited: role, name and address."""


def know_readers(member: Member) -> None:
    """Nothing when all that tells of them is as it was the last time: a review may come to what was there long ago."""
    told = _told(member)
    stamp = blake2b(repr((FORM, told)).encode(), digest_size=16).hexdigest() if told else ""
    known = Readers.objects.visible_to(member).first() or Readers(owner=member, workspace=member.workspace)
    if stamp != known.stamp:
        known.found, known.stamp = _found(told), stamp
        known.save()


def _told(member: Member) -> _Told:
    rows = Activity.objects.visible_to(member).filter(owner=member, kind__in=_CHANGES, vanished_at=None)
    rows = rows.exclude(source="git").order_by("pk")
    return list(rows.values_list("happened_at", "origin", "details__credits"))


def _found(told: _Told) -> list[list[object]]:
    fading = [tally.fading for tally in tallies(Memory())[READERS]]
    found: dict[tuple[str, str, str], list[float]] = {}
    for at, origin, credits_ in told:
        for who in {(name, address, origin) for role, name, address in credits_ or () if role in REVIEWS}:
            found.setdefault(who, []).append(at.timestamp())
    latest = sorted(found.items(), key=lambda each: -max(each[1]))[:_MOST]
    return [
        [name, address, [sum(map(each.kept, days)) for each in fading], len(days), max(days), origin]
        for (name, address, origin), days in latest
    ]
