"""What the rows of a question hold, with everybody under their one key. The rows of several repositories add up."""

from bisect import bisect_right
from collections.abc import Mapping
from operator import neg

from alongside.accounts.models import Member
from alongside.knowledge.asking import Memory
from alongside.knowledge.asking.memory import Trace
from alongside.knowledge.asking.places import TREE
from alongside.knowledge.indexing.layout import PATH, READERS, tallies
from alongside.knowledge.indexing.packing import Columns, columns
from alongside.knowledge.models import Readers
from alongside.knowledge.whom import ME, Somebody, Whom

_EVER = float("inf")


class Joined:
    """`trees`: the columns of whole trees, in which everybody stands."""

    def __init__(self, whom: Whom) -> None:
        self.memory = Memory()
        self.others: dict[str, Somebody] = {}
        """Those who reviewed where no author is known."""
        self.trees: list[Columns] = []
        self._whom, self._several = whom, whom.several | whom.mine
        self._tallies = tallies(self.memory)

    def join(self, kind: str, place: str, raw: bytes) -> None:
        """Who has faded is not read, but for the last one who is not the viewer: they may be the last who knew."""
        for tally, block in zip(self._tallies[kind], columns(raw), strict=True):
            people, faded = named(block, _EVER if kind == READERS else tally.lasts, self._whom.keys, self._several)
            if kind == READERS:
                people.pop(ME, None)
            elif kind == PATH and place == TREE:
                self.trees.append(block)
                self._see_all(block)
            tally.put(place, people, faded)

    def join_readers(self, viewer: Member) -> None:
        for row in Readers.objects.visible_to(viewer).values_list("found", flat=True):
            for name, address, masses, times, latest in row:
                who = self._whom.of(name, address)
                if who.key != ME:
                    for tally, mass in zip(self._tallies[READERS], masses, strict=False):
                        tally.join(ME, who.key, Trace(mass, times, latest))
                    self.others[who.key] = who
                    self.memory.seen[who.key] = max(self.memory.seen.get(who.key, latest), latest)

    def _see_all(self, block: Columns) -> None:
        """Every commit counts for the whole tree: who was there last anywhere, was there."""
        who, _, latest, _ = block
        keys, seen = self._whom.keys, self.memory.seen
        for author, at in zip(who, latest, strict=True):
            if (key := keys.get(author)) and at > seen.get(key, -1):
                seen[key] = at


def named(block: Columns, lasts: float, keys: Mapping[int, str], several: set[int]) -> tuple[dict[str, Trace], float]:
    """Everybody who was there within so many seconds before the last one; the viewer, and the last one else, always.
    With them what those count who are left out. Whoever has no key is nobody.

    `several`: authors who may stand in the block more than once. What they did long ago under one name counts when they
    were there lately under another."""
    who, times, latest, masses = block
    there = bisect_right(latest, lasts - latest[0], key=neg) if latest else 0
    found: dict[str, Trace] = {}
    for author, mass, number, at in zip(who[:there], masses, times, latest, strict=False):
        if key := keys.get(author):
            if author in several:
                _put(found, key, mass, number, at)
            else:
                found[key] = Trace(mass, number, at)
    left = sum(masses[there:])
    faded = who[there:]
    again = {author for author in several.intersection(faded) if (key := keys[author]) in found or key == ME}
    for index in [index for index, author in enumerate(faded, there) if author in again] if again else ():
        _put(found, keys[who[index]], masses[index], times[index], latest[index])
        left -= masses[index]
    if not found.keys() - {ME}:
        left -= _put_last(found, block, keys)
    return found, left


def _put(found: dict[str, Trace], key: str, mass: float, times: int, latest: float) -> None:
    if there := found.get(key):
        there.mass += mass
        there.times += times
        there.latest = max(there.latest, latest)
    else:
        found[key] = Trace(mass, times, latest)


def _put_last(found: dict[str, Trace], block: Columns, keys: Mapping[int, str]) -> float:
    """They may be the last who knew. What they count."""
    who, times, latest, masses = block
    index = next((index for index, author in enumerate(who) if keys.get(author, ME) != ME), None)
    if index is None:
        return 0.0
    found[keys[who[index]]] = Trace(masses[index], times[index], latest[index])
    return masses[index]
