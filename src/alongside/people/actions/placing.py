"""Where a person stands around the actor."""

from django.core.exceptions import ValidationError

from alongside.accounts.models import Member
from alongside.events.actions import record
from alongside.people.models import Person, Ring
from alongside.people.queries.rings import natural_ring
from alongside.sharing.guard import action, in_turn


@action(edits="person")
def place(actor: Member, *, person: Person, ring: str) -> Person:
    """Into a ring; with an empty word back to where their relation puts them."""
    if ring and ring not in Ring.values:
        raise ValidationError(f"There is no ring “{ring}”. Choose {', '.join(Ring.values)}.")
    in_turn(actor, person)
    # Said by hand what the relation says anyway, they go on following it.
    person.placed_in = "" if ring == natural_ring(person) else ring
    person.save(update_fields=["placed_in"])
    record(actor, verb="placed", thing=person)
    return person
