"""Which names and addresses in the sources are the actor's own."""

from django.core.exceptions import ValidationError

from alongside.accounts.models import Member
from alongside.people import actions as people
from alongside.people.models import Identity, IdentityKind
from alongside.sharing.guard import action
from alongside.sources.actions.runs import start
from alongside.sources.models import ADDRESS, Collection, NotMine
from alongside.sources.queries import folded, repositories


@action()
def recount_mine(actor: Member) -> list[Collection]:
    """After an identity came or went. Nothing that is known is read again, only one's own commits that are new."""
    return [start(actor, over=repository) for repository in repositories(actor)]


@action()
def merge_identity(actor: Member, *, value: str, kind: str = IdentityKind.EMAIL) -> Identity:
    """This address is the actor's too; its commits become their evidence."""
    NotMine.objects.editable_by(actor).filter(email=folded(value)).delete()
    identity = people.add_identity(actor, kind=kind, value=value)
    recount_mine(actor)
    return identity


@action(edits="identity")
def split_identity(actor: Member, *, identity: Identity) -> None:
    """The address is not the actor's after all; its commits leave their evidence."""
    people.remove_identity(actor, identity=identity)
    recount_mine(actor)


@action()
def refuse_identity(actor: Member, *, email: str) -> NotMine:
    """The address is somebody else's and is not proposed again."""
    if not (0 < len(folded(email)) <= ADDRESS):
        raise ValidationError({"email": "Give the address that is not yours."})
    there = NotMine.objects.visible_to(actor).filter(email=folded(email)).first()
    refusal = there or NotMine(owner=actor, workspace=actor.workspace, email=folded(email))
    refusal.save()
    return refusal


@action()
def propose_identity_again(actor: Member, *, email: str) -> None:
    NotMine.objects.editable_by(actor).filter(email=folded(email)).delete()
