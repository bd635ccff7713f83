"""Of what is stored, the places that one question needs, as the memories that the ranking reads.

A path of the one tree begins with the key of its repository. Each repository that is asked about is a memory of its
own: who has nothing to do with it is no answer, and what somebody does elsewhere says nothing of them there.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched
from math import exp2

from alongside.accounts.models import Member
from alongside.knowledge.asking import Memory
from alongside.knowledge.asking.fading import A_YEAR, Fading
from alongside.knowledge.asking.memory import Trace
from alongside.knowledge.asking.places import TREE, places_of, words_of
from alongside.knowledge.authors.history import Somebody
from alongside.knowledge.authors.joining import Joined
from alongside.knowledge.authors.naming import Stood, called
from alongside.knowledge.authors.whom import ME, Whom, whom_in
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
from alongside.knowledge.models import Index, Place
from alongside.knowledge.paths.words import Said, Words
from alongside.sources.models import Repository

_CHUNK = 900


@dataclass(frozen=True, slots=True)
class Indexed:
    """One repository with the index that answers for it."""

    repository: Repository
    index: Index

    @property
    def root(self) -> str:
        return f"{self.repository.pk}/"


@dataclass(frozen=True, slots=True)
class Remembered:
    memories: Mapping[str, Memory]
    """Of each repository that is asked about, by its root."""
    seen: Mapping[str, float]
    """When anybody was last there, in any repository."""
    authors: Mapping[int, Somebody]
    """Key of an author → who that is."""
    others: Mapping[str, Somebody]
    """Those who reviewed where no author is known."""
    trees: Sequence[Columns]
    """Where every author stands: how often, and when last, under this very name and address."""

    def who(self, keys: Iterable[str]) -> dict[str, Somebody]:
        """Each as they are called."""
        wanted = set(keys)
        authors = {key: who for key, who in self.authors.items() if who.key in wanted}
        return {who.key: who for who in self.others.values() if who.key in wanted} | called(
            authors, self._stood(authors)
        )

    def _stood(self, authors: Container[int]) -> dict[int, Stood]:
        newest = max((latest[0] for _, _, latest, _ in self.trees if latest), default=0)
        found: dict[int, Stood] = {}
        for who, times, latest, _ in self.trees:
            for author, number, at in zip(who, times, latest, strict=True):
                if author in authors:
                    often = number * exp2((at - newest) / A_YEAR)
                    found[author] = found.get(author, Stood()).and_(Stood(number, at, often))
        return found


def indexed(viewer: Member) -> list[Indexed]:
    """The viewer's repositories that are not forgotten, each with its whole index, or else the one in the making."""
    rows = Index.objects.visible_to(viewer).filter(form=FORM, repository__forgotten_at=None)
    best: dict[int, Index] = {}
    for index in rows.select_related("repository").order_by("pk"):
        other = best.get(index.repository_id)
        if other is None or index.done_at or not other.done_at:
            best[index.repository_id] = index
    return [Indexed(index.repository, index) for index in best.values()]


def remembered(viewer: Member, all_indexed: list[Indexed], paths: Iterable[str]) -> Remembered:
    paths = list(paths)
    whom = whom_in(viewer, [(each.repository, each.index.through) for each in all_indexed])
    here = [each for each in all_indexed if any(path.startswith(each.root) for path in paths)]
    wanted = {key_of(each.index.pk, PATH, TREE): (each, [(PATH, TREE)]) for each in all_indexed}
    for each in here:
        wanted |= _wanted(each, whom, paths)
    joined = Joined(whom, [each.root for each in here])
    for key, raw in _rows(viewer, wanted):
        each, places = wanted[key]
        for kind, place in places:
            joined.join(each.root, kind, place, raw)
    joined.join_readers(viewer, [each.repository for each in all_indexed])
    return Remembered(joined.memories, joined.seen, whom.authors, joined.others, joined.trees)


def about(viewer: Member, all_indexed: list[Indexed], terms: Iterable[str], now: float) -> Words:
    """What the histories say of these words; a path is its key, as text."""
    terms = tuple(dict.fromkeys(terms))
    wanted = {key_of(each.index.pk, SUBJECT, term): [(SUBJECT, term)] for each in all_indexed for term in terms}
    changes, paths = dict.fromkeys(terms, 0), {term: dict[str, Trace]() for term in terms}
    for key, raw in _rows(viewer, wanted):
        term, (there, *_) = wanted[key][0][1], unpacked(raw)
        changes[term] += there.pop(EVERYWHERE, Trace()).times
        paths[term].update({str(path): trace for path, trace in there.items()})
    whole = sum(each.index.commits for each in all_indexed)
    said = {term: Said(changes[term], paths[term]) for term in terms if paths[term]}
    return Words(terms, said, whole, Fading(ABOUT_DAYS).seen_from(now))


def changes_at(viewer: Member, all_indexed: list[Indexed], paths: Iterable[str]) -> dict[str, int]:
    """How many changes touched each of these files of the one tree."""
    wanted = {key_of(each.index.pk, PATH, path.removeprefix(each.root)): [(PATH, path)]
              for each in all_indexed for path in paths if path.startswith(each.root)}  # fmt: skip
    return {wanted[key][0][1]: sum(trace.times for trace in unpacked(raw)[1].values())
            for key, raw in _rows(viewer, wanted)}  # fmt: skip


type _Wanted = dict[int, tuple[Indexed, list[tuple[str, str]]]]
"""Key of a row → for which kind and places of the one tree it is read."""


def _wanted(here: Indexed, whom: Whom, paths: list[str]) -> _Wanted:
    index, root = here.index.pk, here.root
    paths = [path for path in paths if path.startswith(root)]
    inside = {place for path in paths for place in places_of(path)} - {TREE}
    # The root of a repository is its whole tree: the same people twice.
    asked = [(PATH, place, place.removeprefix(root)) for place in sorted(inside if root in paths else inside - {root})]
    asked += [(PATH, TREE, TREE), (ACTIVE, TREE, TREE)]
    asked += [(WORD, word, word) for word in sorted({word for path in paths for word in words_of(path)})]
    asked += [(READERS, ME, str(author)) for author in whom.mine]
    found: _Wanted = {}
    for kind, place, name in asked:
        found.setdefault(key_of(index, kind, name), (here, []))[1].append((kind, place))
    return found


def _rows(viewer: Member, wanted: Iterable[int]) -> Iterator[tuple[int, bytes]]:
    for chunk in batched(wanted, _CHUNK):
        for key, raw in Place.objects.visible_to(viewer).filter(pk__in=chunk).values_list("pk", "packed"):
            yield key, bytes(raw)
