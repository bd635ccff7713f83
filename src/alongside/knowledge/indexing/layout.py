"""Which tallies of the ranking's memory stand in which kind of row. When they are counted otherwise, the form changes
and every index is built anew."""

from zlib import crc32

from alongside.knowledge.asking import Memory
from alongside.knowledge.asking.memory import Tally

PATH, WORD, READERS, ACTIVE, SUBJECT = "p", "w", "u", "a", "s"
"""The kinds of rows: a path or folder, a word of file names, an author, the whole tree, a word of subjects."""
ABOUT_DAYS = 180
"""Half of what was said about a path fades in so many days."""
EVERYWHERE = 0
"""Among the paths of a word of subjects, which have keys from 1 on: all changes that say it."""
_PACKED = 3

_NAMES = {
    PATH: ("reviewed", "wrote"),
    WORD: ("reviewed_alike", "wrote_alike"),
    READERS: ("usual", "habit"),
    ACTIVE: ("active",),
}


def tallies(memory: Memory) -> dict[str, tuple[Tally, ...]]:
    """The blocks of each kind of row, in order; words of subjects have one of their own."""
    known = vars(memory)
    return {kind: tuple(known[name] for name in names if name in known) for kind, names in _NAMES.items()}


def _form() -> int:
    told = [(kind, [tally.fading.unit for tally in blocks]) for kind, blocks in tallies(Memory()).items()]
    return crc32(repr((_PACKED, ABOUT_DAYS, told)).encode()) & 0x7FFF


FORM = _form()
