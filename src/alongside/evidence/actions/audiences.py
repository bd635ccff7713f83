"""Who is let in to see an entry or an impact story."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError

from alongside.accounts.models import Member
from alongside.evidence.models import Entry, Story
from alongside.sharing.models import Audience


def change_audience(actor: Member, *, thing: Entry | Story, audience: str, members: Sequence[Member]) -> None:
    """Callers are guarded verbs. Raises ValidationError for readers from elsewhere, or none at all."""
    if audience not in Audience.values:
        raise ValidationError(f"“{audience}” is no audience. Use one of {', '.join(Audience.values)}.")
    readers = [member for member in members if member.pk != actor.pk]
    if any(member.workspace_id != actor.workspace_id for member in readers):
        raise ValidationError("Only members of your workspace can be let in.")
    if audience == Audience.NAMED and not readers:
        raise ValidationError("Name at least one member to share it with.")
    thing.audience = audience
    thing.save(update_fields=["audience"])
    thing.named.set(readers if audience == Audience.NAMED else [])
