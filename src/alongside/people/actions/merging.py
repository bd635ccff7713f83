"""Two rows that are one human being become one. `parting` makes them two again."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q

from alongside.accounts.models import Member
from alongside.events.actions import record
from alongside.people.actions.identities import add_identity
from alongside.people.following import changed
from alongside.people.full_names import full_name
from alongside.people.indexing import index_person
from alongside.people.models import Identity, Merge, Person, PersonNote
from alongside.people.pointing import pointing_at_persons
from alongside.people.queries.lines import stands_above
from alongside.search.index import index
from alongside.sharing.door import opened
from alongside.sharing.guard import action, in_turn

_TAKEN_OVER = ("role", "team", "placed_in", "reports_to_id", "cadence_days", "decides", "friend")
"""Where the one who stays says nothing, what was said of the other counts."""


@action(edits="person")
def merge_persons(actor: Member, *, person: Person, into: Person) -> Merge:
    """All that points at `person` points at `into` afterwards. `part_persons` takes it back."""
    if person.pk == into.pk:
        raise ValidationError("Choose two different persons to merge.")
    in_turn(actor, person, into)
    if into.removed_at:
        raise ValidationError(f"{into.name} is removed. Bring them back first, then merge.")
    [gone] = _as_json([person])
    before: dict[str, Any] = {"person": gone, "moved": {}, "dropped": [], "notes": [], "into": {}}
    with opened("two persons of one owner become one"):
        _take_over(actor, person, into, before)
        for field in pointing_at_persons():
            _move(field, person, into, before)
        name, handle = person.name, person.handle
        Person.objects.filter(pk=person.pk).delete()
    before["identity"] = _keep_known(actor, "login", handle, into)
    if full_name((("name", name),)) not in ("", full_name((("name", into.name),))):
        before["name_identity"] = _keep_known(actor, "name", name, into)
    merge = Merge(owner=actor, workspace=actor.workspace, into=into, name=name, before=before)
    merge.save()
    record(actor, verb="merged", thing=into)
    changed(actor)
    return merge


def _move(field: Any, person: Person, into: Person, before: dict[str, Any]) -> None:
    rows = field.model._base_manager.filter(**{field.name: person.pk})
    if field.model is Person:
        rows = rows.exclude(pk=into.pk)
    clashing = _clashing(field, rows, into)
    moved = [key for key in rows.values_list("pk", flat=True) if key not in clashing]
    if moved:
        before["moved"][f"{field.model._meta.label}.{field.name}"] = moved
    _drop(field.model._base_manager.filter(pk__in=clashing), into, before)
    rows.update(**{field.name: into.pk})


def _clashing(field: Any, rows: Any, into: Person) -> set[int]:
    """Those of which the one who stays has one of their own already."""
    found = set[int]()
    for names, where in _one_of_each(field.model):
        if field.name in names:
            alike = {name: OuterRef(name) for name in names} | {field.name: into.pk}
            mine = Exists(field.model._base_manager.filter(where, **alike))
            found.update(rows.filter(where, mine).values_list("pk", flat=True))
    return found


def _one_of_each(model: type[models.Model]) -> Iterator[tuple[Sequence[str], Q]]:
    for each in model._meta.constraints:
        if isinstance(each, models.UniqueConstraint):
            yield each.fields, each.condition or Q()
    yield from ((names, Q()) for names in model._meta.unique_together)


def _drop(rows: models.QuerySet[Any], into: Person, before: dict[str, Any]) -> None:
    """Both have them: one of the two is enough. Of two notes both texts stay."""
    if rows.model is PersonNote:
        before["notes"] += [_joined(note, into) for note in rows]
    before["dropped"] += _as_json(rows)
    try:
        with transaction.atomic():
            rows.delete()
    except models.ProtectedError as problem:
        what = rows.model._meta.verbose_name_plural
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
        # A cadence of 0 days says "never", and is not nothing.
        if theirs and (mine is None or mine is False or mine == "") and name not in before["into"]:
            before["into"][name] = [mine, theirs]
    for name, (_, became) in before["into"].items():
        setattr(into, name, became)
    into.save(update_fields=[name.removesuffix("_id") for name in before["into"]])
    index_person(into)


def _above(actor: Member, person: Person, into: Person) -> int | None:
    """To whom the other reports, unless they in turn report to the one who stays."""
    return None if stands_above(actor, into.pk, person.reports_to_id) else person.reports_to_id


def _keep_known(actor: Member, kind: str, value: str, into: Person) -> int | None:
    """Lines that were written with the handle, and sources that have the full name alone, go on meaning them."""
    known = set(Identity.objects.visible_to(actor).values_list("pk", flat=True))
    try:
        identity = add_identity(actor, kind=kind, value=value, person=into)
    except ValidationError:  # it stands for somebody else already
        return None
    return None if identity.pk in known else identity.pk


def _as_json(rows: Iterable[models.Model]) -> list[dict[str, Any]]:
    """Django's own JSON cuts moments to milliseconds."""
    return list(json.loads(json.dumps(serializers.serialize("python", rows), default=str)))
