"""Who was at one place as bytes: a block for each kind of thing done, 20 bytes a person. Persons are numbers."""

import struct
import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from alongside.knowledge.asking.memory import Trace

type People = dict[int, Trace]

_HEAD = struct.Struct("<I")
_LATEST = 0xFFFFFFFF


def packed(blocks: Iterable[Mapping[int, Trace]]) -> bytes:
    return b"".join(_block(people) for people in blocks)


def unpacked(raw: bytes) -> list[People]:
    return [
        dict(zip(who, map(Trace, masses, times, latest), strict=True)) for who, times, latest, masses in _columns(raw)
    ]


def present(raw: bytes, lasts: Sequence[float], keep: Set[int]) -> list[tuple[People, float]]:
    """Without those who were not there for that long before the last one, but with those who are to be kept, and with
    the last one who is not: `lasts` in seconds, for each block. With each block what those count who are left out."""
    return [_present(*columns, last, keep) for columns, last in zip(_columns(raw), lasts, strict=True)]


def last_seen(raw: bytes) -> Iterator[tuple[int, int]]:
    for who, _, latest, _ in _columns(raw):
        yield from zip(who, latest, strict=True)


type _Columns = tuple["array[int]", "array[int]", "array[int]", "array[float]"]


def _present(
    who: "array[int]", times: "array[int]", latest: "array[int]", masses: "array[float]", last: float, keep: Set[int]
) -> tuple[People, float]:
    newest = max(latest, default=0)
    horizon = newest - last
    rows = zip(who, masses, times, latest, strict=True)
    found = {person: Trace(mass, each, at) for person, mass, each, at in rows if at >= horizon or person in keep}
    if found.keys() <= keep and len(found) < len(who):
        other = max((at, index) for index, at in enumerate(latest) if who[index] not in keep)[1]
        found[who[other]] = Trace(masses[other], times[other], latest[other])
    if len(found) == len(who):
        return found, 0.0
    return found, sum(mass for person, mass in zip(who, masses, strict=True) if person not in found)


def _columns(raw: bytes) -> Iterator[_Columns]:
    at = 0
    while at < len(raw):
        (number,) = _HEAD.unpack_from(raw, at)
        at += _HEAD.size
        numbers, masses = array("I"), array("d")
        numbers.frombytes(raw[at : at + 12 * number])
        masses.frombytes(raw[at + 12 * number : at + 20 * number])
        at += 20 * number
        _in_order(numbers, masses)
        yield numbers[:number], numbers[number : 2 * number], numbers[2 * number :], masses


def joined(first: list[People], more: Iterable[Mapping[int, Trace]]) -> list[People]:
    """The counts of both; `first` is changed."""
    for there, others in zip(first, more, strict=True):
        for person, trace in others.items():
            if known := there.get(person):
                known.mass += trace.mass
                known.times += trace.times
                known.latest = max(known.latest, trace.latest)
            else:
                there[person] = trace
    return first


def _block(people: Mapping[int, Trace]) -> bytes:
    traces = people.values()
    numbers = array("I", people)
    numbers.extend(min(trace.times, _LATEST) for trace in traces)
    numbers.extend(min(max(int(trace.latest), 0), _LATEST) for trace in traces)
    masses = array("d", (trace.mass for trace in traces))
    _in_order(numbers, masses)
    return _HEAD.pack(len(people)) + numbers.tobytes() + masses.tobytes()


def _in_order(*columns: "array[int] | array[float]") -> None:
    if sys.byteorder == "big":
        for column in columns:
            column.byteswap()
