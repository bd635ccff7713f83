"""Verbs over what a member needs of others, and who helps with it."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.events.actions import record
from alongside.growth.models import Need
from alongside.lib.cleaning import one_line
from alongside.people.models import Person
from alongside.search.folding import fold
from alongside.search.index import index
from alongside.sharing.guard import action, held, in_turn

MOST = 40
_LONGEST = 200


@action()
def add_need(actor: Member, *, text: str, helped_by: Sequence[Person] = ()) -> Need:
    """Something the actor needs support with. One that was dropped comes back with who helped with it."""
    in_turn(actor)
    text = _text(text)
    known = _called(actor, text)
    if known and known.dropped_at is None:
        raise ValidationError({"text": f"“{known.text}” is on your list already."})
    _need_room(actor)
    need = known or Need(owner=actor, workspace=actor.workspace, text=text)
    need.dropped_at = None
    _save(actor, need, "added")
    need.helped_by.add(*helped_by)
    return need


@action(edits="need")
def edit_need(actor: Member, *, need: Need, text: str) -> Need:
    held(actor, need)
    text = _text(text)
    other = _called(actor, text)
    if other and other.pk != need.pk:
        raise ValidationError({"text": f"“{other.text}” is a need of its own already."})
    need.text = text
    return _save(actor, need, "edited")


@action(edits="need")
def get_help(actor: Member, *, need: Need, person: Person) -> None:
    """This person helps with it. Take it back with `get_no_help`."""
    need.helped_by.add(person)
    record(actor, verb="helped", thing=need)


@action(edits="need")
def get_no_help(actor: Member, *, need: Need, person: Person) -> None:
    need.helped_by.remove(person)
    record(actor, verb="helped no more", thing=need)


@action(edits="need")
def drop_need(actor: Member, *, need: Need) -> None:
    need.dropped_at = timezone.now()
    need.save(update_fields=["dropped_at"])
    record(actor, verb="dropped", thing=need)


@action(edits="need")
def restore_need(actor: Member, *, need: Need) -> None:
    in_turn(actor, need)
    if need.dropped_at is None:
        return
    _need_room(actor)
    need.dropped_at = None
    need.save(update_fields=["dropped_at"])
    record(actor, verb="restored", thing=need)


def _need_room(actor: Member) -> None:
    if Need.objects.editable_by(actor).filter(dropped_at=None).count() >= MOST:
        raise ValidationError({"text": f"You have {MOST} needs on the list. Drop one first."})


def _save(actor: Member, need: Need, verb: str) -> Need:
    need.full_clean(exclude=["workspace", "owner", "helped_by", "dropped_at"])
    need.save()
    index(need, need.text)
    record(actor, verb=verb, thing=need)
    return need


def _called(actor: Member, text: str) -> Need | None:
    mine = Need.objects.editable_by(actor)
    return next((need for need in mine if fold(need.text) == fold(text)), None)


def _text(text: str) -> str:
    cleaned = one_line(text)
    if not cleaned:
        raise ValidationError({"text": "Write what you need support with."})
    if len(cleaned) > _LONGEST:
        raise ValidationError({"text": f"Say it in at most {_LONGEST} characters."})
    return cleaned
