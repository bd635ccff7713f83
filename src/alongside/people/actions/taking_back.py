"""A file of contacts that was the wrong one: who came with it goes again, and can be had back."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef

from alongside.accounts.models import Member
from alongside.events.models import Event
from alongside.people.following import changed
from alongside.people.models import Identity, IdentityKind, Person
from alongside.people.queries.gone import came_with, taken_back
from alongside.sharing.door import SharedQuerySet
from alongside.sharing.guard import action, in_turn


@action()
def take_back_contacts(actor: Member, *, came_at: datetime) -> int:
    """Removes who was added at that moment and was not touched since: edited, met, noted or named anywhere. They are
    removed as of the moment when they came, by which they are known later. How many they are."""
    in_turn(actor)
    rows = Person.objects.editable_by(actor).filter(pk__in=_untouched(actor, came_at).values("pk"))
    number = rows.update(removed_at=F("created_at"))
    changed(actor)
    return number


@action()
def bring_back_contacts(actor: Member, *, came_at: datetime) -> int:
    """All whom `take_back_contacts` removed."""
    in_turn(actor)
    rows = Person.objects.editable_by(actor).filter(pk__in=taken_back(actor, came_at).values("pk"))
    number = rows.update(removed_at=None)
    changed(actor)
    return number


def _untouched(actor: Member, came_at: datetime) -> SharedQuerySet[Person]:
    rows = came_with(actor, came_at)
    for field in _pointing():
        rows = rows.exclude(Exists(field.model._base_manager.filter(**{field.name: OuterRef("pk")})))
    told = Event.objects.visible_to(actor).exclude(verb="added").filter(noun="person", noun_id=OuterRef("pk"))
    named = Event.objects.visible_to(actor).filter(noun="identity", noun_id=OuterRef("pk"))
    by_hand = Identity.objects.visible_to(actor).filter(Exists(named), person=OuterRef("pk"))
    other = Identity.objects.visible_to(actor).filter(person=OuterRef("pk")).exclude(kind=IdentityKind.EMAIL)
    return rows.exclude(Exists(told)).exclude(Exists(by_hand)).exclude(Exists(other))


def _pointing() -> Iterator[Any]:
    """Every key that points at persons, but for the addresses that came with them."""
    for relation in Person._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one):
            field = relation.field  # type: ignore[union-attr]
            if field.model is not Identity:
                yield field
