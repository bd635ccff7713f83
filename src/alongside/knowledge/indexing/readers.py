"""Who reviewed the member's changes where no trailer says it: in the services that their activities come from."""

from django.db.models import Count, Max

from alongside.accounts.models import Member
from alongside.evidence.models import Activity
from alongside.knowledge.asking.fading import Fading
from alongside.knowledge.indexing.reading import REVIEWS
from alongside.knowledge.models import Readers
from alongside.sharing.door import SharedQuerySet

USUAL_DAYS = 90
_CHANGES = ("pull request", "merge request", "change", "patch")
_MOST = 500


def know_readers(member: Member) -> None:
    """Nothing when no activity came since the last time."""
    rows = _changes(member)
    told = rows.aggregate(number=Count("pk"), last=Max("pk"))
    stamp = f"{told['number']} {told['last']}"
    known = Readers.objects.visible_to(member).first() or Readers(owner=member, workspace=member.workspace)
    if stamp != known.stamp and told["number"]:
        known.found, known.stamp = _found(rows), stamp
        known.save()


def _changes(member: Member) -> SharedQuerySet[Activity]:
    rows = Activity.objects.visible_to(member).filter(owner=member, kind__in=_CHANGES, vanished_at=None)
    return rows.exclude(source="git")


def _found(rows: SharedQuerySet[Activity]) -> list[list[object]]:
    fading = Fading(USUAL_DAYS)
    found: dict[tuple[str, str], list[float]] = {}
    for at, details in rows.values_list("happened_at", "details").iterator():
        moment = at.timestamp()
        for name, address in {(n, a) for role, n, a in details.get("credits", ()) if role in REVIEWS}:
            counts = found.setdefault((name, address), [0.0, 0, 0.0])
            counts[0] += fading.kept(moment)
            counts[1] += 1
            counts[2] = max(counts[2], moment)
    latest = sorted(found.items(), key=lambda each: -each[1][2])[:_MOST]
    return [[*who, *counts] for who, counts in latest]
