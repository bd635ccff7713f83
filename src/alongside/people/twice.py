"""Which two of somebody's persons could be one human being, and why. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from alongside.lib.wording import in_order
from alongside.people.contacts import Name
from alongside.people.full_names import alike, full_name
from alongside.people.naming import name_from
from alongside.search.folding import fold

type Two = tuple[int, int]
"""The keys of two persons, the lower one first."""


@dataclass(frozen=True, slots=True)
class Somebody:
    pk: int
    name: str
    handle: str
    relation: str
    known: tuple[Name, ...]
    """Their identities."""


@dataclass(frozen=True, slots=True)
class Twice:
    person: Somebody
    into: Somebody
    """Who would stay: of whom more is said."""
    why: str

    @property
    def two(self) -> Two:
        return two(self.person.pk, self.into.pk)


def two(one: int, other: int) -> Two:
    return min(one, other), max(one, other)


def twice(everyone: Iterable[Somebody], *, one_address: Mapping[Two, str]) -> list[Twice]:
    """Each two once, with the best reason. `one_address` are those whom the record has under one address."""
    by_key = {each.pk: each for each in everyone}
    found: dict[Two, Twice] = {}
    for one, other, why in _reasons(by_key, one_address):
        person, into = sorted((one, other), key=_said)
        found.setdefault(two(one.pk, other.pk), Twice(person, into, why))
    return sorted(found.values(), key=lambda each: (fold(each.into.name), each.two))


def _reasons(by_key: dict[int, Somebody], one_address: Mapping[Two, str]) -> Iterator[tuple[Somebody, Somebody, str]]:
    for (low, high), address in one_address.items():
        if low in by_key and high in by_key and _could_be_one(by_key[low], by_key[high]):
            yield by_key[low], by_key[high], f"both have {address}"
    called: defaultdict[str, list[Somebody]] = defaultdict(list)
    for each in by_key.values():
        called[_full(each.name)].append(each)
    called.pop("", None)
    for first, *others in called.values():
        for other in others:
            yield first, other, _same_name(first.name, other.name)
    yield from _known_so(by_key.values(), called)


def _same_name(one: str, other: str) -> str:
    if ("," in one) == ("," in other):
        return "the same full name"
    turned, straight = (one, other) if "," in one else (other, one)
    return f"{turned} is {straight} the other way round"


def _known_so(
    everyone: Iterable[Somebody], called: Mapping[str, list[Somebody]]
) -> Iterator[tuple[Somebody, Somebody, str]]:
    for each in everyone:
        for kind, value in each.known:
            for other in called.get(_full_in(kind, value), ()):
                if other is not each and (kind == "name" or _could_be_one(each, other)):
                    is_so = "is a name of both" if kind == "name" else f"reads like {in_order(other.name)}"
                    yield each, other, f"{value} {is_so}"


@lru_cache(maxsize=10_000)
def _full_in(kind: str, value: str) -> str:
    """The full name that an identity is, or that an address reads like. A login is none."""
    return _full(value if kind == "name" else name_from(value) if kind == "email" else "")


@lru_cache(maxsize=10_000)
def _full(name: str) -> str:
    return full_name((("name", name),))


def _could_be_one(one: Somebody, other: Somebody) -> bool:
    """No two really different names; somebody may be called by their address, too."""
    return alike(in_order(one.name), in_order(other.name)) or not (_is_called(one) and _is_called(other))


def _is_called(each: Somebody) -> bool:
    return all(fold(name_from(value)) != fold(each.name) for kind, value in each.known if kind == "email")


def _said(each: Somebody) -> tuple[object, ...]:
    """The more is said of somebody, the later they come: a relation, a full name, addresses; at last who is older."""
    return each.relation != "other", bool(_full(each.name)) and "," not in each.name, len(each.known), -each.pk
