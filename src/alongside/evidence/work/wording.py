"""Small words for counts and lists."""

from collections.abc import Sequence

from alongside.lib.wording import listed

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_TIMES = {1: "once", 2: "twice"}


def counted(number: int, word: str, *, plural: str = "", once: bool = False) -> str:
    """`nine folders`, `one day`, `14 commits`; with `once` also `once`, `twice`."""
    if once and number in _TIMES:
        return _TIMES[number]
    figure = _SMALL[number] if number < len(_SMALL) else str(number)
    return f"{figure} {word if number == 1 else plural or word + 's'}"


def joined(names: Sequence[str], at_most: int = 2) -> str:
    """`Mina`, `Mina and Tom`, `Mina, Tom and three more`."""
    shown, more = list(names[:at_most]), len(names) - at_most
    return listed([*shown, f"{_SMALL[more] if more < len(_SMALL) else more} more"] if more > 0 else shown)
