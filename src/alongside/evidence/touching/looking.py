"""Whether the record has to be looked through again: it is void as soon as anything in it changes, in the same
transaction, and holds from the end of a whole look on. What is cut off in between is looked through the next time."""

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.evidence.models import Activity, LookedThrough
from alongside.people.models import Person
from alongside.people.queries import my_identities, persons_by_identity

_RULES = 3
"""To be raised when an activity tells more or other contacts than before."""
_A_DAY = timedelta(days=1)


def void(member: Member) -> None:
    """Something that tells of contacts is other than it was."""
    mine = LookedThrough.objects.editable_by(member)
    if not mine.update(by=""):
        mine.update_or_create(owner=member, defaults={"by": ""}, create_defaults={"workspace": member.workspace})


def unless_looked_through[Told](member: Member, look: Callable[[], Told], *, else_: Told) -> Told:
    """The mark is taken first: who changes something meanwhile waits for the end of the look, and voids it then."""
    now, by = timezone.now(), _told_by(member)
    with transaction.atomic():
        mine = LookedThrough.objects.editable_by(member)
        there = mine.select_for_update().first()
        if there and there.by == by and not _has_come(member, there):
            return else_
        if there is None:
            void(member)
        done = look()
        mine.update(by=by, at=now)
    return done


def _told_by(member: Member) -> str:
    """All names that say who somebody is, and the zone that says which day it was."""
    persons = Person.objects.visible_to(member).order_by("pk").values_list("pk", "removed_at")
    mine = sorted((each.kind, each.value) for each in my_identities(member))
    told = [_RULES, member.name, member.timezone, mine, sorted(persons_by_identity(member).items()), list(persons)]
    return hashlib.sha256(json.dumps(told, default=str).encode()).hexdigest()


def _has_come(member: Member, there: LookedThrough) -> bool:
    """What was still to come then is over now."""
    rows = Activity.objects.editable_by(member).filter(day__gte=(there.at - _A_DAY).date())
    return rows.filter(happened_at__gt=there.at, happened_at__lte=timezone.now()).exists()
