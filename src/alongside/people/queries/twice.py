"""Which two persons of a member could be one, unless they said that they are two."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from alongside.accounts.models import Member
from alongside.people.contacts import Name
from alongside.people.models import NOT_ONE, Identity, Stranger
from alongside.people.queries.finding import persons_of
from alongside.people.twice import Somebody, Twice, Two, twice, two
from alongside.sharing.door import SharedQuerySet


@dataclass(frozen=True, slots=True)
class CouldBeOne:
    proposed: list[Twice]
    dismissed: list[Twice]
    """Of whom was said that they are two."""


def who_could_be_one(viewer: Member) -> CouldBeOne:
    rows = _rows(viewer).values_list("key", "known", "dismissed_at")
    told = {_two(key): (known[0][1] if known else "", said) for key, known, said in rows}
    one_address = {both: address for both, (address, _) in told.items() if address}
    found = twice(_everyone(viewer), one_address=one_address)
    refused = {both for both, (_, said) in told.items() if said}
    proposed = [each for each in found if each.two not in refused]
    return CouldBeOne(proposed, [each for each in found if each.two in refused])


def key_of_two(one: int, other: int) -> str:
    return f"{NOT_ONE}{two(one, other)[0]}/{two(one, other)[1]}"


def _rows(viewer: Member) -> SharedQuerySet[Stranger]:
    return Stranger.objects.visible_to(viewer).filter(key__startswith=NOT_ONE)


def _two(key: str) -> Two:
    low, _, high = key.removeprefix(NOT_ONE).partition("/")
    return int(low), int(high)


def _everyone(viewer: Member) -> Iterable[Somebody]:
    known: defaultdict[int, list[Name]] = defaultdict(list)
    rows = Identity.objects.visible_to(viewer).exclude(person=None).order_by("pk")
    for person, kind, value in rows.values_list("person_id", "kind", "value"):
        known[person or 0].append((kind, value))
    persons = persons_of(viewer).order_by("pk").values_list("pk", "name", "handle", "relation")
    return [Somebody(*row, known=tuple(known[row[0]])) for row in persons]
