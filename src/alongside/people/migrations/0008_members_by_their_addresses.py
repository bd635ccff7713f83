"""Which member a person is follows from their addresses. What a column of its own said becomes an address where none
says it, unless that address was taken from them or stands for somebody else."""

from typing import Any

from django.db import migrations
from django.db.models import F

from alongside.search.folding import fold

_NOT_LEARNED = " address/"


def keep_as_addresses(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001
    person, identity, stranger = (apps.get_model("people", name) for name in ("Person", "Identity", "Stranger"))
    merged = _forget_in_merges(apps.get_model("people", "Merge"))
    linked = person.objects.filter(member__workspace=F("workspace")).exclude(member=F("owner"))
    for each in list(linked.select_related("member__user").order_by("pk")):
        address = each.member.user.email
        key = f"{_NOT_LEARNED}{fold(address)}"[:300]
        stands = identity.objects.filter(owner=each.owner_id, kind="email", value__iexact=address).exists()
        taken = stranger.objects.filter(owner=each.owner_id, key=key).exists()
        # What came with a merge goes back with it, and nobody knows any more from where: better not said.
        if not (stands or taken or each.pk in merged):
            identity.objects.create(
                workspace_id=each.workspace_id, owner_id=each.owner_id, kind="email", value=address, person=each
            )


def _forget_in_merges(merge: Any) -> set[int]:
    """Parting goes by the fields that there are. Who had their member from a merge."""
    found = set[int]()
    for each in list(merge.objects.order_by("pk")):
        each.before["person"]["fields"].pop("member", None)
        if each.before["into"].pop("member_id", None):
            found.add(each.into_id)
        each.save(update_fields=["before"])
    return found


class Migration(migrations.Migration):
    dependencies = [("people", "0007_how_strangers_are_ranked"), ("accounts", "0001_initial")]

    operations = [
        migrations.RunPython(keep_as_addresses, migrations.RunPython.noop),
        migrations.RemoveField(model_name="person", name="member"),
    ]
