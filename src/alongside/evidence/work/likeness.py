"""Work that names nothing in common but touches the same rare files, or says the same rare words, close in time."""

from collections import Counter, defaultdict, deque
from collections.abc import Set
from math import log2
from typing import NamedTuple

from alongside.evidence.work.files import folder_of, is_telling, stem_of
from alongside.evidence.work.material import Deed, days_between
from alongside.evidence.work.words import is_trivial, words_of

DAYS_APART = 6.0
ENOUGH = 0.58
_MANY_FILES = 40
_LATEST = 3
_FILE, _STEM, _FOLDER, _WORD = 1.0, 0.45, 0.2, 0.7

type _Token = tuple[str, str, str]
type _Weights = dict[_Token, float]


class Alike(NamedTuple):
    deed: Deed
    share: float
    because: str


class _About(NamedTuple):
    """What a deed is about: its files with their folders and stems, and its words."""

    files: _Weights
    words: _Weights


class Latest:
    """What was touched and said lately, by whom. Knows the past only, so that later deeds change no answer."""

    def __init__(self) -> None:
        self._seen: Counter[_Token] = Counter()
        self._by_token: defaultdict[_Token, deque[Deed]] = defaultdict(lambda: deque(maxlen=_LATEST))
        self._about: dict[str, _About] = {}

    def most_alike(self, deed: Deed) -> list[Alike]:
        """Earlier deeds of the same author that are alike enough, the most alike first."""
        about = self._about_of(deed)
        mine = _About(self._weighed(about.files), self._weighed(about.words))
        known = (self._by_token.get(token, ()) for part in mine for token in part)
        near = {other.id: other for some in known for other in some}
        alike = [one for other in near.values() if (one := self._compare(deed, mine, other))]
        return sorted(alike, key=lambda one: (-one.share, -one.deed.on.timestamp(), one.deed.id))

    def remember(self, deed: Deed) -> None:
        for part in self._about_of(deed):
            for token in part:
                self._seen[token] += 1
                self._by_token[token].append(deed)

    def _about_of(self, deed: Deed) -> _About:
        if deed.id not in self._about:
            self._about[deed.id] = _about(deed)
        return self._about[deed.id]

    def _weighed(self, weights: _Weights) -> _Weights:
        """What the author touches or says all the time counts for little."""
        return {token: weight / (1 + log2(max(1, self._seen[token]))) for token, weight in weights.items()}

    def _compare(self, deed: Deed, mine: _About, other: Deed) -> Alike | None:
        """Share of what this deed is about that the other is about too; a little less with each day between."""
        days, theirs = days_between(other.on, deed.on), self._about[other.id]
        if days > DAYS_APART:
            return None
        files, words = mine.files.keys() & theirs.files.keys(), mine.words.keys() & theirs.words.keys()
        if not (files or words):
            return None
        share = 0.6 * _share(files, mine.files) + 0.6 * _share(words, mine.words)
        share *= 1 - days / (3 * DAYS_APART)
        return Alike(other, share, _because(files | words, round(days))) if share >= ENOUGH else None


def _share(shared: Set[_Token], weights: _Weights) -> float:
    """Summed in one order, so that the last digits are the same in every run."""
    return sum(map(weights.__getitem__, sorted(shared))) / max(sum(weights.values()), 1.2) if shared else 0.0


def _about(deed: Deed) -> _About:
    if deed.is_merge or is_trivial(deed.title):
        return _About({}, {})
    author = deed.author
    words = {("word", author, word): _WORD for word in sorted(words_of(deed.title))}
    paths = [file.path for file in deed.files if is_telling(file.path)]
    if len(paths) > _MANY_FILES:
        return _About({}, words)
    place = f"{author}\n{deed.source}"
    files = {("folder", place, folder_of(path)): _FOLDER for path in paths}
    files |= {("stem", place, stem_of(path)): _STEM for path in paths}
    return _About(files | {("file", place, path): _FILE for path in paths}, words)


def _because(shared: Set[_Token], days: int) -> str:
    when = "the same day" if days == 0 else f"within {days} {'day' if days == 1 else 'days'}"
    if files := sorted(token[2] for token in shared if token[0] == "file"):
        return f"same files {when}: {', '.join(files[:2])}"
    if words := sorted(token[2] for token in shared if token[0] == "word"):
        return f"same words {when}: {', '.join(words[:3])}"
    return f"neighbouring files {when}"
