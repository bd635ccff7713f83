"""What a member writes down about a person. Nobody else ever reads it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.events.actions import record
from alongside.lib.cleaning import lines
from alongside.people.models import KnownOf, Person, PersonNote
from alongside.search.index import index
from alongside.sharing.guard import action, in_turn

LONGEST = 4000


@action(edits="person")
def note_person(
    actor: Member, *, person: Person, about: str, text: str, learned_on: date | None = None
) -> PersonNote | None:
    """One note on each topic, in place of the one that was there; an empty text takes it away."""
    if about not in KnownOf.values:
        raise ValidationError(
            f"“{about[:40]}” is nothing one notes of a person: say one of {', '.join(KnownOf.values)}."
        )
    in_turn(actor, person)
    known = PersonNote.objects.editable_by(actor).filter(person=person, about=about).first()
    cleaned = lines(text)
    if not cleaned:
        _forget(actor, known)
        return None
    note = known or PersonNote(owner=actor, workspace=actor.workspace, person=person, about=about)
    if note.text != cleaned or learned_on:
        note.text, note.learned_on = fit(cleaned, "note"), learned_on or timezone.localdate()
        note.save()
        index(note, note.text)
        record(actor, verb="noted", thing=note)
    return note


def fit(text: str, what: str) -> str:
    if len(text) > LONGEST:
        raise ValidationError(f"The {what} has {len(text):,} characters, and {LONGEST:,} fit. Shorten it.")
    return text


def _forget(actor: Member, known: PersonNote | None) -> None:
    if known:
        record(actor, verb="removed", thing=known)
        known.delete()
