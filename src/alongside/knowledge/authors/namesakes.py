"""Which authors of one repository are one human being by their full name. Pure."""

from collections.abc import Iterable, Iterator

from alongside.people.strangers import is_machine

_MACHINES = frozenset(("action", "actions", "automation", "bot", "build", "builds", "ci", "github", "gitlab", "jenkins",
                       "robot", "root", "service", "system", "team", "unknown", "user"))  # fmt: skip

MOST_NAMES = 3
"""An address of one human being bears no more than that are really different."""


def namesakes(authors: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, list[str]]]:
    """Full name → keys of those who bear it, where they are several; from key, folded name and address of each.

    An address that is somebody else's too says nothing: it may bear one name that is borne elsewhere, and beside it
    spellings of its own that have a word in common with it. Or two or three names with one family name, as of somebody
    who changed their first."""
    names: dict[str, set[str]] = {}
    keys: dict[str, set[str]] = {}
    for key, name, address in authors:
        if _is_full(name) and not is_machine(address):
            names.setdefault(key, set()).add(name)
            keys.setdefault(name, set()).add(key)
    for name, there in keys.items():
        if len(there) > 1:
            words = set(name.split())
            others = {key: names[key] - {name} for key in there}
            sure = sorted(
                key for key in there
                if all(len(keys[each]) == 1 and words.intersection(each.split()) for each in others[key])
                or (len(names[key]) <= MOST_NAMES and all(_family(each) == _family(name) for each in others[key]))
            )  # fmt: skip
            if len(sure) > 1:
                yield name, sure


def of_one(authors: Iterable[tuple[str, str, str]]) -> list[str]:
    """Keys of addresses under two or three names: that is one human being. More share a mailbox, as machines do."""
    names: dict[str, set[str]] = {}
    for key, name, address in authors:
        if address and name and not is_machine(address):
            names.setdefault(key, set()).add(name)
    return [key for key, there in names.items() if 1 < len(there) <= MOST_NAMES]


def _family(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1]


def _is_full(name: str) -> bool:
    """At least two words; an initial is none. In other scripts one letter is a word."""
    words = name.split()
    told = [word for word in words if not word.isascii() or len(word.strip(".,")) > 1]
    return len(told) > 1 and _MACHINES.isdisjoint(words)
