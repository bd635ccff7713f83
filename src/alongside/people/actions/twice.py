"""Two persons of the actor who could be one: kept out of the record, and said no to for good."""

from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.db.models import Q

from alongside.accounts.models import Member
from alongside.events.actions import record
from alongside.people.full_names import Known, tidied
from alongside.people.models import NotOne, Person, SameAddress
from alongside.people.queries import Known as Identified
from alongside.people.queries import known_as
from alongside.people.twice import Two, two
from alongside.sharing.door import SharedQuerySet
from alongside.sharing.guard import action, in_turn


def keep_who_could_be_one(actor: Member, everyone: Iterable[Known], persons: Mapping[Identified, int]) -> None:
    """Whom the record has under one address: it is of one of them, and the name beside it of the other."""
    found = {key: address for known in set(everyone) for key, address in _two_in(known, persons)}
    told = {"owner": actor, "workspace": actor.workspace}
    SameAddress.objects.editable_by(actor).delete()
    SameAddress.objects.bulk_create(
        (
            SameAddress(one_id=one, other_id=other, address=address[:300], **told)
            for (one, other), address in found.items()
        ),
        batch_size=500,
    )


def _two_in(known: Known, persons: Mapping[Identified, int]) -> Iterable[tuple[Two, str]]:
    names = {persons.get(known_as(*each)) for each in tidied(known) if each[0] == "name"} - {None}
    for kind, address in known:
        owner = persons.get(known_as("email", address)) if kind == "email" else None
        yield from ((two(owner, each), address) for each in names if owner and each and each != owner)


@action()
def say_they_are_two(actor: Member, *, one: Person, other: Person) -> None:
    """Propose them as one no more. `propose_as_one_again` takes it back."""
    if one.pk == other.pk:
        raise ValidationError("Choose two different persons.")
    in_turn(actor, one, other)
    if not _said(actor, one, other).exists():
        row = NotOne(owner=actor, workspace=actor.workspace, one=one, other=other)
        row.save()
        record(actor, verb="dismissed", thing=row)


@action()
def propose_as_one_again(actor: Member, *, one: Person, other: Person) -> None:
    rows = _said(actor, one, other)
    for row in rows:
        record(actor, verb="brought back", thing=row)
    rows.delete()


def _said(actor: Member, one: Person, other: Person) -> SharedQuerySet[NotOne]:
    """Either way round: of whom they became, a merge says nothing of the order."""
    return NotOne.objects.editable_by(actor).filter(Q(one=one, other=other) | Q(one=other, other=one))
