"""Who was at one place as bytes: a block for each kind of thing done, 20 bytes a person. Persons are numbers."""

import struct
import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping

from alongside.knowledge.asking.memory import Trace

type People = dict[int, Trace]

_HEAD = struct.Struct("<I")
_LATEST = 0xFFFFFFFF


def packed(blocks: Iterable[Mapping[int, Trace]]) -> bytes:
    return b"".join(_block(people) for people in blocks)


def unpacked(raw: bytes) -> list[People]:
    return [
        dict(zip(who, map(Trace, masses, times, latest), strict=True)) for who, times, latest, masses in columns(raw)
    ]


type Columns = tuple["array[int]", "array[int]", "array[int]", "array[float]"]
"""Of one block, the latest first: who, how many changes of each, the last moment, the faded count."""


def columns(raw: bytes) -> Iterator[Columns]:
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
    order = sorted(people, key=lambda person: -people[person].latest)
    traces = [people[person] for person in order]
    numbers = array("I", order)
    numbers.extend(min(trace.times, _LATEST) for trace in traces)
    numbers.extend(min(max(int(trace.latest), 0), _LATEST) for trace in traces)
    masses = array("d", (trace.mass for trace in traces))
    _in_order(numbers, masses)
    return _HEAD.pack(len(people)) + numbers.tobytes() + masses.tobytes()


def _in_order(*arrays: "array[int] | array[float]") -> None:
    if sys.byteorder == "big":
        for each in arrays:
            each.byteswap()
