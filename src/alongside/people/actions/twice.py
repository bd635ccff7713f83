"""Two persons of the actor who could be one: kept out of the record, and said no to for good."""

from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.accounts.models import Member
from alongside.events.actions import record
from alongside.people.full_names import Known, tidied
from alongside.people.models import NOT_ONE, Person, Stranger
from alongside.people.queries import Known as Identified
from alongside.people.queries import known_as
from alongside.people.queries.twice import key_of_two
from alongside.sharing.guard import action, in_turn


def keep_who_could_be_one(actor: Member, everyone: Iterable[Known], persons: Mapping[Identified, int]) -> None:
    """Whom the record has under one address: it is of one of them, and the name beside it of the other."""
    found = {key: address for known in set(everyone) for key, address in _two_in(known, persons)}
    mine = Stranger.objects.editable_by(actor).filter(key__startswith=NOT_ONE)
    mine.exclude(key__in=list(found)).filter(dismissed_at=None).delete()
    there = set(mine.values_list("key", flat=True))
    told = {"owner": actor, "workspace": actor.workspace, "last_at": timezone.now()}
    new = [Stranger(key=key, known=[["email", found[key]]], **told) for key in found.keys() - there]
    Stranger.objects.bulk_create(new, ignore_conflicts=True)


def _two_in(known: Known, persons: Mapping[Identified, int]) -> Iterable[tuple[str, str]]:
    names = {persons.get(known_as(*each)) for each in tidied(known) if each[0] == "name"} - {None}
    for kind, address in known:
        owner = persons.get(known_as("email", address)) if kind == "email" else None
        yield from ((key_of_two(owner, each), address) for each in names if owner and each and each != owner)


@action()
def say_they_are_two(actor: Member, *, one: Person, other: Person) -> None:
    """Propose them as one no more. `propose_as_one_again` takes it back."""
    if one.pk == other.pk:
        raise ValidationError("Choose two different persons.")
    in_turn(actor, one, other)
    told = {"workspace": actor.workspace, "name": f"{one.name} and {other.name}"[:200], "last_at": timezone.now()}
    rows = Stranger.objects.editable_by(actor)
    row, _ = rows.get_or_create(owner=actor, key=key_of_two(one.pk, other.pk), defaults=told)
    rows.filter(pk=row.pk).update(dismissed_at=timezone.now())
    record(actor, verb="dismissed", thing=row)


@action()
def propose_as_one_again(actor: Member, *, one: Person, other: Person) -> None:
    rows = Stranger.objects.editable_by(actor).filter(key=key_of_two(one.pk, other.pk))
    for row in rows.exclude(dismissed_at=None):
        record(actor, verb="brought back", thing=row)
    rows.update(dismissed_at=None)
