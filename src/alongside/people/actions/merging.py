"""Two rows that are one human being."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from alongside.accounts.models import Member
from alongside.events.actions import record
from alongside.people.actions.identities import add_identity
from alongside.people.models import Person
from alongside.sharing.door import opened
from alongside.sharing.guard import action


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
