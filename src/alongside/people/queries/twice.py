"""Which two persons of a member could be one, unless they said that they are two."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from alongside.accounts.models import Member
from alongside.people.contacts import Name
from alongside.people.models import Identity, NotOne, SameAddress
from alongside.people.queries.finding import persons_of
from alongside.people.twice import Somebody, Twice, twice, two


@dataclass(frozen=True, slots=True)
class CouldBeOne:
    proposed: list[Twice]
    dismissed: list[Twice]
    """Of whom was said that they are two."""


def who_could_be_one(viewer: Member) -> CouldBeOne:
    same = SameAddress.objects.visible_to(viewer).values_list("one", "other", "address")
    found = twice(_everyone(viewer), one_address={two(one, other): address for one, other, address in same})
    refused = {two(*both) for both in NotOne.objects.visible_to(viewer).values_list("one", "other")}
    proposed = [each for each in found if each.two not in refused]
    return CouldBeOne(proposed, [each for each in found if each.two in refused])


def _everyone(viewer: Member) -> Iterable[Somebody]:
    known: defaultdict[int, list[Name]] = defaultdict(list)
    rows = Identity.objects.visible_to(viewer).exclude(person=None).order_by("pk")
    for person, kind, value in rows.values_list("person_id", "kind", "value"):
        known[person or 0].append((kind, value))
    persons = persons_of(viewer).order_by("pk").values_list("pk", "name", "handle", "relation")
    return [Somebody(*row, known=tuple(known[row[0]])) for row in persons]
