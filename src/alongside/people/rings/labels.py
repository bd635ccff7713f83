"""Names short enough to stand under a mark."""

from collections import Counter
from collections.abc import Iterable

from alongside.people.rings.placed import Placed
from alongside.people.rings.seats import NAME_WIDTH

_NARROW, _WIDE = set("iIjlft.,'’ -()"), set("mwMWQOGCDH@%")


def labels(persons: Iterable[Placed]) -> dict[int, str]:
    """Key → the whole name where it fits, else the first name with an initial, else what fits of the first name."""
    everyone = list(persons)
    firsts = Counter(_first(person.name) for person in everyone)
    return {person.pk: _label(person.name, alone=firsts[_first(person.name)] == 1) for person in everyone}


def width(text: str) -> float:
    """Of text of 12 px, as most fonts have it: rather too wide than too narrow."""
    return sum(3.8 if sign in _NARROW else 9.6 if sign in _WIDE or ord(sign) > 0x2E80 else 6.9 for sign in text)


def shortened(text: str, room: float) -> str:
    if width(text) <= room:
        return text
    while text and width(text + "…") > room:
        text = text[:-1]
    return text.rstrip() + "…" if text.strip() else ""


def _label(name: str, *, alone: bool) -> str:
    if width(name) <= NAME_WIDTH:
        return name
    first, last = _first(name), name.rpartition(" ")[2]
    with_initial = f"{first} {last[:1]}."
    if not alone and last != first and width(with_initial) <= NAME_WIDTH:
        return with_initial
    return shortened(first, NAME_WIDTH)


def _first(name: str) -> str:
    return name.partition(" ")[0]
