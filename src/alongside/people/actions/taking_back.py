"""A file of contacts that was the wrong one: who came with it goes again, and can be had back."""

from datetime import datetime
from itertools import batched

from django.db.models import F

from alongside.accounts.models import Member
from alongside.events.models import Event
from alongside.people.following import changed
from alongside.people.models import Identity, IdentityKind, Person
from alongside.people.pointing import pointing_at_persons
from alongside.people.queries.gone import came_with, taken_back
from alongside.sharing.guard import action, in_turn

_AT_ONCE = 1_000


@action()
def take_back_contacts(actor: Member, *, came_at: datetime) -> int:
    """Removes who was added at that moment and was not touched since: edited, met, noted or named anywhere. They are
    removed as of the moment when they came, by which they are known later. How many they are."""
    in_turn(actor)
    rows, untouched = Person.objects.editable_by(actor), sorted(_untouched(actor, came_at))
    for some in batched(untouched, _AT_ONCE, strict=False):
        rows.filter(pk__in=some).update(removed_at=F("created_at"))
    changed(actor)
    return len(untouched)


@action()
def bring_back_contacts(actor: Member, *, came_at: datetime) -> int:
    """All whom `take_back_contacts` removed."""
    in_turn(actor)
    rows = Person.objects.editable_by(actor).filter(pk__in=taken_back(actor, came_at).values("pk"))
    number = rows.update(removed_at=None)
    changed(actor)
    return number


def _untouched(actor: Member, came_at: datetime) -> set[int]:
    """One question for each thing that says something of a person: put into one, they cost PostgreSQL minutes."""
    came = came_with(actor, came_at)
    found, came_keys = set(came.values_list("pk", flat=True)), came.values("pk")
    for field in pointing_at_persons():
        if field.model is Identity:  # their addresses came with them
            continue
        said = field.model._base_manager.filter(**{f"{field.name}__in": came_keys})
        found -= set(said.values_list(field.attname, flat=True))
    events = Event.objects.visible_to(actor)
    found -= set(events.exclude(verb="added").filter(noun="person").values_list("noun_id", flat=True))
    by_hand = set(events.filter(noun="identity").values_list("noun_id", flat=True))
    known = Identity.objects.visible_to(actor).filter(person__in=came_keys)
    return found - {
        person
        for pk, person, kind in known.values_list("pk", "person_id", "kind")
        if person and (kind != IdentityKind.EMAIL or pk in by_hand)
    }
