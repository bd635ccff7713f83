"""Two rows that are one human being become one, and two again when they are not."""

import json
from typing import Any

from django.apps import apps
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from alongside.accounts.models import Member
from alongside.events.actions import record
from alongside.people.actions.identities import add_identity
from alongside.people.following import changed
from alongside.people.models import Identity, Merge, Person, PersonNote
from alongside.people.naming import free_handle
from alongside.people.queries.lines import stands_above
from alongside.search.index import index
from alongside.sharing.door import opened
from alongside.sharing.guard import action

_TAKEN_OVER = ("member_id", "role", "team", "placed_in", "reports_to_id", "cadence_days", "decides", "friend")
"""Where the one who stays says nothing, what was said of the other counts."""


@action(edits="person")
def merge_persons(actor: Member, *, person: Person, into: Person) -> Person:
    """All that points at `person` points at `into` afterwards. `part_persons` takes it back."""
    if person.pk == into.pk:
        raise ValidationError("Choose two different persons to merge.")
    before: dict[str, Any] = {"person": _as_json(person), "moved": {}, "dropped": [], "notes": [], "into": {}}
    with opened("two persons of one owner become one"):
        _take_over(actor, person, into, before)
        for field in _pointing():
            _move(field, person, into, before)
        name, handle = person.name, person.handle
        Person.objects.filter(pk=person.pk).delete()
    before["identity"] = _keep_handle(actor, handle, into)
    Merge(owner=actor, workspace=actor.workspace, into=into, name=name, before=before).save()
    record(actor, verb="merged", thing=into)
    changed(actor)
    return into


@action(edits="merge")
def part_persons(actor: Member, *, merge: Merge) -> Person:
    """They are two after all: everything that came with the merge goes back to whom it came from. What was added since
    stays where it is."""
    merge.refresh_from_db()
    before, into = merge.before, merge.into
    with opened("a merge that its owner takes back"):
        person = _bring_back(actor, before["person"])
        for label, keys in before["moved"].items():
            model, _, name = label.rpartition(".")
            rows = apps.get_model(model)._base_manager.filter(pk__in=keys, **{name: into.pk})
            rows.update(**{name: person.pk})
        _part_notes(before["notes"])
        _load(before["dropped"])
        Identity.objects.filter(pk=before["identity"], person=into).delete()
        _give_back(actor, into, before["into"])
        _stand_apart(actor, person)
        merge.delete()
    index(person, person.name, person.handle, person.role, person.team)
    record(actor, verb="parted", thing=person)
    changed(actor)
    return person


def _pointing() -> list[Any]:
    """Every key that points at persons, those between an entry and its people included."""
    found = [
        relation.field  # type: ignore[union-attr]
        for relation in Person._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one)
    ]
    return sorted(found, key=str)


def _move(field: Any, person: Person, into: Person, before: dict[str, Any]) -> None:
    rows = field.model._base_manager.filter(**{field.name: person.pk})
    if field.model is Person:
        rows = rows.exclude(pk=into.pk)
    keys = list(rows.values_list("pk", flat=True))
    clashing = set() if _all_at_once(rows, field, into) else _one_by_one(field, keys, into)
    moved = [key for key in keys if key not in clashing]
    if moved:
        before["moved"][f"{field.model._meta.label}.{field.name}"] = moved
    for row in field.model._base_manager.filter(pk__in=clashing):
        _drop(field, row, into, before)


def _all_at_once(rows: Any, field: Any, into: Person) -> bool:
    try:
        with transaction.atomic():
            rows.update(**{field.name: into.pk})
    except IntegrityError:
        return False
    return True


def _one_by_one(field: Any, keys: list[int], into: Person) -> set[int]:
    """Those of which the other has one of their own already."""
    return {key for key in keys if not _all_at_once(field.model._base_manager.filter(pk=key), field, into)}


def _drop(field: Any, row: Any, into: Person, before: dict[str, Any]) -> None:
    """Both have it: one of the two is enough. Of two notes both texts stay."""
    if isinstance(row, PersonNote):
        before["notes"].append(_joined(row, into))
    before["dropped"].append(_as_json(row))
    try:
        with transaction.atomic():
            row.delete()
    except models.ProtectedError as problem:
        what = field.model._meta.verbose_name_plural
        raise ValidationError(f"Both have {what} of their own, so they cannot be merged.") from problem


def _joined(theirs: PersonNote, into: Person) -> dict[str, Any]:
    mine = PersonNote.objects.get(person=into, about=theirs.about)
    was, most = mine.text, 4000
    if theirs.text not in was:
        mine.text = f"{was}\n\n{theirs.text}"
        if len(mine.text) > most:
            topic = theirs.get_about_display()
            raise ValidationError(f"The two notes on {topic} are too long to be one. Shorten one of them, then merge.")
        mine.save(update_fields=["text"])
        index(mine, mine.text)
    return {"pk": mine.pk, "was": was, "now": mine.text}


def _take_over(actor: Member, person: Person, into: Person, before: dict[str, Any]) -> None:
    """Nobody stands above themself afterwards, at whatever distance."""
    if stands_above(actor, person.pk, into.reports_to_id):
        before["into"]["reports_to_id"] = [into.reports_to_id, _above(actor, person, into)]
    for name in _TAKEN_OVER:
        theirs = _above(actor, person, into) if name == "reports_to_id" else getattr(person, name)
        mine = getattr(into, name)
        if theirs and not mine and mine != 0 and name not in before["into"]:
            before["into"][name] = [mine, theirs]
    for name, (_, became) in before["into"].items():
        setattr(into, name, became)
    into.save(update_fields=[name.removesuffix("_id") for name in before["into"]] or ["name"])


def _above(actor: Member, person: Person, into: Person) -> int | None:
    """To whom the other reports, unless they in turn report to the one who stays."""
    return None if stands_above(actor, into.pk, person.reports_to_id) else person.reports_to_id


def _give_back(actor: Member, into: Person, told: dict[str, list[Any]]) -> None:
    """Where nobody has said anything else since."""
    into.refresh_from_db()
    for name, (was, became) in told.items():
        if getattr(into, name) == became and (name != "reports_to_id" or _may_report(actor, into, was)):
            setattr(into, name, was)
    into.save()


def _may_report(actor: Member, person: Person, boss: int | None) -> bool:
    """Whoever was merged or removed for good since is nobody's boss."""
    there = boss is None or Person.objects.visible_to(actor).filter(pk=boss).exists()
    return there and not stands_above(actor, person.pk, boss)


def _stand_apart(actor: Member, person: Person) -> None:
    """Somebody above them may have come to report to them through the merged row since."""
    if not _may_report(actor, person, person.reports_to_id):
        person.reports_to = None
        person.save(update_fields=["reports_to"])


def _keep_handle(actor: Member, handle: str, into: Person) -> int | None:
    """Lines that were written with it go on meaning them."""
    known = set(Identity.objects.visible_to(actor).values_list("pk", flat=True))
    try:
        identity = add_identity(actor, kind="login", value=handle, person=into)
    except ValidationError:  # it stands for somebody else already
        return None
    return None if identity.pk in known else identity.pk


def _bring_back(actor: Member, told: dict[str, Any]) -> Person:
    taken = set(Person.objects.filter(owner=actor).values_list("handle", flat=True))
    if told["fields"]["handle"] in taken:
        told["fields"]["handle"] = free_handle(told["fields"]["name"], taken=taken)
    above = told["fields"].get("reports_to")
    if above and not Person.objects.filter(pk=above, owner=actor).exists():
        told["fields"]["reports_to"] = None
    _load([told])
    return Person.objects.get(pk=told["pk"])


def _part_notes(notes: list[dict[str, Any]]) -> None:
    for told in notes:
        if PersonNote.objects.filter(pk=told["pk"], text=told["now"]).update(text=told["was"]):
            index(PersonNote.objects.get(pk=told["pk"]), told["was"])


def _as_json(row: models.Model) -> dict[str, Any]:
    """Django's own JSON cuts moments to milliseconds."""
    [told] = serializers.serialize("python", [row])
    return dict(json.loads(json.dumps(told, default=str)))


def _load(rows: list[dict[str, Any]]) -> None:
    for found in serializers.deserialize("python", rows, ignorenonexistent=True):
        found.save()
