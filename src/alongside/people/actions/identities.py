"""Verbs over the names and addresses under which sources know somebody."""

from django.core.exceptions import ValidationError

from alongside.accounts.models import Member
from alongside.events.actions import record
from alongside.lib.cleaning import one_line
from alongside.people.actions.learning import do_not_learn_again
from alongside.people.following import changed
from alongside.people.models import Identity, IdentityKind, Person
from alongside.search.folding import fold
from alongside.sharing.guard import action, held, in_turn

type Standing = dict[tuple[str, str], int]
"""Kind and folded value → key of the identity."""


@action()
def add_identity(actor: Member, *, kind: str, value: str, person: Person | None = None) -> Identity:
    """A name or address under which sources know a person, or the actor themself. Adding it again changes nothing."""
    in_turn(actor, person)
    return keep_identity(actor, standing(actor), kind=kind, value=value, person=person)


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


def standing(actor: Member) -> Standing:
    """All that stands for somebody already, in one read: of fifty thousand, who adds many reads them once. The caller
    has waited for the actor's turn."""
    rows = Identity.objects.visible_to(actor).order_by("-pk").values_list("kind", "value", "pk")
    return {(kind, fold(one_line(value))): pk for kind, value, pk in rows.iterator()}


def keep_identity(actor: Member, there: Standing, *, kind: str, value: str, person: Person | None) -> Identity:
    """What is new is there from then on."""
    value = one_line(value)
    key = there.get((kind, fold(value)))
    if key is None:
        identity = Identity(owner=actor, workspace=actor.workspace, kind=kind, value=value, person=person)
        identity.full_clean(exclude=["workspace", "owner", "person"])
        identity.save()
        there[kind, fold(value)] = identity.pk
        record(actor, verb="added", thing=identity)
        changed(actor)
        return identity
    identity = Identity.objects.visible_to(actor).select_related("person").get(pk=key)
    if identity.person_id != (person.pk if person else None):
        whose = identity.person.name if identity.person else "you"
        raise ValidationError(f"“{value}” already stands for {whose}. Remove it there first.")
    return identity
