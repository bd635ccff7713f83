"""Who is there already, as far as an import cares: of fifty thousand, plain values take a fraction of the room."""

from collections import defaultdict
from dataclasses import dataclass

from alongside.accounts.models import Member
from alongside.people.models import Identity, IdentityKind, Person
from alongside.people.queries import my_identities
from alongside.people.queries.gone import taken_back
from alongside.search.folding import fold


@dataclass(slots=True, eq=False)
class There:
    pk: int
    """0 for who is new."""
    name: str
    handle: str
    role: str
    team: str
    has_address: bool = False
    is_taken_back: bool = False
    """They came with a file that was taken back: a card that means them adds them again."""


class Everybody:
    """The persons of a member, by what a card can say of them."""

    def __init__(self, actor: Member) -> None:
        self.handles: set[str] = set()
        self.by_name: defaultdict[str, list[There]] = defaultdict(list)
        self.by_address: dict[str, There] = {}
        by_key: dict[int, There] = {}
        rows = Person.objects.visible_to(actor).values_list("pk", "name", "handle", "role", "team")
        gone = set(taken_back(actor).values_list("pk", flat=True))
        for row in rows.iterator():
            by_key[row[0]] = there = There(*row, is_taken_back=row[0] in gone)
            self.add(there)
        known = Identity.objects.visible_to(actor).filter(kind=IdentityKind.EMAIL).exclude(person=None)
        for value, key in known.values_list("value", "person_id").iterator():
            self.give(by_key[key or 0], value)
        self.mine = {fold(each.value) for each in my_identities(actor)}

    def add(self, person: There) -> None:
        """Who is added again stands there already, unless their card has another name."""
        self.handles.add(person.handle)
        if person not in self.by_name[fold(person.name)]:
            self.by_name[fold(person.name)].append(person)

    def give(self, person: There, address: str) -> There:
        """Whose the address is then: whoever had it first."""
        owner = self.by_address.setdefault(fold(address), person)
        owner.has_address = True
        return owner

    def named(self, name: str) -> list[There]:
        """Who was taken back counts only where nobody else is called so."""
        found = self.by_name.get(fold(name), [])
        return [person for person in found if not person.is_taken_back] or found

    def called(self, name: str, *, with_addresses: bool) -> There | None:
        """Only whom one alone is called so, and whose addresses say nothing else. Of several, a card without any
        address means the one who has none either: it was taken before."""
        found = self.named(name)
        if len(found) == 1:
            return None if with_addresses and found[0].has_address else found[0]
        bare = [] if with_addresses else [person for person in found if not person.has_address]
        return bare[0] if len(bare) == 1 else None
