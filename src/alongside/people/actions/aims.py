"""The role that the actor wants next."""

from django.core.exceptions import ValidationError

from alongside.accounts.models import Member
from alongside.events.actions import record
from alongside.people.models import Aim, NextRole
from alongside.sharing.guard import action, in_turn


@action()
def aim_for(actor: Member, *, role: str) -> Aim | None:
    """With an empty word, for none."""
    if role and role not in NextRole.values:
        raise ValidationError(f"There is no role “{role}”. Choose {', '.join(NextRole.values)}.")
    in_turn(actor)
    aim = Aim.objects.visible_to(actor).first()
    if role:
        return _aim(actor, aim or Aim(owner=actor, workspace=actor.workspace), role)
    if aim:
        record(actor, verb="dropped", thing=aim)
        aim.delete()
    return None


def _aim(actor: Member, aim: Aim, role: str) -> Aim:
    aim.role = role
    aim.save()
    record(actor, verb="chosen", thing=aim)
    return aim
