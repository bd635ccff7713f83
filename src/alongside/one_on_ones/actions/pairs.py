from datetime import date, time

from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.events.actions import record
from alongside.lib.rhythm import BadRhythm, zone_named
from alongside.one_on_ones.actions.handing_down import hand_down
from alongside.one_on_ones.actions.questions import open_bank
from alongside.one_on_ones.models import Every, Meeting, Note, Pair, Promise, TalkingPoint
from alongside.people.models import Person
from alongside.people.queries import member_behind
from alongside.sharing.guard import action, held


@action()
def pair_up(
    actor: Member,
    *,
    person: Person,
    every: str = Every.AD_HOC,
    first_on: date | None = None,
    at: time | None = None,
    zone: str = "",
    minutes: int = 45,
) -> Pair:
    """A pair with a person. When they are a member of the workspace, both see it from now on."""
    if person.owner_id != actor.pk:
        raise ValidationError("Choose one of your own people.")
    if Pair.objects.visible_to(actor).filter(owner=actor, person=person, archived_at=None).exists():
        raise ValidationError(f"You have one-on-ones with {person.name} already. Open them instead.")
    other = member_behind(actor, person)
    if other and Pair.objects.visible_to(actor).filter(owner=other, other=actor, archived_at=None).exists():
        raise ValidationError(f"{other.name} started these one-on-ones already. Open them instead.")
    pair = Pair(owner=actor, other=other, person=person, workspace=actor.workspace)
    _set_rhythm(pair, every=every, first_on=first_on, at=at, zone=zone or actor.timezone, minutes=minutes)
    pair.save()
    _open_banks(pair)
    record(actor, verb="paired_up", thing=pair)
    return pair


@action(edits="pair")
def bring_in(actor: Member, *, pair: Pair) -> Pair:
    """Open the pair to the other side, who became a member meanwhile: all that is shared in it is theirs too."""
    name = pair.other_name(actor)
    if pair.owner_id != actor.pk:
        raise ValidationError(f"{name} started these one-on-ones: you both see what is shared here.")
    pair.other = pair.other or member_behind(actor, pair.person)
    if pair.other is None:
        why = f"{name} has not signed up here under an address that you know of, or two members have."
        raise ValidationError(f"{why} The addresses stand on the page of {name}.")
    pair.save(update_fields=["other"])
    _open_banks(pair)
    record(actor, verb="brought_in", thing=pair)
    hand_down(actor, pair=pair)
    return pair


@action(edits="pair")
def change_rhythm(
    actor: Member,
    *,
    pair: Pair,
    every: str,
    first_on: date | None = None,
    at: time | None = None,
    zone: str = "",
    minutes: int = 45,
) -> Pair:
    """From now on the pair meets by this rhythm. Planned meetings to which nobody did anything make room for it."""
    held(actor, pair)
    _set_rhythm(pair, every=every, first_on=first_on, at=at, zone=zone or pair.zone, minutes=minutes)
    pair.calendar_until = None
    pair.save()
    _make_room(actor, pair)
    record(actor, verb="changed_rhythm", thing=pair)
    return pair


@action(edits="pair")
def archive(actor: Member, *, pair: Pair) -> Pair:
    return _set_archived(actor, pair, archived=True)


@action(edits="pair")
def restore(actor: Member, *, pair: Pair) -> Pair:
    return _set_archived(actor, pair, archived=False)


def _open_banks(pair: Pair) -> None:
    """Both have questions to ask from the first preparation on."""
    for member in (pair.owner, pair.other):
        if member:
            open_bank(member)


def _set_archived(actor: Member, pair: Pair, *, archived: bool) -> Pair:
    pair.archived_at = timezone.now() if archived else None
    pair.save(update_fields=["archived_at"])
    record(actor, verb="archived" if archived else "restored", thing=pair)
    return pair


def _set_rhythm(pair: Pair, *, every: str, first_on: date | None, at: time | None, zone: str, minutes: int) -> None:
    if every != Every.AD_HOC and not (first_on and at):
        raise ValidationError({"first_on": "Say on which day you meet first, and at what time."})
    try:
        zone_named(zone)
    except BadRhythm as bad:
        raise ValidationError({"zone": str(bad)}) from bad
    pair.every, pair.first_on, pair.at, pair.zone, pair.minutes = every, first_on, at, zone, minutes
    pair.full_clean()


def _make_room(actor: Member, pair: Pair) -> None:
    planned = Meeting.objects.editable_by(actor).filter(pair=pair, starts_at__gt=timezone.now(), moved_from=None)
    untouched = planned.filter(held_at=None, skipped_at=None, cancelled_at=None)
    for model, name in ((Note, "meeting"), (Promise, "made_in"), (TalkingPoint, "closed_in")):
        used = model._base_manager.filter(pair=pair).exclude(**{name: None}).values(name)
        untouched = untouched.exclude(pk__in=used)
    untouched.delete()
