"""Verbs over the names and addresses under which sources know somebody."""

from django.core.exceptions import ValidationError

from alongside.accounts.models import Member
from alongside.events.actions import record
from alongside.lib.cleaning import one_line
from alongside.people.actions.learning import do_not_learn_again
from alongside.people.following import changed
from alongside.people.models import Identity, IdentityKind, Person
from alongside.people.queries import known_as
from alongside.sharing.guard import action, held, in_turn


@action()
def add_identity(actor: Member, *, kind: str, value: str, person: Person | None = None) -> Identity:
    """A name or address under which sources know a person, or the actor themself. Adding it again changes nothing."""
    in_turn(actor, person)
    value = one_line(value)
    identity = _identity(actor, kind, value)
    if identity is None:
        identity = Identity(owner=actor, workspace=actor.workspace, kind=kind, value=value, person=person)
        identity.full_clean(exclude=["workspace", "owner", "person"])
        identity.save()
        record(actor, verb="added", thing=identity)
        changed(actor)
    elif identity.person_id != (person.pk if person else None):
        whose = identity.person.name if identity.person else "you"
        raise ValidationError(f"“{value}” already stands for {whose}. Remove it there first.")
    return identity


@action(edits="identity")
def move_identity(actor: Member, *, identity: Identity, person: Person) -> Identity:
    """From one person to another. The actor's own stay: taking one back is more than moving it."""
    in_turn(actor, person)
    held(actor, identity)
    if identity.person_id is None:
        raise ValidationError(f"“{identity.value}” is yours. Say first that it is not.")
    identity.person = person
    identity.save(update_fields=["person"])
    record(actor, verb="moved", thing=identity)
    changed(actor)
    return identity


@action(edits="identity")
def remove_identity(actor: Member, *, identity: Identity) -> None:
    """Put it back with `add_identity`."""
    record(actor, verb="removed", thing=identity)
    if identity.person_id and identity.kind == IdentityKind.EMAIL:
        do_not_learn_again(actor, identity.value)
    identity.delete()
    changed(actor)


def _identity(actor: Member, kind: str, value: str) -> Identity | None:
    mine = Identity.objects.visible_to(actor).filter(kind=kind).select_related("person")
    return next((each for each in mine if known_as(kind, each.value) == known_as(kind, value)), None)
