"""Slow work of the room, in the background. Each task takes ids and can be run twice or cut off at any point."""

from django.tasks import task

from alongside.accounts.models import Member
from alongside.evidence.touching.looking import void
from alongside.evidence.touching.record import keep_record

_waiting: set[int] = set()
"""Members whose record is to be looked through and is not yet."""


@task()
def look_through_record(member_id: int) -> None:
    _waiting.discard(member_id)
    member = Member.objects.select_related("workspace").filter(pk=member_id).first()
    if member is not None:
        keep_record(member)


def look_through_record_soon(member: Member) -> None:
    """After a name or a person came or went: many at once are one."""
    void(member)
    if member.pk not in _waiting:
        _waiting.add(member.pk)
        look_through_record.enqueue(member.pk)
