from alongside.accounts.models import Member
from alongside.events.models import Event
from alongside.sharing.guard import action
from alongside.sharing.models import Guarded


@action()
def record(actor: Member, *, verb: str, thing: Guarded) -> None:
    """Say that it happened, in the same transaction as the verb that did it."""
    Event(workspace=actor.workspace, actor=actor, verb=verb, noun=thing._meta.model_name or "", noun_id=thing.pk).save(
        force_insert=True
    )
