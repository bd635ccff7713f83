"""Two requests of one member come at once: what one of them checks, the other does not change meanwhile."""

from alongside.accounts.models import Member
from alongside.people.models import Person
from alongside.sharing.guard import held


def in_turn(actor: Member, *persons: Person | None) -> None:
    """Wait until no other verb of the actor writes persons; the given ones are as they stand now.

    The row of the member is what is waited for: a new handle, address or line of reporting has no row to hold yet.
    Whoever only refers to the member does not wait.
    """
    Member.objects.select_for_update(no_key=True).get(pk=actor.pk)
    for person in persons:
        if person is not None:
            held(actor, person)
