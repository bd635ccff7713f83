"""By which of their names and addresses somebody is called. Pure."""

from collections.abc import Mapping
from typing import NamedTuple

from alongside.knowledge.authors.history import Somebody

_NO_SLIP = 3
"""Of fewer changes a name may be a slip."""


class Stood(NamedTuple):
    """How a name stands there: how often, when last, and how often with half for each year since."""

    times: int = 0
    latest: float = 0
    often: float = 0.0

    def and_(self, more: "Stood") -> "Stood":
        return Stood(self.times + more.times, max(self.latest, more.latest), self.often + more.often)


def called(authors: Mapping[int, Somebody], stood: Mapping[int, Stood]) -> dict[str, Somebody]:
    """Each by their latest name, with the address that is usual beside it: a slip in one trailer names nobody."""
    names: dict[tuple[str, str], Stood] = {}
    for author, who in authors.items():
        names[_name(who)] = names.get(_name(who), Stood()).and_(stood.get(author, Stood()))
    last = sorted(authors, key=lambda key: _order(authors[key], names[_name(authors[key])], stood.get(key, Stood())))
    return {authors[key].key: authors[key] for key in last}


def _name(who: Somebody) -> tuple[str, str]:
    return who.key, " ".join(who.name.split()).casefold()


def _order(who: Somebody, name: Stood, here: Stood) -> tuple[bool, bool, bool, float, float]:
    """The best last."""
    return who.address != "", " " in who.name, name.times >= _NO_SLIP, name.latest, here.often
