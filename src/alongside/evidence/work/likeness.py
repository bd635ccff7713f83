"""Work that names nothing in common but touches the same rare files, or says the same rare words, close in time."""

from collections import defaultdict
from collections.abc import Mapping, Set
from itertools import count
from math import fsum, log2
from typing import NamedTuple

from alongside.evidence.work.files import place_of
from alongside.evidence.work.material import DAY, Deed
from alongside.evidence.work.words import is_trivial, words_of

DAYS_APART = 6.0
ENOUGH = 0.58
_MANY_FILES = 40
_LATEST = 3
_FILE, _STEM, _FOLDER, _WORD = 1.0, 0.45, 0.2, 0.7

type _Token = tuple[str, str, str]
type _Weights = dict[int, float]


class Alike(NamedTuple):
    deed: Deed
    share: float
    because: str


class _About(NamedTuple):
    """What a deed is about: its files with their folders and stems, and its words; each token by its number."""

    at: float
    files: _Weights
    words: _Weights


class _Mine(NamedTuple):
    """The same, weighed for a comparison, with how much it could share in all."""

    at: float
    files: _Weights
    words: _Weights
    all_files: float
    all_words: float


class Latest:
    """What was touched and said lately, by whom. Knows the past only, so that later deeds change no answer."""

    def __init__(self) -> None:
        self._numbers: defaultdict[_Token, int] = defaultdict(count().__next__)
        """Of tokens as they come: numbers are quicker to compare."""
        self._seen: list[int] = []
        self._lately: list[list[Deed]] = []
        self._about: dict[str, _About] = {}
        """Of the last days, in order of time."""

    def most_alike(self, deed: Deed) -> list[Alike]:
        """Earlier deeds of the same author that are alike enough, the most alike first."""
        about, lately = self._about_of(deed), self._lately
        files, words = self._weighed(about.files), self._weighed(about.words)
        mine = _Mine(about.at, files, words, max(fsum(files.values()), 1.2), max(fsum(words.values()), 1.2))
        near = {other.id: other for part in (files, words) for number in part for other in lately[number]}
        alike = [one for other in near.values() if (one := self._compare(deed, mine, other))]
        return sorted(alike, key=lambda one: (-one.share, -one.deed.on.timestamp(), one.deed.id))

    def remember(self, deed: Deed) -> None:
        about, seen, lately = self._about_of(deed), self._seen, self._lately
        self._forget_before(about.at - DAYS_APART * DAY)
        for part in (about.files, about.words):
            for number in part:
                seen[number] += 1
                last = lately[number]
                last.append(deed)
                if len(last) > _LATEST:
                    del last[0]

    def _forget_before(self, at: float) -> None:
        while (first := next(iter(self._about.items())))[1].at < at:
            del self._about[first[0]]

    def _about_of(self, deed: Deed) -> _About:
        if deed.id not in self._about:
            self._about[deed.id] = _about(deed, self._numbers)
            new = len(self._numbers) - len(self._seen)
            self._seen += [0] * new
            self._lately += [[] for _ in range(new)]
        return self._about[deed.id]

    def _weighed(self, weights: _Weights) -> _Weights:
        """What the author touches or says all the time counts for little."""
        seen = self._seen
        return {
            number: weight if (times := seen[number]) < 2 else weight / (1 + log2(times))
            for number, weight in weights.items()
        }

    def _compare(self, deed: Deed, mine: _Mine, other: Deed) -> Alike | None:
        """Share of what this deed is about that the other is about too; a little less with each day between."""
        theirs = self._about.get(other.id)
        if theirs is None or (days := abs(mine.at - theirs.at) / DAY) > DAYS_APART:
            return None
        files, words = mine.files.keys() & theirs.files.keys(), mine.words.keys() & theirs.words.keys()
        share = 0.6 * _sum(files, mine.files) / mine.all_files + 0.6 * _sum(words, mine.words) / mine.all_words
        share *= 1 - days / (3 * DAYS_APART)
        return Alike(other, share, self._because(deed, files | words, round(days))) if share >= ENOUGH else None

    def _because(self, deed: Deed, shared: Set[int], days: int) -> str:
        when = "the same day" if days == 0 else f"within {days} {'day' if days == 1 else 'days'}"
        of_file = {self._numbers["file", _where(deed), file.path]: file.path for file in deed.files}
        if files := sorted(of_file[number] for number in shared & of_file.keys()):
            return f"same files {when}: {', '.join(files[:2])}"
        of_word = {self._numbers["word", deed.author, word]: word for word in words_of(deed.title)}
        if words := sorted(of_word[number] for number in shared & of_word.keys()):
            return f"same words {when}: {', '.join(words[:3])}"
        return f"neighbouring files {when}"


def _sum(shared: Set[int], weights: _Weights) -> float:
    """Exact, so that the last digits are the same in every run."""
    return fsum(map(weights.__getitem__, shared)) if shared else 0.0


def _about(deed: Deed, numbers: Mapping[_Token, int]) -> _About:
    at = deed.on.timestamp()
    if deed.is_merge or is_trivial(deed.title):
        return _About(at, {}, {})
    author = deed.author
    words = {numbers["word", author, word]: _WORD for word in words_of(deed.title)}
    places = [(file.path, place) for file in deed.files if (place := place_of(file.path)).is_telling]
    if len(places) > _MANY_FILES:
        return _About(at, {}, words)
    where = _where(deed)
    files = {numbers["folder", where, place.folder]: _FOLDER for _, place in places}
    files |= {numbers["stem", where, place.stem]: _STEM for _, place in places}
    return _About(at, files | {numbers["file", where, path]: _FILE for path, _ in places}, words)


def _where(deed: Deed) -> str:
    return f"{deed.author}\n{deed.source}"
