"""Work that names nothing in common but touches the same rare files, or says the same rare words, close in time."""

from collections import Counter, defaultdict
from math import log2
from typing import NamedTuple

from alongside.evidence.work.files import folder_of, is_telling, stem_of
from alongside.evidence.work.material import Deed, days_between
from alongside.evidence.work.words import is_trivial, words_of

DAYS_APART = 6.0
ENOUGH = 0.55
_MANY_FILES = 40
_LATEST = 3
_FILE, _STEM, _FOLDER, _WORD = 1.0, 0.45, 0.2, 0.7

type _Token = tuple[str, str, str]


class Alike(NamedTuple):
    deed: Deed
    share: float
    because: str


class Latest:
    """What was touched and said lately, by whom. Knows the past only, so that later deeds change no answer."""

    def __init__(self) -> None:
        self._seen: Counter[_Token] = Counter()
        self._by_token: defaultdict[_Token, list[tuple[Deed, frozenset[_Token]]]] = defaultdict(list)

    def most_alike(self, deed: Deed) -> list[Alike]:
        """Earlier deeds of the same author and source that are alike enough, the most alike first."""
        tokens = _tokens(deed)
        near = {other.id: (other, theirs) for token in tokens for other, theirs in self._by_token.get(token, ())}
        found = [self._compare(deed, tokens, *pair) for pair in near.values() if _may_belong(deed, pair[0])]
        alike = [one for one in found if one.share >= ENOUGH]
        return sorted(alike, key=lambda one: (-one.share, -one.deed.on.timestamp(), one.deed.id))

    def remember(self, deed: Deed) -> None:
        tokens = _tokens(deed)
        kept = frozenset(tokens)
        for token in tokens:
            self._seen[token] += 1
            self._by_token[token] = [*self._by_token[token][1 - _LATEST :], (deed, kept)]

    def _compare(self, deed: Deed, mine: dict[_Token, float], other: Deed, theirs: frozenset[_Token]) -> Alike:
        """Share of what this deed is about that the other is about too; a little less with each day between."""
        shared = [token for token in mine if token in theirs]
        files = sum(self._weight(token, mine[token]) for token in shared if token[0] != "word")
        words = sum(self._weight(token, mine[token]) for token in shared if token[0] == "word")
        about_files = sum(self._weight(token, weight) for token, weight in mine.items() if token[0] != "word")
        about_words = sum(self._weight(token, weight) for token, weight in mine.items() if token[0] == "word")
        share = 0.6 * files / max(about_files, 1.2) + 0.6 * words / max(about_words, 1.2)
        days = days_between(other.on, deed.on)
        return Alike(other, share * (1 - days / (3 * DAYS_APART)), _because(shared, round(days)))

    def _weight(self, token: _Token, weight: float) -> float:
        return weight / (1 + log2(1 + max(0, self._seen[token] - 1)))


def _may_belong(deed: Deed, other: Deed) -> bool:
    return other.author == deed.author and days_between(other.on, deed.on) <= DAYS_APART


def _tokens(deed: Deed) -> dict[_Token, float]:
    if deed.is_merge or is_trivial(deed.title):
        return {}
    paths = [file.path for file in deed.files if is_telling(file.path)]
    found = {("word", "", word): _WORD for word in words_of(deed.title)}
    if len(paths) <= _MANY_FILES:
        found |= {("folder", deed.source, folder_of(path)): _FOLDER for path in paths}
        found |= {("stem", deed.source, stem_of(path)): _STEM for path in paths}
        found |= {("file", deed.source, path): _FILE for path in paths}
    return found


def _because(shared: list[_Token], days: int) -> str:
    when = "the same day" if days == 0 else f"within {days} {'day' if days == 1 else 'days'}"
    if files := sorted(token[2] for token in shared if token[0] == "file"):
        return f"same files {when}: {', '.join(files[:2])}"
    if words := sorted(token[2] for token in shared if token[0] == "word"):
        return f"same words {when}: {', '.join(words[:3])}"
    return f"neighbouring files {when}"
