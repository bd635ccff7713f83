"""Two that were merged are two after all."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.core import serializers
from django.core.exceptions import ValidationError

from alongside.accounts.models import Member
from alongside.events.actions import record
from alongside.lib.wording import counted
from alongside.people.following import changed
from alongside.people.indexing import index_person
from alongside.people.models import Identity, Merge, Person, PersonNote
from alongside.people.naming import free_handle
from alongside.people.queries.lines import stands_above
from alongside.search.index import index
from alongside.sharing.door import opened
from alongside.sharing.guard import action, held, in_turn

type Gone = Counter[Any]
"""How many rows of which model."""


@dataclass(frozen=True, slots=True)
class Parted:
    person: Person
    gone: tuple[str, ...]
    """What came with the merge and was deleted or changed since: `2 touchpoints`."""


@action(edits="merge")
def part_persons(actor: Member, *, merge: Merge) -> Parted:
    """Everything that came with the merge goes back to whom it came from, as far as it is still there. What was added
    since stays where it is. What was merged on top of it is parted first."""
    in_turn(actor)
    held(actor, merge)
    _refuse_inner(actor, merge)
    before, into = merge.before, merge.into
    gone: Gone = Counter()
    with opened("a merge that its owner takes back"):
        person = _bring_back(actor, before["person"], gone)
        _load(before["dropped"], gone)  # first: what points at two persons may have been moved before it was dropped
        for label, keys in before["moved"].items():
            _move_back(label, keys, into, person, gone)
        _part_notes(before["notes"])
        kept = [before["identity"], before.get("name_identity")]
        Identity.objects.filter(pk__in=filter(None, kept), person=into).delete()
        _give_back(actor, into, before["into"])
        _stand_apart(actor, person)
        merge.delete()
    index_person(person)
    record(actor, verb="parted", thing=person)
    changed(actor)
    return Parted(person, tuple(_in_words(gone)))


def _refuse_inner(actor: Member, merge: Merge) -> None:
    """Raises ValidationError where what came with the merge cannot be told from what came with a later one."""
    later = Merge.objects.visible_to(actor).filter(pk__gt=merge.pk).select_related("into").order_by("-pk")
    first = next((each for each in later if _rests_on(each, merge)), None)
    if first:
        then = f"{first.name} was merged into {first.into.name} after that, and the two have to do with each other."
        raise ValidationError(f"{then} Part {first.name} first.")


def _rests_on(later: Merge, earlier: Merge) -> bool:
    """Whether it moved, or joined with others, what the earlier one had brought."""
    gone = later.before["person"]
    if earlier.pk in later.before["moved"].get("people.Merge.into", ()) or gone["pk"] in _named_in(earlier.before):
        return True
    return later.into_id == earlier.into_id and (bool(later.before["dropped"]) or _says_too(later, earlier))


def _says_too(later: Merge, earlier: Merge) -> bool:
    """What is known of the one who stays may be known from either."""
    told = {name for name, value in later.before["person"]["fields"].items() if value}
    taken = {name.removesuffix("_id") for name in earlier.before["into"]}
    return not taken.isdisjoint(told | {name.removesuffix("_id") for name in later.before["into"]})


def _named_in(before: Mapping[str, Any]) -> set[int | None]:
    """Persons whose line goes through the one who is gone, and to whom they reported themself."""
    reports = before["moved"].get("people.Person.reports_to", ())
    return {*reports, *before["into"].get("reports_to_id", ()), before["person"]["fields"].get("reports_to")} - {None}


def _move_back(label: str, keys: list[int], into: Person, person: Person, gone: Gone) -> None:
    noun, _, name = label.rpartition(".")
    model = apps.get_model(noun)
    there = model._base_manager.filter(pk__in=keys)
    gone[model] += len(keys) - there.count()
    there.filter(**{name: into.pk}).update(**{name: person.pk})


def _bring_back(actor: Member, told: dict[str, Any], gone: Gone) -> Person:
    taken = set(Person.objects.filter(owner=actor).values_list("handle", flat=True))
    if told["fields"]["handle"] in taken:
        told["fields"]["handle"] = free_handle(told["fields"]["name"], taken=taken)
    _load([told], gone)
    return Person.objects.get(pk=told["pk"])


def _part_notes(notes: list[dict[str, Any]]) -> None:
    for told in notes:
        if PersonNote.objects.filter(pk=told["pk"], text=told["now"]).update(text=told["was"]):
            index(PersonNote.objects.get(pk=told["pk"]), told["was"])


def _load(rows: Iterable[dict[str, Any]], gone: Gone) -> None:
    is_there = cache(lambda model, key: model._base_manager.filter(pk=key).exists())
    whole = [row for row in rows if _is_whole(row, gone, is_there)]
    for found in serializers.deserialize("python", whole, ignorenonexistent=True):
        found.save(force_insert=True)


def _is_whole(row: dict[str, Any], gone: Gone, is_there: Callable[[Any, Any], bool]) -> bool:
    """Whether all is there that it cannot be without. It no longer names what may be missing."""
    model: Any = apps.get_model(row["model"])
    for field in model._meta.concrete_fields:
        key, to = row["fields"].get(field.name), field.related_model
        if key is None or to is None or is_there(to, key):
            continue
        gone[to if field.null else model] += 1
        if not field.null:
            return False
        row["fields"][field.name] = None
    return True


def _give_back(actor: Member, into: Person, told: dict[str, list[Any]]) -> None:
    """Where nobody has said anything else since."""
    into.refresh_from_db()
    for name, (was, became) in told.items():
        if getattr(into, name) == became and (name != "reports_to_id" or _may_report(actor, into, was)):
            setattr(into, name, was)
    into.save()
    index_person(into)


def _may_report(actor: Member, person: Person, boss: int | None) -> bool:
    """Whoever was merged or removed for good since is nobody's boss."""
    there = boss is None or Person.objects.visible_to(actor).filter(pk=boss).exists()
    return there and not stands_above(actor, person.pk, boss)


def _stand_apart(actor: Member, person: Person) -> None:
    """Somebody above them may have come to report to them through the merged row since."""
    if not _may_report(actor, person, person.reports_to_id):
        person.reports_to = None
        person.save(update_fields=["reports_to"])


def _in_words(gone: Gone) -> Iterable[str]:
    told = Counter[tuple[str, str]]()
    for model, number in gone.items():
        what = (model._meta.auto_created or model)._meta
        told[str(what.verbose_name), str(what.verbose_name_plural)] += number
    return (counted(number, *names) for names, number in told.items() if number)
