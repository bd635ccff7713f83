"""Who somebody in a history is: the viewer, a person of theirs, or a name with an address as .mailmap has it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from alongside.accounts.models import Member
from alongside.knowledge.authors.history import Authors, Somebody, authors_of, folded, somebody
from alongside.knowledge.authors.namesakes import namesakes
from alongside.people.models import Identity, Person
from alongside.people.queries.finding import unshared
from alongside.sources.collectors.contract import folded as compared
from alongside.sources.models import Repository
from alongside.sources.queries import Me

ME = "me"


@dataclass(frozen=True, slots=True)
class Whom:
    """Tells the keys of authors. Names and addresses are compared whole."""

    authors: Mapping[int, Somebody]
    keys: Mapping[int, str]
    several: frozenset[int]
    """Authors who are somebody that has another name or address, too."""
    _names: "_Names"
    _read: Sequence[Authors]
    _one_of: dict[str, Somebody]
    """Of those who were joined, and who were asked for: who each is."""

    @property
    def mine(self) -> frozenset[int]:
        return frozenset(author for author, key in self.keys.items() if key == ME)

    def of(self, name: str, address: str) -> Somebody:
        return self._names.of(name, address) or self._unknown(somebody(name, address))

    def _unknown(self, who: Somebody) -> Somebody:
        if who.key not in self._one_of:
            self._one_of[who.key] = self._bearer(who) or who
        return self._names.joined(who, self._one_of[who.key])

    def _bearer(self, who: Somebody) -> Somebody | None:
        """Who in the repositories has this full name, where that is one: a service often tells no address."""
        name = folded(who.name)
        if name in self._names.borne_by_several:
            return None
        near = {(who.key, name, who.address)}.union(*(here.near(name) for here in self._read))
        sure = next((keys for each, keys in namesakes(near) if each == name and who.key in keys), [])
        authors = [author for here in self._read for key in sure for author in here.of_key.get(key, ())]
        there = {self.keys[author]: self.authors[author] for author in authors}
        return next(iter(there.values())) if len(there) == 1 else None


def whom_in(viewer: Member, repositories: Iterable[tuple[Repository, int]]) -> Whom:
    """All authors of these repositories, each with the key of the last commit that is asked about."""
    names = _names_of(viewer)
    read = [authors_of(viewer, repository, through) for repository, through in repositories]
    authors, keys, one_of = dict[int, Somebody](), dict[int, str](), dict[str, Somebody]()
    for here in read:
        authors.update(here.people)
        keys.update(here.keys)
        _put(authors, keys, names.known(here))
    for group in _namesakes(names, read):
        there = [author for here in read for key in group for author in here.of_key.get(key, ())]
        if one := _one(group, [authors[author] for author in there]):
            one_of.update(dict.fromkeys(group, one))
            _put(authors, keys, ((author, names.joined(authors[author], one)) for author in there))
    counts = Counter(keys.values())
    several = frozenset(author for author, key in keys.items() if counts[key] > 1)
    return Whom(authors, keys, several, names, read, one_of)


def _put(authors: dict[int, Somebody], keys: dict[int, str], told: Iterable[tuple[int, Somebody]]) -> None:
    for author, who in told:
        authors[author], keys[author] = who, who.key


def _one(group: set[str], there: Iterable[Somebody]) -> Somebody | None:
    """As the viewer knows them. Where two are meant, each stays; not to be named at all takes more than an address."""
    known = {who.key: who for who in there if who.person or who.key == ME}
    if len(known) > 1 or (len(group) == 1 and not known.keys() - {ME}):
        return None
    return next(iter(known.values()), Somebody(min(group), "", ""))


def _namesakes(names: "_Names", read: Iterable[Authors]) -> list[set[str]]:
    """One full name, or one address, is one."""
    named = [keys for here in read for name, keys in here.namesakes.items() if name not in names.borne_by_several]
    return _together([*named, *([key] for here in read for key in here.of_one)])


def _together(groups: Iterable[Iterable[str]]) -> list[set[str]]:
    """Those that have a member in common are one."""
    found: dict[str, set[str]] = {}
    for group in groups:
        whole = set(group).union(*(found[each] for each in group if each in found))
        found.update(dict.fromkeys(whole, whole))
    return list({id(whole): whole for whole in found.values()}.values())


@dataclass(frozen=True, slots=True)
class _Names:
    """How the viewer calls others and themself."""

    called: Mapping[int, str]
    persons: Mapping[tuple[str, str], int]
    """Kind and value of a name → the person."""
    borne_by_several: frozenset[str]
    me: Me

    def of(self, name: str, address: str) -> Somebody | None:
        if self.me.wrote(names=[name] if name else [], emails=[address] if address else []):
            return Somebody(ME, name, address)
        asked = [("email", address), ("name", name), ("login", name)]
        person = next((pk for kind, each in asked if each and (pk := self.persons.get((kind, folded(each))))), 0)
        return self._person(person, name, address) if person else None

    def known(self, here: Authors) -> Iterator[tuple[int, Somebody]]:
        """Only whom the viewer knows is looked at; all others are who they were the last time."""
        for (kind, name), person in self.persons.items():
            for author in here.called.get(_COMPARED[kind] + name, ()):
                yield author, self._person(person, here.people[author].name, here.people[author].address)
        mine = [f"@{each}" for each in self.me.emails] + [f"={each}" for each in self.me.names]
        for author in {author for each in mine for author in here.called.get(each, ())}:
            yield author, replace(here.people[author], key=ME)

    def joined(self, who: Somebody, one: Somebody) -> Somebody:
        return replace(who, key=one.key, person=one.person, name=self.called.get(one.person, who.name))

    def _person(self, person: int, name: str, address: str) -> Somebody:
        return Somebody(f"person:{person}", self.called.get(person, name), address, person)


_COMPARED = {"email": "@", "name": "=", "login": "="}


def _names_of(viewer: Member) -> _Names:
    called = dict(Person.objects.visible_to(viewer).values_list("pk", "name"))
    names = unshared((name, pk) for pk, name in called.items())
    persons = {(str(kind), name): pk for (kind, name), pk in names.items()}
    several = {folded(name) for name in called.values()} - {name for _, name in persons}
    # One's own full name is enough not to be named; what counts as one's own work is stricter.
    mine = {("name", viewer.name)} if " " in viewer.name.strip() else set()
    for kind, value, person in Identity.objects.visible_to(viewer).values_list("kind", "value", "person_id"):
        if person:
            persons[kind, folded(value)] = person
        else:
            mine.add((kind, value))
    me = Me(*(frozenset(compared(value) for kind, value in mine if kind == one) for one in ("email", "name")))
    return _Names(called, persons, frozenset(several), me)
