"""Among the strangers stood what else was said no to: addresses that were taken from persons, and two who are not one.
They have tables of their own now, with keys in place of a text."""

from typing import Any

from django.db import migrations

_ADDRESS, _TWO = " address/", " two/"


def move_out(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001
    stranger, not_learned, merge = (apps.get_model("people", name) for name in ("Stranger", "NotLearned", "Merge"))
    merges = {each.before["person"]["pk"]: each for each in merge.objects.order_by("pk")}
    hidden = stranger.objects.filter(key__startswith=" ")
    for row in list(hidden.order_by("pk")):
        if row.key.startswith(_TWO):
            _keep_two(apps, row, merges)
        elif row.key.startswith(_ADDRESS):
            not_learned.objects.create(**_whose(row), address=row.key.removeprefix(_ADDRESS))
    hidden.delete()


def _keep_two(apps: Any, row: Any, merges: dict[int, Any]) -> None:
    """Of who was merged, with whom they became, as merging keeps it: parting gives it back."""
    person, not_one, same = (apps.get_model("people", name) for name in ("Person", "NotOne", "SameAddress"))
    low, high = (int(key) for key in row.key.removeprefix(_TWO).split("/"))
    (one, merged_one), (other, merged_other) = _became(low, merges), _became(high, merges)
    two = {**_whose(row), "one_id": one, "other_id": other}
    if person.objects.filter(owner=row.owner_id, pk__in=[one, other]).count() < len({one, other}):
        return
    if row.known and (low, high) == (one, other):
        same.objects.create(**two, address=row.known[0][1][:300])
    if row.dismissed_at and not not_one.objects.filter(**two).exists():
        kept = not_one.objects.create(**two)
        for name, passed in (("one", merged_one), ("other", merged_other)):
            for merge in passed:
                merge.before["moved"].setdefault(f"people.NotOne.{name}", []).append(kept.pk)
                merge.save(update_fields=["before"])


def _became(key: int, merges: dict[int, Any]) -> tuple[int, list[Any]]:
    """Through which merges."""
    passed = []
    while key in merges:
        passed.append(merges[key])
        key = merges[key].into_id
    return key, passed


def _whose(row: Any) -> dict[str, int]:
    return {"workspace_id": row.workspace_id, "owner_id": row.owner_id}


class Migration(migrations.Migration):
    dependencies = [("people", "0009_what_was_said_no_to")]

    operations = [migrations.RunPython(move_out, migrations.RunPython.noop)]
