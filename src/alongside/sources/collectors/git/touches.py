"""Who changed a path, packed: three numbers of four bytes for each time, so that a folder's are read at once."""

import sys
from array import array
from collections.abc import Iterable, Iterator
from typing import NamedTuple

CHANGED, ADDED, REMOVED = range(3)
_WIDTH = 3
_STATUS_BITS = 2


class Touch(NamedTuple):
    commit: int
    """The key of its row; so is the author."""
    author: int
    day: int
    """Since 1970, in the author's zone; 0 before that."""
    status: int


def packed(touches: Iterable[Touch]) -> bytes:
    numbers = array("I")
    for commit, author, day, status in touches:
        numbers.extend((commit, author, max(day, 0) << _STATUS_BITS | status))
    return _in_order(numbers).tobytes()


def unpacked(raw: bytes) -> Iterator[Touch]:
    numbers = array("I")
    numbers.frombytes(raw)
    numbers = _in_order(numbers)
    columns = (numbers[at::_WIDTH] for at in range(_WIDTH))
    for commit, author, last in zip(*columns, strict=True):
        yield Touch(commit, author, last >> _STATUS_BITS, last & ((1 << _STATUS_BITS) - 1))


def _in_order(numbers: "array[int]") -> "array[int]":
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
