"""Puts what was learned of some commits to what is stored of the same places."""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from heapq import nlargest
from itertools import batched

from alongside.accounts.models import Member
from alongside.knowledge.asking import Memory
from alongside.knowledge.asking.memory import Tally, Trace
from alongside.knowledge.indexing.layout import ABOUT_DAYS, EVERYWHERE, SUBJECT, tallies
from alongside.knowledge.indexing.packing import joined, packed, unpacked
from alongside.knowledge.indexing.reading import Learned
from alongside.knowledge.models import Index, Place
from alongside.knowledge.paths.words import terms_of, terms_of_path
from alongside.lib.bulk import put_each

MOST_ABOUT = 200
"""Paths that one word is about."""
_FEW = 10
"""A commit of more paths than this says little of what each is about."""
_CHUNK = 500

type Blocks = tuple[Mapping[int, Trace], ...]


def key_of(index: int, kind: str, place: str) -> int:
    """63 bits: among a million places two are the same once in ten million times."""
    told = f"{index}\0{kind}\0{place}".encode(errors="surrogatepass")
    return int.from_bytes(blake2b(told, digest_size=8).digest()) >> 1


def keep(viewer: Member, index: Index, learned: Iterable[Learned]) -> None:
    """The caller has a transaction around it."""
    new = {key_of(index.pk, kind, place): (kind, blocks) for kind, place, blocks in _places(learned)}
    for chunk in batched(sorted(new), _CHUNK):
        rows = Place.objects.visible_to(viewer).filter(pk__in=chunk).values_list("pk", "packed")
        there = {pk: unpacked(bytes(raw)) for pk, raw in rows}
        put_each(
            Place,
            ("id", "workspace", "index", "packed"),
            [(key, index.workspace_id, index.pk, _row(*new[key], there.get(key))) for key in chunk],
        )


def _row(kind: str, blocks: Blocks, there: list[dict[int, Trace]] | None) -> bytes:
    whole = joined(there, blocks) if there else [dict(block) for block in blocks]
    if kind == SUBJECT and len(whole[0]) > MOST_ABOUT + 1:
        paths = whole[0].keys() - {EVERYWHERE}
        best = nlargest(MOST_ABOUT, paths, key=lambda path: whole[0][path].mass)
        whole = [{path: whole[0][path] for path in (EVERYWHERE, *best)}]
    return packed(whole)


def _places(learned: Iterable[Learned]) -> Iterator[tuple[str, str, Blocks]]:
    memory, about = Memory(), Tally(ABOUT_DAYS)
    for each in learned:
        memory.remember(each.change)
        _note(about, each)
    for kind, blocks in {**tallies(memory), SUBJECT: (about,)}.items():
        for place in {place for tally in blocks for place in tally.people}:
            yield kind, place, tuple(_numbered(tally, place) for tally in blocks)


def _numbered(tally: Tally, place: str) -> dict[int, Trace]:
    return {int(person): trace for person, trace in tally.people.get(place, {}).items()}


def _note(about: Tally, each: Learned) -> None:
    """The words of the subject are about its paths; so are those of a path's own name, and they say more."""
    keys = each.path_keys if len(each.path_keys) <= _FEW else ()
    at, subject = each.change.at, terms_of(each.subject)
    mass = about.fading.kept(at) / max(len(keys), 1) ** 0.5
    words = set(subject)
    for key, path in zip(keys, each.change.paths, strict=False):
        name = terms_of_path(path)
        words.update(name)
        for term in subject:
            about.add(term, str(key), at, mass)
        for term in name:
            about.add(term, str(key), at, 2 * mass)
    for term in words:
        about.add(term, str(EVERYWHERE), at, 0.0)
