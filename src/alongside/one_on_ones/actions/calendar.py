"""A series of a calendar becomes the meetings of a pair; read again, every meeting keeps its row and what is in it."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.events.actions import record
from alongside.one_on_ones.actions.handing_down import hand_down
from alongside.one_on_ones.actions.pairs import pair_up
from alongside.one_on_ones.models import Meeting, Pair, occurrence_of
from alongside.one_on_ones.queries.calendar import Offer, Planned
from alongside.people.actions import add_person
from alongside.people.models import Person
from alongside.sharing.guard import action, held


@action()
def pair_up_from_calendar(actor: Member, *, offer: Offer, person: Person | None = None) -> Pair:
    """The pair of a series, with its meetings; somebody new becomes a person of the actor's."""
    pair = pair_up(actor, person=person or _person(actor, offer), **offer.rhythm)
    take_meetings(actor, pair=pair, offer=offer)
    return pair


@action(edits="pair")
def take_meetings(actor: Member, *, pair: Pair, offer: Offer) -> Pair:
    """The calendar says when; notes, points and promises stay as they are."""
    held(actor, pair)
    rows = {(row.uid, row.occurrence): row for row in Meeting.objects.editable_by(actor).filter(pair=pair)}
    named = {_take(actor, pair, rows, planned).pk for planned in offer.meetings}
    _call_off_the_vanished(actor, pair, {planned[0] for planned in offer.meetings}, named)
    pair.calendar_uid, pair.calendar_until = offer.uid, date.fromisoformat(offer.until)
    for name, value in offer.rhythm.items():
        setattr(pair, name, value)
    pair.full_clean()
    pair.save()
    record(actor, verb="read_calendar", thing=pair)
    hand_down(actor, pair=pair)
    return pair


def _take(actor: Member, pair: Pair, rows: dict[tuple[str, str], Meeting], planned: Planned) -> Meeting:
    uid, named, start, minutes, cancelled = planned
    starts_at = datetime.fromisoformat(start)
    occurrence = named or occurrence_of(starts_at)
    row = rows.get((uid, occurrence)) or rows.get(("", occurrence)) or Meeting(workspace=actor.workspace, pair=pair)
    row.uid, row.occurrence, row.minutes = uid, occurrence, minutes
    row.moved_from = _meant(occurrence) if occurrence_of(starts_at) != occurrence else None
    row.starts_at = starts_at
    row.cancelled_at = (row.cancelled_at or timezone.now()) if cancelled else None
    row.full_clean()
    row.save()
    return row


def _meant(occurrence: str) -> datetime:
    try:
        return datetime.fromisoformat(occurrence)
    except ValueError as wrong:
        raise ValidationError("A meeting of this calendar has no time. Nothing was taken; export it again.") from wrong


def _call_off_the_vanished(actor: Member, pair: Pair, series: set[str], named: set[int]) -> None:
    gone = Meeting.objects.editable_by(actor).filter(pair=pair, uid__in=series, starts_at__gt=timezone.now())
    gone.exclude(pk__in=named).filter(cancelled_at=None).update(cancelled_at=timezone.now())


def _person(actor: Member, offer: Offer) -> Person:
    if offer.person_id:
        return Person.objects.visible_to(actor).get(pk=offer.person_id)
    return add_person(actor, name=offer.name, email=offer.email or None)
