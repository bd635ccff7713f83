"""Two requests of one member come at once: what one of them checks, the other does not change meanwhile."""

from alongside.accounts.models import Member
from alongside.sharing.guard import held
from alongside.sharing.models import Guarded


def in_turn(actor: Member, *things: Guarded | None) -> None:
    """Wait until no other verb of the actor that waits so goes on; the given things are as they stand now.

    The row of the member is what is waited for: a new handle, address or line of reporting has no row to hold yet.
    Whoever only refers to the member does not wait.
    """
    Member.objects.select_for_update(no_key=True).get(pk=actor.pk)
    for thing in things:
        if thing is not None:
            held(actor, thing)
