"""What the record holds of contacts becomes touchpoints, and what it no longer holds goes."""

from alongside.accounts.models import Member
from alongside.evidence.models import Entry
from alongside.evidence.touching.record import LOG, from_entries, keep_record, name_of
from alongside.people import actions as people
from alongside.people.actions import KeptTouchpoints
from alongside.sharing.guard import action


@action()
def find_touchpoints(actor: Member) -> KeptTouchpoints:
    """Out of all activities and entries. Safe to repeat: it changes only what is not so any more, and looks at nothing
    when neither the record nor a name has changed since the last look."""
    return keep_record(actor)


@action(edits="entry")
def touch_entry(actor: Member, *, entry: Entry) -> None:
    """The same for one entry that was written, changed, archived or restored."""
    people.forget_touchpoints(actor, source=LOG, ids=[name_of(entry.pk)])
    people.keep_touchpoints(actor, source=LOG, contacts=list(from_entries(actor, entry)))
