from datetime import datetime
from typing import Any

from django.utils import timezone
from ninja import Query, Router, Schema, Status

from alongside.accounts.middleware import ApiRequest
from alongside.lib.paging import Part
from alongside.one_on_ones import actions
from alongside.one_on_ones.api.pairs import slot_out
from alongside.one_on_ones.api.shapes import MeetingOut, pair_for, part_for
from alongside.one_on_ones.models import Meeting
from alongside.one_on_ones.queries.schedule import schedule

router = Router()


class MeetingsOut(Schema):
    items: list[MeetingOut]
    total: int


class MeetingIn(Schema):
    """A moment with its zone, such as 2026-11-24T14:00:00+01:00; without one it is in your time zone."""

    starts_at: datetime
    minutes: int | None = None


class MeetingNamedIn(Schema):
    """A meeting by the start it was meant to have, in UTC: 2026-11-24T13:00:00Z."""

    occurrence: str


class MoveMeetingIn(MeetingNamedIn):
    starts_at: datetime


@router.get("/pairs/{int:pair_id}/meetings", response=MeetingsOut)
def meetings(
    request: ApiRequest,
    pair_id: int,
    part: Query[Part],
) -> dict[str, Any]:
    """From 75 days back to 75 days ahead, as they take place."""
    now = timezone.now()
    slots = schedule(request.auth, pair_for(request, pair_id), now=now).slots
    return {
        "items": [slot_out(slot, now) for slot in part.of(slots)],
        "total": len(slots),
    }


@router.post("/pairs/{int:pair_id}/meetings", response={201: MeetingOut})
def plan(request: ApiRequest, pair_id: int, given: MeetingIn) -> Status[Any]:
    pair = pair_for(request, pair_id)
    meeting = actions.plan(request.auth, pair=pair, starts_at=_aware(given.starts_at), minutes=given.minutes)
    return Status(201, _out(meeting))


@router.post("/pairs/{int:pair_id}/meetings/hold", response=MeetingOut)
def hold(request: ApiRequest, pair_id: int, given: MeetingNamedIn) -> dict[str, Any]:
    return _out(actions.hold(request.auth, pair=pair_for(request, pair_id), occurrence=given.occurrence))


@router.post("/pairs/{int:pair_id}/meetings/skip", response=MeetingOut)
def skip(request: ApiRequest, pair_id: int, given: MeetingNamedIn) -> dict[str, Any]:
    return _out(actions.skip(request.auth, pair=pair_for(request, pair_id), occurrence=given.occurrence))


@router.post("/pairs/{int:pair_id}/meetings/cancel", response=MeetingOut)
def cancel(request: ApiRequest, pair_id: int, given: MeetingNamedIn) -> dict[str, Any]:
    return _out(actions.cancel(request.auth, pair=pair_for(request, pair_id), occurrence=given.occurrence))


@router.post("/pairs/{int:pair_id}/meetings/move", response=MeetingOut)
def move(request: ApiRequest, pair_id: int, given: MoveMeetingIn) -> dict[str, Any]:
    pair, starts_at = pair_for(request, pair_id), _aware(given.starts_at)
    return _out(actions.move(request.auth, pair=pair, occurrence=given.occurrence, starts_at=starts_at))


@router.post("/meetings/{int:meeting_id}/plan-again", response=MeetingOut)
def plan_again(request: ApiRequest, meeting_id: int) -> dict[str, Any]:
    """Takes back that it was held, skipped or cancelled."""
    meeting = part_for(Meeting.objects.visible_to(request.auth), meeting_id)
    return _out(actions.plan_again(request.auth, meeting=meeting))


def _out(meeting: Meeting) -> dict[str, Any]:
    states = {"cancelled": meeting.cancelled_at, "skipped": meeting.skipped_at, "held": meeting.held_at}
    state = next((name for name, at in states.items() if at), "planned")
    names = ("id", "occurrence", "starts_at", "minutes", "moved_from")
    return {name: getattr(meeting, name) for name in names} | {"state": state}


def _aware(moment: datetime) -> datetime:
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
