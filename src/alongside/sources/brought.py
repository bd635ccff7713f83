"""Which activities a connection brought: two calendars may hold one meeting, which stays while one of them is read."""

from collections.abc import Iterable
from itertools import batched

from alongside.accounts.models import Member
from alongside.evidence import storable
from alongside.evidence.models import Activity
from alongside.lib.bulk import insert_missing
from alongside.sharing.door import SharedQuerySet
from alongside.sources.models import Connection

_THROUGH = Connection.brought.through
_AT_ONCE = 500


def note_brought(member: Member, connection: Connection, ids: Iterable[str]) -> None:
    """The caller has a transaction around it."""
    mine = Activity.objects.editable_by(member).filter(source=connection.collector)
    for some in batched((storable.text(each, 200) for each in ids), _AT_ONCE, strict=False):
        keys = mine.filter(external_id__in=some).values_list("pk", flat=True)
        insert_missing(_THROUGH, ("connection", "activity"), [(connection.pk, key) for key in keys])


def brought_alone(viewer: Member, connection: Connection) -> SharedQuerySet[Activity]:
    """What no other connection that is still read brought, too."""
    others = Connection.objects.visible_to(viewer).filter(forgotten_at=None).exclude(pk=connection.pk)
    rows = _THROUGH._default_manager
    elsewhere = rows.filter(connection__in=others).values("activity")
    mine = Activity.objects.editable_by(viewer).filter(pk__in=rows.filter(connection=connection).values("activity"))
    return mine.exclude(pk__in=elsewhere)
