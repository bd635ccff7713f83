"""Verbs over the persons around a member and the names under which they are known."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from alongside.accounts.models import Member
from alongside.events.actions import record
from alongside.people.models import Identity, Person, Relation
from alongside.people.naming import called, folded_handle, free_handle, name_from
from alongside.people.queries import known_as, persons_of
from alongside.search.index import index
from alongside.sharing.door import opened
from alongside.sharing.guard import action

UNCHANGED: Any = object()


@action()
def add_person(
    actor: Member,
    *,
    name: str,
    relation: str = Relation.PEER,
    handle: str | None = None,
    email: str | None = None,
) -> Person:
    """Somebody around the actor; the handle is made from the name unless one is given."""
    taken = _handles(actor)
    chosen = _free(handle, taken) if handle else free_handle(name, taken=taken)
    person = Person(owner=actor, workspace=actor.workspace, name=_name(name), handle=chosen, relation=relation)
    person.member = _member_with(actor, email)
    _save(person)
    if email:
        add_identity(actor, kind="email", value=email, person=person)
    record(actor, verb="added", thing=person)
    return person


@action()
def person_for_handle(actor: Member, *, handle: str) -> Person:
    """Whom `@handle` in a line means; somebody new appears by themself.

    `@manager` is the one manager there is, when nobody is called so.
    """
    everyone = list(persons_of(actor))
    found = called(everyone, handle) or [person for person in everyone if person.relation == folded_handle(handle)]
    if len(found) == 1:
        return found[0]
    # Two with that name and none with that handle: asking in the middle of a capture would lose the line.
    return add_person(actor, name=name_from(handle), relation=Relation.OTHER, handle=_spare(handle, everyone))


@action(edits="person")
def edit_person(
    actor: Member,
    *,
    person: Person,
    name: str = UNCHANGED,
    relation: str = UNCHANGED,
    handle: str = UNCHANGED,
) -> Person:
    if name is not UNCHANGED:
        person.name = _name(name)
    if relation is not UNCHANGED:
        person.relation = relation
    if handle is not UNCHANGED and folded_handle(handle) != person.handle:
        person.handle = _free(handle, _handles(actor))
    _save(person)
    record(actor, verb="edited", thing=person)
    return person


@action()
def add_identity(actor: Member, *, kind: str, value: str, person: Person | None = None) -> Identity:
    """A name or address under which sources know a person, or the actor themself. Adding it again changes nothing."""
    value = " ".join(value.replace("\x00", "").split())
    identity = _identity(actor, kind, value)
    if identity is None:
        identity = Identity(owner=actor, workspace=actor.workspace, kind=kind, value=value, person=person)
        identity.full_clean(exclude=["workspace", "owner", "person"])
        identity.save()
        record(actor, verb="added", thing=identity)
    elif identity.person_id != (person.pk if person else None):
        whose = identity.person.name if identity.person else "you"
        raise ValidationError(f"“{value}” already stands for {whose}. Remove it there first.")
    return identity


@action(edits="identity")
def move_identity(actor: Member, *, identity: Identity, person: Person) -> Identity:
    """From one person to another. The actor's own stay: taking one back is more than moving it."""
    if identity.person_id is None:
        raise ValidationError(f"“{identity.value}” is yours. Say first that it is not.")
    identity.person = person
    identity.save(update_fields=["person"])
    record(actor, verb="moved", thing=identity)
    return identity


@action(edits="identity")
def remove_identity(actor: Member, *, identity: Identity) -> None:
    """Put it back with `add_identity`."""
    record(actor, verb="removed", thing=identity)
    with opened("an identity that its owner removes"):
        identity.delete()


@action(edits="person")
def merge_persons(actor: Member, *, person: Person, into: Person) -> Person:
    """Two rows that are one human being become one: all that points at `person` points at `into` afterwards."""
    if person.pk == into.pk:
        raise ValidationError("Choose two different persons to merge.")
    with opened("two persons of one owner become one"):
        for relation in Person._meta.related_objects:
            _repoint(relation, person, into)
        into.member = into.member or person.member
        into.save(update_fields=["member"])
        old_handle = person.handle
        person.delete()
    add_identity(actor, kind="login", value=old_handle, person=into)
    record(actor, verb="merged", thing=into)
    return into


def _repoint(relation: Any, person: Person, into: Person) -> None:
    if relation.many_to_many:
        field = relation.field
        rows, name = field.remote_field.through._default_manager, field.m2m_reverse_field_name()
        whole = field.m2m_field_name()
        there = rows.filter(**{name: into.pk}).values(whole)
        rows.filter(**{name: person.pk, f"{whole}__in": list(there.values_list(whole, flat=True))}).delete()
        rows.filter(**{name: person.pk}).update(**{name: into.pk})
    else:
        _repoint_key(relation.related_model, relation.field.name, person, into)


def _repoint_key(model: type[models.Model], name: str, person: Person, into: Person) -> None:
    try:
        with transaction.atomic():
            model._default_manager.filter(**{name: person.pk}).update(**{name: into.pk})
    except IntegrityError as problem:
        what = model._meta.verbose_name_plural
        raise ValidationError(f"Both have {what} of their own, so they cannot be merged.") from problem


def _save(person: Person) -> None:
    person.full_clean(exclude=["workspace", "owner", "member"])
    person.save()
    index(person, person.name, person.handle)


def _name(name: str) -> str:
    cleaned = " ".join(name.replace("\x00", "").split())
    if not cleaned:
        raise ValidationError({"name": "Write a name."})
    return cleaned[: Person._meta.get_field("name").max_length]


def _handles(actor: Member) -> set[str]:
    return set(persons_of(actor).values_list("handle", flat=True))


def _free(handle: str, taken: set[str]) -> str:
    folded = folded_handle(handle)
    if not folded:
        raise ValidationError({"handle": "A handle has at least one letter or digit."})
    if folded in taken:
        raise ValidationError({"handle": f"@{folded} is taken. Choose another handle."})
    return folded


def _spare(handle: str, everyone: list[Person]) -> str:
    taken = {person.handle for person in everyone}
    return folded if (folded := folded_handle(handle)) and folded not in taken else free_handle(handle, taken=taken)


def _identity(actor: Member, kind: str, value: str) -> Identity | None:
    mine = Identity.objects.visible_to(actor).filter(kind=kind).select_related("person")
    return next((each for each in mine if known_as(kind, each.value) == known_as(kind, value)), None)


def _member_with(actor: Member, email: str | None) -> Member | None:
    """Somebody who is signed up in this workspace under the address."""
    if not email:
        return None
    return actor.workspace.members.filter(user__email__iexact=email.strip()).exclude(pk=actor.pk).first()
