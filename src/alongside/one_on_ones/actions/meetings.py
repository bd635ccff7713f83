from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.events.actions import record
from alongside.one_on_ones.actions.handing_down import hand_down
from alongside.one_on_ones.models import Meeting, Note, Pair, Promise, TalkingPoint, occurrence_of
from alongside.one_on_ones.queries.schedule import AFTERWARDS, Slot, schedule, slot_named
from alongside.sharing.guard import action, held


@action(edits="pair")
def plan(actor: Member, *, pair: Pair, starts_at: datetime, minutes: int | None = None) -> Meeting:
    """A meeting outside the rhythm."""
    occurrence = occurrence_of(starts_at)
    there = Meeting.objects.editable_by(actor).filter(pair=pair, occurrence=occurrence).first()
    if there:
        return _plan_again(actor, there)
    meeting = Meeting(
        workspace=actor.workspace,
        pair=pair,
        occurrence=occurrence,
        starts_at=starts_at,
        minutes=minutes or pair.minutes,
    )
    meeting.full_clean()
    meeting.save()
    record(actor, verb="planned", thing=meeting)
    return meeting


@action(edits="pair")
def hold(actor: Member, *, pair: Pair, occurrence: str) -> Meeting:
    """The meeting is over: what lay open to be filed is filed under it."""
    meeting = _row(actor, pair, occurrence)
    meeting.held_at = timezone.now()
    meeting.skipped_at = meeting.cancelled_at = None
    meeting.save()
    _file_loose(actor, meeting)
    record(actor, verb="held", thing=meeting)
    hand_down(actor, pair=pair)
    return meeting


@action(edits="pair")
def skip(actor: Member, *, pair: Pair, occurrence: str) -> Meeting:
    """It did not take place. What was written for it stays on the running page."""
    meeting = _row(actor, pair, occurrence)
    meeting.skipped_at, meeting.held_at = timezone.now(), None
    meeting.save()
    record(actor, verb="skipped", thing=meeting)
    hand_down(actor, pair=pair)
    return meeting


@action(edits="pair")
def cancel(actor: Member, *, pair: Pair, occurrence: str) -> Meeting:
    meeting = _row(actor, pair, occurrence)
    meeting.cancelled_at, meeting.held_at = timezone.now(), None
    meeting.save()
    record(actor, verb="cancelled", thing=meeting)
    hand_down(actor, pair=pair)
    return meeting


@action(edits="meeting")
def plan_again(actor: Member, *, meeting: Meeting) -> Meeting:
    """Takes back that it was held, skipped or cancelled."""
    return _plan_again(actor, held(actor, meeting))


@action(edits="pair")
def move(actor: Member, *, pair: Pair, occurrence: str, starts_at: datetime) -> Meeting:
    meeting = _row(actor, pair, occurrence)
    meeting.moved_from = meeting.moved_from or meeting.starts_at
    meeting.starts_at = starts_at
    if meeting.starts_at == meeting.moved_from:
        meeting.moved_from = None
    meeting.full_clean()
    meeting.save()
    record(actor, verb="moved", thing=meeting)
    return meeting


def current_meeting(actor: Member, pair: Pair) -> Meeting | None:
    """The meeting that is running or just over, to which what is written now belongs."""
    slot = schedule(actor, pair, now=timezone.now()).current
    return _row_of(actor, pair, slot) if slot else None


def _plan_again(actor: Member, meeting: Meeting) -> Meeting:
    meeting.held_at = meeting.skipped_at = meeting.cancelled_at = None
    meeting.save()
    record(actor, verb="planned_again", thing=meeting)
    hand_down(actor, pair=meeting.pair)
    return meeting


def _row(actor: Member, pair: Pair, occurrence: str) -> Meeting:
    rows = Meeting.objects.editable_by(actor).filter(pair=pair, occurrence=occurrence)
    there = rows.order_by("-uid").first()
    if there:
        return there
    slot = slot_named(pair, occurrence, now=timezone.now())
    if slot is None:
        raise ValidationError("There is no meeting at that time. Plan one first.")
    return _row_of(actor, pair, slot)


def _row_of(actor: Member, pair: Pair, slot: Slot) -> Meeting:
    if slot.meeting:
        return slot.meeting
    meeting, _ = Meeting.objects.editable_by(actor).get_or_create(
        pair=pair,
        uid="",
        occurrence=slot.occurrence,
        defaults={"workspace": actor.workspace, "starts_at": slot.starts_at, "minutes": slot.minutes},
    )
    return meeting


def _file_loose(actor: Member, meeting: Meeting) -> None:
    now = timezone.now()
    until = now if now < meeting.ends_at + AFTERWARDS else meeting.ends_at + AFTERWARDS
    here = {"pair": meeting.pair_id, "created_at__range": (meeting.starts_at - timedelta(days=28), until)}
    Note.objects.editable_by(actor).filter(**here, meeting=None).update(meeting=meeting)
    Promise.objects.editable_by(actor).filter(**here, made_in=None).update(made_in=meeting)
    closed = TalkingPoint.objects.editable_by(actor).closed().filter(**here, closed_in=None)
    closed.update(closed_in=meeting)
