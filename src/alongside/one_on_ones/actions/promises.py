from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.events.actions import record
from alongside.one_on_ones.actions.meetings import current_meeting
from alongside.one_on_ones.actions.texts import change, clean_text
from alongside.one_on_ones.models import Pair, Promise, Side
from alongside.search.index import index
from alongside.sharing.guard import action

TEXT = 2000


@action(edits="pair")
def make_promise(actor: Member, *, pair: Pair, text: str, side: str = "", due_on: date | None = None) -> Promise:
    """A promise of one of the two; of the actor themself when it is not said whose."""
    promise = Promise(
        workspace=actor.workspace,
        pair=pair,
        author=actor,
        text=clean_text(text, what="promise", limit=TEXT),
        side=_side(side or pair.side_of(actor)),
        due_on=due_on,
        made_in=current_meeting(actor, pair),
    )
    promise.save()
    return _said(actor, promise, "promised")


@action(edits="promise")
def edit_promise(
    actor: Member, *, promise: Promise, version: int, text: str, side: str = "", due_on: date | None = None
) -> Promise:
    text = clean_text(text, what="promise", limit=TEXT)
    change(actor, promise, version=version, text=text, side=_side(side or promise.side), due_on=due_on)
    return _said(actor, promise, "edited")


@action(edits="promise")
def keep_promise(actor: Member, *, promise: Promise) -> Promise:
    promise.kept_at, promise.dropped_at = timezone.now(), None
    return _kept(actor, promise, "kept")


@action(edits="promise")
def drop_promise(actor: Member, *, promise: Promise) -> Promise:
    promise.dropped_at, promise.kept_at = timezone.now(), None
    return _kept(actor, promise, "dropped")


@action(edits="promise")
def reopen_promise(actor: Member, *, promise: Promise) -> Promise:
    """Takes back that it was kept or dropped."""
    promise.kept_at = promise.dropped_at = None
    return _kept(actor, promise, "reopened")


def _kept(actor: Member, promise: Promise, verb: str) -> Promise:
    promise.save(update_fields=["kept_at", "dropped_at"])
    record(actor, verb=verb, thing=promise)
    return promise


def _said(actor: Member, promise: Promise, verb: str) -> Promise:
    index(promise, promise.text)
    record(actor, verb=verb, thing=promise)
    return promise


def _side(side: str) -> str:
    if side not in Side.values:
        raise ValidationError("Say whose promise it is: “owner” or “other”.")
    return side
