"""How persons are called: handles, and which of them a word can mean."""

import re
from collections.abc import Iterable, Sequence
from itertools import chain, count
from typing import Protocol

from alongside.lib.cleaning import one_line
from alongside.lib.wording import in_order
from alongside.search.folding import fold

LONGEST_HANDLE = 60
_NOT_IN_A_HANDLE = re.compile(r"[^\w.\-]+")
_EDGES = "._-"


class Named(Protocol):
    """What can be called by a word: a person."""

    @property
    def name(self) -> str: ...

    @property
    def handle(self) -> str: ...


def folded_handle(text: str) -> str:
    """`@Jürgen` and `jurgen` are one handle; blanks become dots."""
    plain = fold(one_line(text).lstrip("@"))
    return _NOT_IN_A_HANDLE.sub(".", plain).strip(_EDGES)[:LONGEST_HANDLE].strip(_EDGES)


def free_handle(name: str, *, taken: Iterable[str]) -> str:
    """The first name; the whole name when that is taken; with a number when that is taken too."""
    used = taken if isinstance(taken, set) else set(taken)
    whole = folded_handle(in_order(name)) or "person"
    first = whole.partition(".")[0]
    numbered = (f"{whole[: LONGEST_HANDLE - 4]}{number}" for number in count(2))
    return next(handle for handle in chain((first, whole), numbered) if handle not in used)


def name_from(known: str) -> str:
    """A name to show for somebody of whom only a handle or an address is known: `mina.okafor` → `Mina Okafor`."""
    words = re.split(r"[._\-\s]+", known.strip().lstrip("@").partition("@")[0])
    return " ".join(word[:1].upper() + word[1:] if word.islower() else word for word in words if word)


def called[N: Named](persons: Iterable[N], word: str) -> Sequence[N]:
    """Those whom the word names exactly: by handle, else by whole name, else by first name. What is written in
    several words is a name before it is a handle: with `Nina Nine` all of that name are meant, whoever is @nina.nine.
    """
    wanted, everyone = folded_handle(word), list(persons)
    by_handle = [person for person in everyone if person.handle == wanted]
    by_name = [person for person in everyone if folded_handle(person.name) == wanted]
    by_first_name = [person for person in everyone if folded_handle(person.name).partition(".")[0] == wanted]
    is_name = " " in one_line(word) and not word.strip().startswith("@")
    exact = (by_name or by_handle) if is_name else (by_handle or by_name)
    return (exact or by_first_name) if wanted else []
