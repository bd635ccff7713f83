"""Who reviewed the member's changes where no trailer says it: in the services that their activities come from."""

from django.db.models import Count, Max

from alongside.accounts.models import Member
from alongside.evidence.models import Activity
from alongside.knowledge.asking import Memory
from alongside.knowledge.indexing.layout import FORM, READERS, tallies
from alongside.knowledge.indexing.reading import REVIEWS
from alongside.knowledge.models import Readers
from alongside.sharing.door import SharedQuerySet

_CHANGES = ("pull request", "merge request", "change", "patch")
_MOST = 500
_BY_ORIGIN = "o"


def know_readers(member: Member) -> None:
    """Nothing when no activity came since the last time."""
    rows = _changes(member)
    told = rows.aggregate(number=Count("pk"), last=Max("pk"))
    stamp = f"{told['number']} {told['last']} {FORM} {_BY_ORIGIN}"
    known = Readers.objects.visible_to(member).first() or Readers(owner=member, workspace=member.workspace)
    if stamp != known.stamp and told["number"]:
        known.found, known.stamp = _found(rows), stamp
        known.save()


def _changes(member: Member) -> SharedQuerySet[Activity]:
    rows = Activity.objects.visible_to(member).filter(owner=member, kind__in=_CHANGES, vanished_at=None)
    return rows.exclude(source="git")


def _found(rows: SharedQuerySet[Activity]) -> list[list[object]]:
    fading = [tally.fading for tally in tallies(Memory())[READERS]]
    found: dict[tuple[str, str, str], list[float]] = {}
    for at, details, origin in rows.values_list("happened_at", "details", "origin").iterator():
        named = details.get("credits", ())
        for who in {(name, address, origin) for role, name, address in named if role in REVIEWS}:
            found.setdefault(who, []).append(at.timestamp())
    latest = sorted(found.items(), key=lambda each: -max(each[1]))[:_MOST]
    return [
        [name, address, [sum(map(each.kept, days)) for each in fading], len(days), max(days), origin]
        for (name, address, origin), days in latest
    ]
