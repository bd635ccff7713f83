"""Of what is stored, the places that one question needs, as the memory that the ranking reads.

The ranking sees all repositories as one tree: a path begins with the key of its repository. So whoever usually reads
the asker's changes counts wherever they do so.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched
from math import exp2

from alongside.accounts.models import Member
from alongside.knowledge.asking import Memory
from alongside.knowledge.asking.fading import DAY, Fading
from alongside.knowledge.asking.memory import Trace
from alongside.knowledge.asking.places import TREE, places_of, words_of
from alongside.knowledge.indexing.keeping import key_of
from alongside.knowledge.indexing.layout import (
    ABOUT_DAYS,
    ACTIVE,
    EVERYWHERE,
    FORM,
    PATH,
    READERS,
    SUBJECT,
    WORD,
)
from alongside.knowledge.indexing.packing import Columns, unpacked
from alongside.knowledge.joining import Joined
from alongside.knowledge.models import Index, Place
from alongside.knowledge.whom import ME, Somebody, Whom
from alongside.knowledge.words import Said, Words
from alongside.sources.models import Repository

_CHUNK = 900
_YEAR_DAYS = 365


@dataclass(frozen=True, slots=True)
class Known:
    """One repository with the index that answers for it."""

    repository: Repository
    index: Index

    @property
    def root(self) -> str:
        return f"{self.repository.pk}/"


@dataclass(frozen=True, slots=True)
class Remembered:
    memory: Memory
    authors: Mapping[int, Somebody]
    """Key of an author → who that is."""
    others: Mapping[str, Somebody]
    """Those who reviewed where no author is known."""
    trees: Sequence[Columns]
    """Where every author stands: how often, and when last, under this very name and address."""

    def who(self, keys: Iterable[str]) -> dict[str, Somebody]:
        """Each as they are called most of late: a slip in one trailer names nobody."""
        wanted = set(keys)
        authors = {key: who for key, who in self.authors.items() if who.key in wanted}
        often = self._often(authors)
        usual_last = sorted(authors, key=lambda key: (authors[key].address != "", often.get(key, 0.0)))
        others = [who for who in self.others.values() if who.key in wanted]
        return {who.key: who for who in [*others, *(authors[key] for key in usual_last)]}

    def _often(self, authors: Container[int]) -> dict[int, float]:
        """How often each stands there, halved for each year since the last time."""
        newest = max((latest[0] for _, _, latest, _ in self.trees if latest), default=0)
        found: dict[int, float] = {}
        for who, times, latest, _ in self.trees:
            for author, number, at in zip(who, times, latest, strict=True):
                if author in authors:
                    found[author] = found.get(author, 0.0) + number * exp2((at - newest) / (_YEAR_DAYS * DAY))
        return found


def known(viewer: Member) -> list[Known]:
    """The viewer's repositories that are not forgotten, each with its whole index, or else the one in the making."""
    rows = Index.objects.visible_to(viewer).filter(form=FORM, repository__forgotten_at=None)
    best: dict[int, Index] = {}
    for index in rows.select_related("repository").order_by("pk"):
        other = best.get(index.repository_id)
        if other is None or index.done_at or not other.done_at:
            best[index.repository_id] = index
    return [Known(index.repository, index) for index in best.values()]


def remembered(viewer: Member, all_known: list[Known], paths: Iterable[str]) -> Remembered:
    whom = Whom(viewer)
    whom.read(viewer, [(each.repository, each.index.through) for each in all_known])
    wanted = _wanted(all_known, whom, list(paths))
    joined = Joined(whom)
    for key, raw in _rows(viewer, wanted):
        for kind, place in wanted[key]:
            joined.join(kind, place, raw)
    joined.join_readers(viewer)
    return Remembered(joined.memory, whom.authors, joined.others, joined.trees)


def about(viewer: Member, all_known: list[Known], terms: Iterable[str], now: float) -> Words:
    """What the histories say of these words; a path is its key, as text."""
    terms = tuple(dict.fromkeys(terms))
    wanted = {key_of(each.index.pk, SUBJECT, term): [(SUBJECT, term)] for each in all_known for term in terms}
    changes, paths = dict.fromkeys(terms, 0), {term: dict[str, Trace]() for term in terms}
    for key, raw in _rows(viewer, wanted):
        term, (there, *_) = wanted[key][0][1], unpacked(raw)
        changes[term] += there.pop(EVERYWHERE, Trace()).times
        paths[term].update({str(path): trace for path, trace in there.items()})
    whole = sum(each.index.commits for each in all_known)
    said = {term: Said(changes[term], paths[term]) for term in terms if paths[term]}
    return Words(terms, said, whole, Fading(ABOUT_DAYS).seen_from(now))


def changes_at(viewer: Member, all_known: list[Known], paths: Iterable[str]) -> dict[str, int]:
    """How many changes touched each of these files of the one tree."""
    wanted = {key_of(each.index.pk, PATH, path.removeprefix(each.root)): [(PATH, path)]
              for each in all_known for path in paths if path.startswith(each.root)}  # fmt: skip
    return {wanted[key][0][1]: sum(trace.times for trace in unpacked(raw)[1].values())
            for key, raw in _rows(viewer, wanted)}  # fmt: skip


type _Wanted = dict[int, list[tuple[str, str]]]
"""Key of a row → for which kind and place of the one tree it is read."""


def _wanted(all_known: list[Known], whom: Whom, paths: list[str]) -> _Wanted:
    found: _Wanted = {}
    words = sorted({word for path in paths for word in words_of(path)})
    for each in all_known:
        index, root = each.index.pk, each.root
        inside = {place for path in paths if path.startswith(root) for place in places_of(path)} - {TREE}
        # The root of the only repository is the whole tree: the same people twice.
        for place in sorted(inside if len(all_known) > 1 or root in paths else inside - {root}):
            found.setdefault(key_of(index, PATH, place.removeprefix(root)), []).append((PATH, place))
        found.setdefault(key_of(index, PATH, TREE), []).append((PATH, TREE))
        found[key_of(index, ACTIVE, TREE)] = [(ACTIVE, TREE)]
        found.update({key_of(index, WORD, word): [(WORD, word)] for word in words})
        mine = whom.mine
        found.update({key_of(index, READERS, str(author)): [(READERS, ME)] for author in mine})
    return found


def _rows(viewer: Member, wanted: _Wanted) -> Iterator[tuple[int, bytes]]:
    for chunk in batched(wanted, _CHUNK):
        for key, raw in Place.objects.visible_to(viewer).filter(pk__in=chunk).values_list("pk", "packed"):
            yield key, bytes(raw)
