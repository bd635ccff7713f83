from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.events.actions import record
from alongside.one_on_ones.actions.meetings import current_meeting
from alongside.one_on_ones.actions.texts import change, clean_text
from alongside.one_on_ones.models import Meeting, Note, Pair, Reach
from alongside.search.index import index
from alongside.sharing.guard import action

TEXT = 50_000


@action(edits="pair")
def write_note(
    actor: Member, *, pair: Pair, text: str, audience: str = Reach.ME, meeting: Meeting | None = None
) -> Note:
    """A note for its author alone unless it is said that it is for both."""
    if audience not in Reach.values:
        raise ValidationError("Say “me” for a note only you see, or “both” for one that the two of you share.")
    if meeting and meeting.pair_id != pair.pk:
        raise ValidationError("That meeting is one of another pair.")
    note = Note(
        workspace=actor.workspace,
        pair=pair,
        author=actor,
        audience=audience,
        text=clean_text(text, what="note", limit=TEXT),
        meeting=meeting or current_meeting(actor, pair),
    )
    note.save()
    index(note, note.text)
    record(actor, verb="wrote", thing=note)
    return note


@action(edits="note")
def edit_note(actor: Member, *, note: Note, version: int, text: str) -> Note:
    change(actor, note, version=version, text=clean_text(text, what="note", limit=TEXT))
    index(note, note.text)
    record(actor, verb="edited", thing=note)
    return note


@action(edits="note")
def remove_note(actor: Member, *, note: Note) -> Note:
    note.removed_at = timezone.now()
    note.save(update_fields=["removed_at"])
    record(actor, verb="removed", thing=note)
    return note


@action(edits="note")
def restore_note(actor: Member, *, note: Note) -> Note:
    note.removed_at = None
    note.save(update_fields=["removed_at"])
    record(actor, verb="restored", thing=note)
    return note
