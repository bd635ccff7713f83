"""What is remembered of a history: faded counts of who wrote and who reviewed where. It grows change by change."""

from collections import defaultdict
from collections.abc import Iterable

from alongside.knowledge.asking.fading import Fading
from alongside.knowledge.asking.material import Change
from alongside.knowledge.asking.places import TREE, places_of, words_of

MOST_PATHS = 100
"""A change of more paths than this sweeps through the tree and tells nothing about who knows a file."""
FADED = 6
"""Half-lives after which what is left, one part in sixty-four, is not read any more."""


class Trace:
    """One person at one place: the faded count, how many changes, and the last."""

    __slots__ = ("latest", "mass", "times")

    def __init__(self, mass: float = 0.0, times: int = 0, latest: float = 0.0) -> None:
        self.mass, self.times, self.latest = mass, times, latest


class Tally:
    """Who did one kind of thing at which places; places are paths, folders, words or authors.

    Sums and latest moments only: a history gives the same in whatever order, and in whatever parts, it is added.
    """

    def __init__(self, half_life: float) -> None:
        self.fading = Fading(half_life)
        self.people: dict[str, dict[str, Trace]] = {}
        self.whole: dict[str, float] = defaultdict(float)
        self._present: dict[str, dict[str, Trace]] = {}

    def add(self, place: str, person: str, at: float, mass: float) -> None:
        self.join(place, person, Trace(mass, 1, at))

    def join(self, place: str, person: str, more: Trace) -> None:
        """What was counted elsewhere of somebody at a place comes to what is here."""
        there = self.people.setdefault(place, {})
        if trace := there.get(person):
            trace.mass += more.mass
            trace.times += more.times
            trace.latest = max(trace.latest, more.latest)
        else:
            there[person] = more
        self.whole[place] += more.mass
        self._present.pop(place, None)

    def put(self, place: str, people: dict[str, Trace], faded: float = 0.0) -> None:
        """The same for all at a place; `faded` is what is counted of people who are not named any more."""
        if place in self.people:
            for person, trace in people.items():
                self.join(place, person, trace)
        elif people:
            self.people[place] = people
            self.whole[place] = sum(trace.mass for trace in people.values())
        self.whole[place] += faded

    def present(self, place: str) -> dict[str, Trace]:
        """Those whose share has not faded beside that of who was there last."""
        if place not in self._present:
            there = self.people[place]
            horizon = max([trace.latest for trace in there.values()]) - self.lasts
            self._present[place] = {person: trace for person, trace in there.items() if trace.latest >= horizon}
        return self._present[place]

    @property
    def lasts(self) -> float:
        """Seconds after which somebody is not read any more."""
        return FADED * self.fading.unit


class Memory:
    """`usual` and `habit` hold the same people at the same authors: as of these weeks, and as of years."""

    def __init__(self, changes: Iterable[Change] = ()) -> None:
        self.reviewed, self.wrote = Tally(90), Tally(180)
        self.reviewed_alike, self.wrote_alike = Tally(90), Tally(90)
        self.usual, self.habit, self.active = Tally(30), Tally(365), Tally(30)
        self.seen: dict[str, float] = {}
        for change in changes:
            self.remember(change)

    def remember(self, change: Change) -> None:
        """Commits dated in the future would outweigh all others: whoever reads the history leaves them out."""
        readers = tuple(dict.fromkeys(each for each in change.reviewers if each != change.author))
        for person in (change.author, *readers):
            self.seen[person] = max(self.seen.get(person, change.at), change.at)
        paths = change.paths if len(change.paths) <= MOST_PATHS else ()
        places, words = _shares(paths), _spread(paths)
        _add(self.wrote, places, (change.author,), change.at)
        _add(self.wrote_alike, words, (change.author,), change.at)
        _add(self.reviewed, places, readers, change.at)
        _add(self.reviewed_alike, words, readers, change.at)
        _add(self.usual, {change.author: 1.0}, readers, change.at)
        _add(self.habit, {change.author: 1.0}, readers, change.at)
        _add(self.active, {TREE: 1.0}, readers, change.at)


def _add(tally: Tally, places: dict[str, float], people: tuple[str, ...], at: float) -> None:
    if people:
        mass = tally.fading.kept(at)
        for place, share in places.items():
            for person in people:
                tally.add(place, person, at, mass * share)


def _shares(paths: tuple[str, ...]) -> dict[str, float]:
    """A file of a change of many counts less than one changed alone; a folder by the share of the change in it."""
    if not paths:
        return {TREE: 1.0}
    counts = _counts(place for path in paths for place in places_of(path))
    alone = len(paths) ** -0.5
    own = set(paths)
    return {place: alone if place in own else (times / len(paths)) ** 0.5 for place, times in counts.items()}


def _spread(paths: tuple[str, ...]) -> dict[str, float]:
    return {word: len(paths) ** -0.5 for path in paths for word in words_of(path)}


def _counts(places: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for place in places:
        counts[place] += 1
    return counts
