"""A person who is to be seen no more. Nothing of them is lost: what names them goes on naming them."""

from django.utils import timezone

from alongside.accounts.models import Member
from alongside.events.actions import record
from alongside.people.models import Person
from alongside.sharing.guard import action, in_turn


@action(edits="person")
def remove_person(actor: Member, *, person: Person) -> None:
    """They leave lists, rings and reminders. Stories to which they are a witness, entries and touchpoints keep them;
    writing their handle in a line brings them back."""
    in_turn(actor, person)
    person.removed_at = timezone.now()
    person.save(update_fields=["removed_at"])
    record(actor, verb="removed", thing=person)


@action(edits="person")
def bring_back_person(actor: Member, *, person: Person) -> None:
    in_turn(actor, person)
    person.removed_at = None
    person.save(update_fields=["removed_at"])
    record(actor, verb="brought back", thing=person)
