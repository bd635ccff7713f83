"""Who was at one place as bytes: a block for each kind of thing done, 20 bytes a person. Persons are numbers."""

import struct
import sys
from array import array
from collections.abc import Iterable, Mapping

from alongside.knowledge.asking.memory import Trace

type People = dict[int, Trace]

_HEAD = struct.Struct("<I")
_LATEST = 0xFFFFFFFF


def packed(blocks: Iterable[Mapping[int, Trace]]) -> bytes:
    return b"".join(_block(people) for people in blocks)


def unpacked(raw: bytes) -> list[People]:
    blocks, at = [], 0
    while at < len(raw):
        (number,) = _HEAD.unpack_from(raw, at)
        at += _HEAD.size
        numbers, masses = array("I"), array("d")
        numbers.frombytes(raw[at : at + 12 * number])
        masses.frombytes(raw[at + 12 * number : at + 20 * number])
        at += 20 * number
        _in_order(numbers, masses)
        who, times, latest = (numbers[part * number : (part + 1) * number] for part in range(3))
        blocks.append(dict(zip(who, map(Trace, masses, times, latest), strict=True)))
    return blocks


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
