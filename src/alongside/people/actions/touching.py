"""One contact by hand: "we talked"."""

from datetime import UTC, date, datetime, time

from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.events.actions import record
from alongside.lib.cleaning import one_line
from alongside.people.actions.persons import person_for_handle
from alongside.people.contacts import BY_HAND
from alongside.people.models import Person, Touchpoint, TouchpointKind
from alongside.sharing.guard import action, in_turn

LONGEST = 300
_NOON = time(12)
_EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)


@action()
def touch(
    actor: Member,
    *,
    person: Person,
    kind: str = TouchpointKind.TALK,
    text: str = "",
    at: datetime | None = None,
    key: str = "",
) -> Touchpoint:
    """We talked. The same `key` gives the same touchpoint, however often it is sent."""
    in_turn(actor, person)
    mine = Touchpoint.objects.editable_by(actor).filter(person=person, source=BY_HAND)
    if key and (there := mine.filter(source_id=key).first()):
        return there
    touchpoint = Touchpoint(
        owner=actor,
        workspace=actor.workspace,
        person=person,
        kind=kind,
        text=one_line(text)[:LONGEST],
        at=_happened(at),
        source=BY_HAND,
        source_id=key,
    )
    touchpoint.full_clean(exclude=["workspace", "owner", "person"])
    touchpoint.save()
    record(actor, verb="touched", thing=touchpoint)
    return touchpoint


@action()
def touch_named(
    actor: Member,
    *,
    to: str,
    kind: str = TouchpointKind.TALK,
    text: str = "",
    on: date | None = None,
    key: str = "",
) -> Touchpoint:
    """The same with `@handle` or a name, as it was typed: somebody new appears by themself."""
    if not to.strip().lstrip("@").strip():
        raise ValidationError({"to": "Say with whom: @handle, or a name."})
    person = person_for_handle(actor, handle=to.strip().lstrip("@"))
    return touch(actor, person=person, kind=kind, text=text, at=at_some_time(actor, on), key=key)


@action(edits="touchpoint")
def untouch(actor: Member, *, touchpoint: Touchpoint) -> None:
    """It was not so. Put it back with `touch`. What a source tells would only be found again."""
    if touchpoint.source != BY_HAND:
        raise ValidationError(f"This comes from {touchpoint.source}. Only what you noted yourself can be removed here.")
    record(actor, verb="untouched", thing=touchpoint)
    touchpoint.delete()


def at_some_time(actor: Member, on: date | None) -> datetime | None:
    """Of another day the hour is not known: noon."""
    today = timezone.localdate(timezone=actor.zone)
    return None if on is None or on == today else datetime.combine(on, _NOON, actor.zone)


def _happened(at: datetime | None) -> datetime:
    now = timezone.now()
    if at is not None and at > now:
        raise ValidationError({"at": "This is still to come. Note it when you have talked."})
    if at is not None and at < _EARLIEST:
        raise ValidationError({"at": "This is before 1970. Look at the year."})
    return (at or now).astimezone(UTC)
