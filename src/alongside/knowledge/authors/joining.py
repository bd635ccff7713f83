"""What the rows of a question hold, with everybody under their one key, by repository."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from operator import neg

from alongside.accounts.models import Member
from alongside.knowledge.asking import Memory
from alongside.knowledge.asking.memory import Trace
from alongside.knowledge.asking.places import TREE
from alongside.knowledge.authors.history import Somebody
from alongside.knowledge.authors.whom import ME, Whom
from alongside.knowledge.indexing.layout import PATH, READERS, tallies
from alongside.knowledge.indexing.packing import Columns, columns
from alongside.knowledge.models import Readers
from alongside.sources.models import Repository

_EVER = float("inf")


class Joined:
    """`memories`: of the repositories that are asked about. `trees`, and `seen`, of all: in a tree everybody stands."""

    def __init__(self, whom: Whom, roots: Iterable[str]) -> None:
        self.memories = {root: Memory() for root in roots}
        self.others: dict[str, Somebody] = {}
        """Those who reviewed where no author is known."""
        self.seen: dict[str, float] = {}
        self.trees: list[Columns] = []
        self._whom, self._several = whom, whom.several | whom.mine
        self._tallies = {root: tallies(memory) for root, memory in self.memories.items()}

    def join(self, root: str, kind: str, place: str, raw: bytes) -> None:
        """Who has faded is not read, but for the last one who is not the viewer: they may be the last who knew."""
        blocks = list(columns(raw))
        if kind == PATH and place == TREE:
            self._see_all(root, blocks)
        for tally, block in zip(self._tallies[root][kind], blocks, strict=True) if root in self.memories else ():
            people, faded = named(block, _EVER if kind == READERS else tally.lasts, self._whom.keys, self._several)
            if kind == READERS:
                people.pop(ME, None)
            tally.put(place, people, faded)

    def join_readers(self, viewer: Member, repositories: Iterable[Repository]) -> None:
        """Where it is not told which repository they reviewed for, and it may be another, who has a trace in one counts
        there."""
        names = {f"{each.pk}/": each for each in repositories}
        for row in Readers.objects.visible_to(viewer).values_list("found", flat=True):
            for name, address, masses, times, latest, *origin in row:
                who = self._whom.of(name, address)
                meant = [root for root, each in names.items() if origin and _is_called(each, origin[0])]
                for root, memory in self.memories.items() if who.key != ME else ():
                    if root in meant or (not meant and (len(names) == 1 or who.key in memory.seen)):
                        self._put_reader(root, who, [Trace(mass, times, latest) for mass in masses])

    def _put_reader(self, root: str, who: Somebody, traces: list[Trace]) -> None:
        for tally, trace in zip(self._tallies[root][READERS], traces, strict=False):
            tally.join(ME, who.key, trace)
        self.others[who.key] = who
        for seen in (self.seen, self.memories[root].seen):
            seen[who.key] = max(seen.get(who.key, 0.0), traces[0].latest)

    def _see_all(self, root: str, blocks: list[Columns]) -> None:
        """Every commit counts for the whole tree: who was there last anywhere, was there."""
        self.trees += blocks
        keys, here = self._whom.keys, self.memories[root].seen if root in self.memories else None
        for who, _, latest, _ in blocks:
            for author, at in zip(who, latest, strict=True):
                if key := keys.get(author):
                    if at > self.seen.get(key, -1):
                        self.seen[key] = at
                    if here is not None and at > here.get(key, -1):
                        here[key] = at


def _is_called(repository: Repository, origin: str) -> bool:
    """`us/shop` of a service, by its web address or else the name of the folder."""
    web, name = repository.web_url.casefold().rstrip("/"), origin.casefold()
    return web.endswith(f"/{name}") if web else repository.name.casefold() == name.rpartition("/")[2]


def named(
    block: Columns, lasts: float, keys: Mapping[int, str], several: frozenset[int]
) -> tuple[dict[str, Trace], float]:
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
