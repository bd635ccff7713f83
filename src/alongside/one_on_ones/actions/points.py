from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.events.actions import record
from alongside.one_on_ones.actions.handing_down import hand_down
from alongside.one_on_ones.actions.meetings import current_meeting
from alongside.one_on_ones.actions.telling import keep_told
from alongside.one_on_ones.actions.texts import change, clean_text
from alongside.one_on_ones.models import Pair, PointKind, Reach, Side, TalkingPoint
from alongside.one_on_ones.point_line import read_point
from alongside.search.index import index
from alongside.sharing.guard import action, held

TEXT = 4000
ANSWER = 8000


@action(edits="pair")
def add_point(
    actor: Member, *, pair: Pair, line: str, kind: str = "", audience: str = Reach.BOTH, side: str = ""
) -> TalkingPoint:
    """A talking point in one line, its kind before the colon unless it is given apart."""
    read = read_point(clean_text(line, what="talking point", limit=TEXT + 40))
    text = line.strip() if kind else read.text
    return new_point(actor, pair, kind=kind or read.kind, text=text, audience=audience, side=side)


@action(edits="point")
def edit_point(actor: Member, *, point: TalkingPoint, version: int, text: str, kind: str = "") -> TalkingPoint:
    kind = _kind(kind or point.kind)
    change(actor, point, version=version, text=clean_text(text, what="talking point", limit=TEXT), kind=kind)
    if point.closed_in_id:
        hand_down(actor, pair=point.pair)
    return _said(actor, point, "edited")


@action(edits="point")
def answer(actor: Member, *, point: TalkingPoint, version: int, text: str) -> TalkingPoint:
    """What the one who did not bring the point says to it; an empty text takes the answer away."""
    given = clean_text(text, what="answer", limit=ANSWER) if text.strip() else ""
    answered_at = (point.answered_at or timezone.now()) if given else None
    change(actor, point, version=version, word="answer", answer=given, answered_at=answered_at)
    return _said(actor, point, "answered")


@action(edits="point")
def mark_done(actor: Member, *, point: TalkingPoint) -> TalkingPoint:
    held(actor, point)
    point.done_at, point.dropped_at = timezone.now(), None
    point.closed_in = current_meeting(actor, point.pair)
    return _kept(actor, point, "done")


@action(edits="point")
def drop_point(actor: Member, *, point: TalkingPoint) -> TalkingPoint:
    held(actor, point)
    point.dropped_at, point.done_at = timezone.now(), None
    point.closed_in = current_meeting(actor, point.pair)
    return _kept(actor, point, "dropped")


@action(edits="point")
def reopen_point(actor: Member, *, point: TalkingPoint) -> TalkingPoint:
    """Takes back that it was done or dropped."""
    held(actor, point)
    point.done_at = point.dropped_at = point.closed_in = None
    return _kept(actor, point, "reopened")


@action(edits="point")
def share_point(actor: Member, *, point: TalkingPoint) -> TalkingPoint:
    """Put a point that was its author's alone on the shared agenda."""
    held(actor, point)
    point.audience = Reach.BOTH
    return _kept(actor, point, "shared")


@action(edits="point")
def withdraw_point(actor: Member, *, point: TalkingPoint) -> TalkingPoint:
    held(actor, point)
    if point.author_id != actor.pk:
        raise ValidationError("Only who wrote a point can take it back to themself.")
    point.audience = Reach.ME
    return _kept(actor, point, "withdrew")


@action(edits="point")
def move_point(actor: Member, *, point: TalkingPoint, by: int) -> TalkingPoint:
    """Up (-1) or down (1) among the open points that the actor sees."""
    rows = TalkingPoint.objects.visible_to(actor).still_open().filter(pair=point.pair_id).exclude(pk=point.pk)
    before = rows.filter(position__lt=point.position).order_by("-position")
    after = rows.filter(position__gt=point.position).order_by("position")
    passed = list((before if by < 0 else after).values_list("position", flat=True)[:2])
    if passed:
        point.position = sum(passed) / 2 if len(passed) == 2 else passed[0] + (-1 if by < 0 else 1)
        point.save(update_fields=["position"])
    return point


def new_point(
    actor: Member,
    pair: Pair,
    *,
    kind: str,
    text: str,
    audience: str = Reach.BOTH,
    side: str = "",
    **source: Any,
) -> TalkingPoint:
    point = TalkingPoint(
        workspace=actor.workspace,
        pair=pair,
        author=actor,
        kind=_kind(kind),
        text=clean_text(text, what="talking point", limit=TEXT),
        audience=_reach(audience),
        side=_side(side or pair.side_of(actor)),
        position=_last_position(pair) + 1,
        **source,
    )
    point.save()
    return _said(actor, point, "added")


def _last_position(pair: Pair) -> float:
    # The other's private points count too, so that two points never stand at one place.
    highest = TalkingPoint._base_manager.filter(pair=pair).aggregate(highest=Max("position"))
    return highest["highest"] or 0.0


def _kept(actor: Member, point: TalkingPoint, verb: str) -> TalkingPoint:
    stood = TalkingPoint.objects.visible_to(actor).filter(pk=point.pk).exclude(closed_in=None).exists()
    point.save(update_fields=["done_at", "dropped_at", "closed_in", "audience"])
    keep_told(point)
    if stood:  # the touchpoint of that meeting says it to both, which it may not any more
        hand_down(actor, pair=point.pair)
    record(actor, verb=verb, thing=point)
    return point


def _said(actor: Member, point: TalkingPoint, verb: str) -> TalkingPoint:
    index(point, point.text, point.answer)
    record(actor, verb=verb, thing=point)
    return point


def _kind(kind: str) -> str:
    if kind not in PointKind.values:
        raise ValidationError(f"“{kind[:40]}” is no kind of talking point: say one of {', '.join(PointKind.values)}.")
    return kind


def _reach(audience: str) -> str:
    if audience not in Reach.values:
        raise ValidationError("Say “me” for only you, or “both” for the two of you.")
    return audience


def _side(side: str) -> str:
    if side not in Side.values:
        raise ValidationError("Say whose it is: “owner” or “other”.")
    return side
