"""Who somebody in a history is: the viewer, a person of theirs, or a name with an address as .mailmap has it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from alongside.accounts.models import Member
from alongside.knowledge.authors.namesakes import namesakes, of_one
from alongside.people.models import Identity, Person
from alongside.people.queries.finding import unshared
from alongside.search.folding import fold
from alongside.sources.collectors.contract import folded
from alongside.sources.models import Author, Repository
from alongside.sources.queries import Me

ME = "me"


@dataclass(frozen=True, slots=True)
class Somebody:
    """`key` is the same for all names of one human being, as far as the viewer or a full name has said so."""

    key: str
    name: str
    address: str
    person: int = 0


class Whom:
    """Tells the keys of authors. Names and addresses are compared whole."""

    def __init__(self, viewer: Member) -> None:
        self.called = dict(Person.objects.visible_to(viewer).values_list("pk", "name"))
        names = unshared((name, pk) for pk, name in self.called.items())
        self._known: dict[tuple[str, str], int] = {(str(kind), name): pk for (kind, name), pk in names.items()}
        self._borne_by_several = {_folded(name) for name in self.called.values()} - {name for _, name in self._known}
        # One's own full name is enough not to be named; what counts as one's own work is stricter.
        mine = {("name", viewer.name)} if " " in viewer.name.strip() else set()
        for kind, value, person in Identity.objects.visible_to(viewer).values_list("kind", "value", "person_id"):
            if person:
                self._known[kind, _folded(value)] = person
            else:
                mine.add((kind, value))
        self._me = Me(*(frozenset(folded(value) for kind, value in mine if kind == one) for one in ("email", "name")))
        self.authors: dict[int, Somebody] = {}
        self.keys: dict[int, str] = {}
        self._one_of: dict[str, Somebody] = {}
        self._read: list[_Authors] = []
        self.several: set[int] = set()
        """Authors who are somebody that has another name or address, too."""

    @property
    def mine(self) -> set[int]:
        return {author for author, key in self.keys.items() if key == ME}

    def read(self, viewer: Member, read: Iterable[tuple[Repository, int]]) -> None:
        """All authors of these repositories, each with the key of the last commit that is asked about."""
        all_here = [
            _authors(viewer, repository, _Stamp(repository.pk, repository.collected_at, through))
            for repository, through in read
        ]
        self._read += all_here
        for here in all_here:
            self._join(here)
        self._join_namesakes(all_here)
        counts = Counter(self.keys.values())
        self.several = {author for author, key in self.keys.items() if counts[key] > 1}

    def of(self, name: str, address: str) -> Somebody:
        if self._me.wrote(names=[name] if name else [], emails=[address] if address else []):
            return Somebody(ME, name, address)
        asked = [("email", address), ("name", name), ("login", name)]
        person = next((pk for kind, each in asked if each and (pk := self._known.get((kind, _folded(each))))), 0)
        return self._person(person, name, address) if person else self._unknown(name, address)

    def _unknown(self, name: str, address: str) -> Somebody:
        who = _somebody(name, address)
        if who.key not in self._one_of:
            self._one_of[who.key] = self._bearer(who) or who
        return self._joined(who, self._one_of[who.key])

    def _bearer(self, who: Somebody) -> Somebody | None:
        """Who in the repositories has this full name, where that is one: a service often tells no address."""
        name = _folded(who.name)
        if name in self._borne_by_several:
            return None
        near = {(who.key, name, who.address)}.union(*(here.near(name) for here in self._read))
        sure = next((keys for each, keys in namesakes(near) if each == name and who.key in keys), [])
        authors = [author for here in self._read for key in sure for author in here.of_key.get(key, ())]
        there = {self.keys[author]: self.authors[author] for author in authors}
        return next(iter(there.values())) if len(there) == 1 else None

    def _join(self, here: "_Authors") -> None:
        """Only whom the viewer knows is looked at; all others are who they were the last time."""
        self.authors.update(here.people)
        self.keys.update(here.keys)
        for known, person in self._known.items():
            for author in here.called.get(_COMPARED[known[0]] + known[1], ()):
                there = here.people[author]
                self._put(author, self._person(person, there.name, there.address))
        mine = [f"@{each}" for each in self._me.emails] + [f"={each}" for each in self._me.names]
        for author in {author for each in mine for author in here.called.get(each, ())}:
            self._put(author, Somebody(ME, here.people[author].name, here.people[author].address))

    def _join_namesakes(self, all_here: "list[_Authors]") -> None:
        """One full name, or one address, is one, as whom the viewer knows them. Where two are meant, each stays."""
        named = [keys for here in all_here for name, keys in here.namesakes.items()
                 if name not in self._borne_by_several]  # fmt: skip
        for group in _together([*named, *([key] for here in all_here for key in here.of_one)]):
            there = [author for here in all_here for key in group for author in here.of_key.get(key, ())]
            known = {
                self.keys[author]: author for author in there if self.authors[author].person or self.keys[author] == ME
            }
            # Not to be named at all takes more than an address.
            if len(known) < 2 and (len(group) > 1 or known.keys() - {ME}):
                one = self.authors[next(iter(known.values()))] if known else Somebody(min(group), "", "")
                self._one_of.update(dict.fromkeys(group, one))
                for author in there:
                    self._put(author, self._joined(self.authors[author], one))

    def _joined(self, who: Somebody, one: Somebody) -> Somebody:
        return replace(who, key=one.key, person=one.person, name=self.called.get(one.person, who.name))

    def _put(self, author: int, who: Somebody) -> None:
        self.authors[author], self.keys[author] = who, who.key

    def _person(self, person: int, name: str, address: str) -> Somebody:
        return Somebody(f"person:{person}", self.called.get(person, name), address, person)


_COMPARED = {"email": "@", "name": "=", "login": "="}


@dataclass(frozen=True, slots=True)
class _Stamp:
    """As long as it is the same, so are the authors: .mailmap is read in a run, and new ones come with new commits."""

    repository: int
    collected_at: datetime | None
    through: int


@dataclass(frozen=True, slots=True)
class _Authors:
    people: dict[int, Somebody]
    keys: dict[int, str]
    called: dict[str, list[int]]
    """@address or =name → keys of authors."""
    of_key: dict[str, list[int]] = field(default_factory=dict)
    """All of them: whoever has a namesake here may have none elsewhere."""
    namesakes: dict[str, list[str]] = field(default_factory=dict)
    of_one: list[str] = field(default_factory=list)
    """Those with several names."""

    def near(self, name: str) -> set[tuple[str, str, str]]:
        """Key, folded name and address of who bears this name or another name of theirs."""
        names = {_folded(self.people[each].name) for author in self._called(name) for each in self.of_key[author.key]}
        return {(who.key, _folded(who.name), who.address) for each in names for who in self._called(each)}

    def _called(self, name: str) -> list[Somebody]:
        return [self.people[author] for author in self.called.get(f"={name}", ())]


_KEPT: dict[int, tuple[_Stamp, _Authors]] = {}
_MOST_KEPT = 50


def _authors(viewer: Member, repository: Repository, stamp: _Stamp) -> _Authors:
    """Asked for with every question, and the same for weeks: this process keeps them."""
    kept = _KEPT.get(repository.pk)
    if kept and kept[0] == stamp:
        return kept[1]
    if len(_KEPT) >= _MOST_KEPT:
        _KEPT.clear()
    found = _Authors({}, {}, {})
    rows = Author.objects.visible_to(viewer).filter(repository=repository)
    for pk, raw_name, raw_email, name, email in rows.values_list("pk", "raw_name", "raw_email", "name", "email"):
        if not name.endswith(_BOT):
            who = found.people[pk] = _somebody(name, email)
            found.keys[pk] = who.key
            for text in {f"={_folded(name)}", f"={_folded(raw_name)}", f"@{_folded(email)}", f"@{_folded(raw_email)}"}:
                found.called.setdefault(text, []).append(pk)
    _find_namesakes(found)
    _KEPT[repository.pk] = (stamp, found)
    return found


def _find_namesakes(found: _Authors) -> None:
    named = [(who.key, _folded(who.name), who.address) for who in found.people.values()]
    found.namesakes.update(namesakes(named))
    found.of_one.extend(of_one(named))
    for author, key in found.keys.items():
        found.of_key.setdefault(key, []).append(author)


def _together(groups: Iterable[Iterable[str]]) -> list[set[str]]:
    """Those that have a member in common are one."""
    found: dict[str, set[str]] = {}
    for group in groups:
        whole = set(group).union(*(found[each] for each in group if each in found))
        found.update(dict.fromkeys(whole, whole))
    return list({id(whole): whole for whole in found.values()}.values())


_BOT = "[bot]"


def _somebody(name: str, address: str) -> Somebody:
    return Somebody(f"author:{_folded(address or name)}", name or address, address)


def _folded(text: str) -> str:
    text = " ".join(text.split())
    return text.casefold() if text.isascii() else fold(text)
