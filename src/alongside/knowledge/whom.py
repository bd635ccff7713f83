"""Who somebody in a history is: the viewer, a person of theirs, or a name with an address as .mailmap has it."""

from collections.abc import Iterable
from dataclasses import dataclass

from alongside.accounts.models import Member
from alongside.people.models import Identity, Person
from alongside.search.folding import fold
from alongside.sources.models import Author
from alongside.sources.queries import Me, me

ME = "me"


@dataclass(frozen=True, slots=True)
class Somebody:
    """`key` is the same for all names of one human being, as far as the viewer has said so."""

    key: str
    name: str
    address: str
    person: int = 0


class Whom:
    """Tells the keys of authors. Names and addresses are compared whole."""

    def __init__(self, viewer: Member) -> None:
        self._me: Me = me(viewer)
        self._names = dict[str, int]()
        self._known = dict[tuple[str, str], int]()
        self.called = dict[int, str]()
        for pk, name in Person.objects.visible_to(viewer).values_list("pk", "name"):
            self.called[pk] = name
            self._known["name", _folded(name)] = pk
        kept = Identity.objects.visible_to(viewer).exclude(person=None)
        for kind, value, person in kept.values_list("kind", "value", "person_id"):
            self._known[kind, _folded(value)] = person
        self.authors: dict[int, Somebody] = {}
        self.mine: set[int] = set()

    def read(self, viewer: Member, repositories: Iterable[int]) -> None:
        """All authors of these repositories."""
        rows = Author.objects.visible_to(viewer).filter(repository__in=list(repositories))
        for pk, raw_name, raw_email, name, email in rows.values_list("pk", "raw_name", "raw_email", "name", "email"):
            found = self.authors[pk] = self.of(name, email, (raw_name, raw_email))
            if found.key == ME:
                self.mine.add(pk)

    def of(self, name: str, address: str, raw: tuple[str, str] = ("", "")) -> Somebody:
        names, addresses = {name, raw[0]} - {""}, {address, raw[1]} - {""}
        if self._me.wrote(names=names, emails=addresses):
            return Somebody(ME, name, address)
        if person := self._person(names, addresses):
            return Somebody(f"person:{person}", self.called.get(person, name), address, person)
        return Somebody(f"author:{_folded(address or name)}", name or address, address)

    def _person(self, names: set[str], addresses: set[str]) -> int:
        asked = [("email", each) for each in addresses]
        asked += [(kind, each) for each in names for kind in ("name", "login")]
        return next((found for kind, each in asked if (found := self._known.get((kind, _folded(each))))), 0)


def _folded(text: str) -> str:
    return text.casefold() if text.isascii() else fold(" ".join(text.split()))
