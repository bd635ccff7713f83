"""The whole record as touchpoints: what is there is kept, what is there no longer goes."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, tzinfo
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.urls import reverse
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.evidence.models import Activity, Entry, EntryKind
from alongside.evidence.touching.looking import unless_looked_through
from alongside.evidence.touching.telling import Deed, contacts_in
from alongside.people import actions as people
from alongside.people.actions import KeptTouchpoints
from alongside.people.contacts import Contact
from alongside.people.models import Touchpoint
from alongside.sharing.door import SharedQuerySet

LOG = "log"
ACTIVITY = "activity/"
SAID = {EntryKind.THANKS: ("thanks", 0.6), EntryKind.FEEDBACK: ("talk", 0.6)}
"""Entries in which somebody said something to me: kind and weight. Whom another line names, I only thought of."""
_NOON = time(12)
_AT_ONCE = 2000


def keep_record(member: Member) -> KeptTouchpoints:
    """Of activities only when one, or a name, has changed since the last look."""
    kept = unless_looked_through(member, partial(_keep_activities, member), else_=KeptTouchpoints())
    return kept + people.keep_touchpoints(member, source=LOG, contacts=from_entries(member), whole=True)


def _keep_activities(member: Member) -> KeptTouchpoints:
    """Safe to repeat: the same record gives the same touchpoints."""
    found = sorted(once_a_day(contacts_of(member), member.zone), key=itemgetter(0))
    by_source = {source: [contact for _, contact in some] for source, some in groupby(found, key=itemgetter(0))}
    kept = KeptTouchpoints()
    for source in _sources(member) | set(by_source):
        contacts = by_source.get(source, ())
        kept += people.keep_touchpoints(member, source=source, contacts=contacts, whole=True, within=ACTIVITY)
    people.keep_strangers(member, contacts=[contact for _, contact in found])
    return kept


def contacts_of(member: Member, activities: SharedQuerySet[Activity] | None = None) -> Iterator[tuple[str, Contact]]:
    """In all activities, or in some. With its source, in the order in which they happened; what is still to come is no
    contact yet."""
    mine = Activity.objects.editable_by(member) if activities is None else activities
    mine = mine.filter(vanished_at=None, happened_at__lte=timezone.now())
    told = ("external_id", "kind", "title", "happened_at", "url", "piece__key", "details__credits", "details__extra")
    rows = mine.filter(details__has_key="credits").order_by("happened_at", "pk").values_list("source", *told)
    for source, *values in rows.iterator(_AT_ONCE):
        for contact in contacts_in(_deed(*values)):
            yield source, contact


def once_a_day(contacts: Iterable[tuple[str, Contact]], zone: tzinfo) -> list[tuple[str, Contact]]:
    """Ten commits of a series that somebody reviewed are one review: the weightiest of a day stands for all. Days are
    the member's."""
    found: dict[Any, tuple[str, Contact]] = {}
    for source, contact in contacts:
        met = contact.kind in ("one_on_one", "meeting", "hosted")
        what = contact.source_id if met else (contact.saw or contact.text, contact.at.astimezone(zone).date())
        key = (source, contact.known, contact.kind, what)
        if key not in found or found[key][1].weight < contact.weight:
            found[key] = (source, contact)
    return list(found.values())


def from_entries(member: Member, entry: Entry | None = None) -> Iterator[Contact]:
    """Thanks and feedback that name somebody: in all of the log, or in one entry."""
    rows = Entry.objects.editable_by(member).filter(kind__in=list(SAID), archived_at=None)
    rows = rows.filter(pk=entry.pk) if entry else rows
    told = ("pk", "kind", "text", "happened_on", "created_at", "piece__key", "people")
    for pk, kind, text, on, created, piece, person in rows.exclude(people=None).values_list(*told):
        sort, weight = SAID[kind]
        url, at = reverse("evidence:entry", args=[pk]), _moment(member, on, created)
        yield Contact(person, sort, at, text=text, weight=weight, source_id=name_of(pk), url=url, saw=piece or "")


def name_of(entry: int) -> str:
    return f"entry/{entry}"


def _sources(member: Member) -> set[str]:
    """From which activities ever came, also those that are gone."""
    theirs = Touchpoint.objects.editable_by(member).filter(source_id__startswith=ACTIVITY)
    return set(theirs.order_by().values_list("source", flat=True).distinct())


def _deed(
    name: str, kind: str, title: str, at: datetime, url: str, piece: str | None, credits_: Any, extra: Any
) -> Deed:
    told = tuple((str(role), str(who), str(address)) for role, who, address in credits_ or ())
    return Deed(f"{ACTIVITY}{name}", kind, title, at, url, piece or "", told, extra or {})


def _moment(member: Member, on: date, created: datetime) -> datetime:
    """Of a line that was written on another day the hour is not known: noon."""
    same_day = created.astimezone(member.zone).date() == on
    return created if same_day else min(datetime.combine(on, _NOON, member.zone), created)
