"""Days on which no contact is wanted."""

from datetime import date

from django.core.exceptions import ValidationError

from alongside.accounts.models import Member
from alongside.events.actions import record
from alongside.lib.cleaning import one_line
from alongside.people.models import Pause, Person
from alongside.sharing.guard import action, in_turn

LONGEST = 3 * 366
"""Days of one pause."""


@action()
def pause(
    actor: Member, *, first_on: date, last_on: date | None = None, reason: str = "", person: Person | None = None
) -> Pause:
    """The actor's own leave or a holiday; with a person, theirs. Without a last day it is one day.
    The same days again change nothing but the reason."""
    last_on = last_on or first_on
    if last_on < first_on:
        raise ValidationError({"last_on": "The last day is before the first."})
    if (last_on - first_on).days >= LONGEST:
        raise ValidationError({"last_on": "A pause lasts up to three years. To be reminded never, change the cadence."})
    in_turn(actor, person)
    mine = Pause.objects.editable_by(actor)
    there = mine.filter(person=person, first_on=first_on, last_on=last_on).first()
    found = there or Pause(owner=actor, workspace=actor.workspace, person=person, first_on=first_on, last_on=last_on)
    found.reason = one_line(reason)[:120]
    found.save()
    record(actor, verb="changed" if there else "added", thing=found)
    return found


@action(edits="pause")
def end_pause(actor: Member, *, pause: Pause) -> None:
    """Take it away. Put it back with `pause`."""
    record(actor, verb="removed", thing=pause)
    pause.delete()
