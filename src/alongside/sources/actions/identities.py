"""Which names and addresses in the sources are the actor's own."""

from django.core.exceptions import ValidationError

from alongside.accounts.models import Member
from alongside.people import actions as people
from alongside.people.models import Identity, IdentityKind
from alongside.people.queries import my_identities
from alongside.sharing.guard import action
from alongside.sources.actions.runs import start
from alongside.sources.collecting.identities import reads_files
from alongside.sources.collectors.contract import folded
from alongside.sources.models import ADDRESS, Collection, Connection, NotMine, Repository
from alongside.sources.queries import connections, repositories


@action()
def recount_mine(actor: Member) -> list[Collection]:
    """After an identity came or went. Of repositories nothing that is known is read again, only one's own commits that
    are new. What reads files reads them from the beginning; what asks a service does so with its next run.
    """
    read = connections(actor).exclude(collected_at=None)
    again: list[Repository | Connection] = [*repositories(actor), *filter(reads_files, read)]
    return [start(actor, over=over) for over in again]


@action()
def merge_identity(actor: Member, *, value: str, kind: str = IdentityKind.EMAIL) -> Identity:
    """This name or address is the actor's too; what was done under it becomes their evidence."""
    value = value.strip().removeprefix("@") if kind == IdentityKind.LOGIN else value
    if not value.strip():
        raise ValidationError({"value": "Write the name or address that is yours."})
    before = set(my_identities(actor).values_list("pk", flat=True))
    propose_identity_again(actor, value=value, kind=kind)
    identity = people.add_identity(actor, kind=kind, value=value)
    if identity.pk not in before:
        recount_mine(actor)
    return identity


@action(edits="identity")
def split_identity(actor: Member, *, identity: Identity) -> None:
    """It is not the actor's after all; what was done under it leaves their evidence."""
    people.remove_identity(actor, identity=identity)
    recount_mine(actor)


@action()
def refuse_identity(actor: Member, *, value: str, kind: str = IdentityKind.EMAIL) -> NotMine:
    """The name or address is somebody else's and is not proposed again."""
    if kind not in IdentityKind.values or not (0 < len(folded(value)) <= ADDRESS):
        raise ValidationError({"value": "Give the name or address that is not yours."})
    there = NotMine.objects.visible_to(actor).filter(kind=kind, value=folded(value)).first()
    refusal = there or NotMine(owner=actor, workspace=actor.workspace, kind=kind, value=folded(value))
    refusal.save()
    return refusal


@action()
def propose_identity_again(actor: Member, *, value: str, kind: str = IdentityKind.EMAIL) -> None:
    NotMine.objects.editable_by(actor).filter(kind=kind, value=folded(value)).delete()
