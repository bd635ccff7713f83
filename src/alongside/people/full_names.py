"""Which full names an address bears: an address is stronger than a name, as long as one human being uses it. Pure."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import combinations

from alongside.lib.cleaning import one_line
from alongside.lib.wording import in_order
from alongside.people.contacts import Name
from alongside.search.folding import fold

_WORD = re.compile(r"[\w'’]+")

type Known = tuple[Name, ...]


def tidied(known: Known) -> Known:
    """Without an address in the place of a name, and Okafor, Mina as Mina Okafor."""
    there = any(kind == "email" for kind, _ in known)
    told = ((kind, in_order(one_line(value)) if kind == "name" else one_line(value)) for kind, value in known)
    return tuple(
        dict.fromkeys(
            (kind, value) for kind, value in told if value and (kind == "email" or not there or "@" not in value)
        )
    )


def full_name(known: Known) -> str:
    """Folded and first name first; empty where there is one word alone, or an address."""
    names = (fold(in_order(one_line(value))) for kind, value in known if kind == "name" and "@" not in value)
    return next((name for name in names if len(name.split()) > 1), "")


def addresses(known: Known) -> list[str]:
    return [form for kind, value in known if kind == "email" and (form := fold(one_line(value)))]


def names_of_addresses(everyone: Iterable[Known]) -> dict[str, Counter[str]]:
    """Folded address → the full names beside it, as spellings of one. Without any where two really different ones
    share it, as in a mailbox of several people."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for known, number in Counter(everyone).items():
        if name := full_name(known):
            for address in addresses(known):
                found[address][name] += number
    return {address: names if _are_one(names) else Counter() for address, names in found.items()}


def shared_addresses(everyone: Iterable[Known]) -> set[str]:
    return {address for address, names in names_of_addresses(everyone).items() if not names}


def keys(everyone: Iterable[Known]) -> dict[Known, str]:
    """What holds together those who are one: the full name that their address bears or that stands there, else the
    one word that goes with their address alone, else the address."""
    everyone = list(everyone)
    borne, words = names_of_addresses(everyone), _words_of_addresses(everyone)
    return {known: _key(known, borne, words)[:300] for known in set(everyone)}


def _key(known: Known, borne: Mapping[str, Mapping[str, int]], words: Mapping[str, list[str]]) -> str:
    there = addresses(known)
    names = next((borne[address] for address in there if borne.get(address)), None)
    if names or full_name(known):
        return main_name(names) if names else full_name(known)
    word = _word(known)
    alone = [each for address in there for each in words.get(address, ())]
    if there and there[0] not in borne:
        return min(alone, default=there[0])
    return word if word in alone or not there else there[0]


def _words_of_addresses(everyone: Iterable[Known]) -> dict[str, list[str]]:
    """Folded address → what it is called in one word, where no other address is called so."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for known in set(everyone):
        found[_word(known)].update(addresses(known))
    alone = [(there.pop(), word) for word, there in found.items() if word and len(there) == 1]
    told: defaultdict[str, list[str]] = defaultdict(list)
    for address, word in alone:
        told[address].append(word)
    return told


def _word(known: Known) -> str:
    by_kind = {kind: fold(value) for kind, value in tidied(known)}
    return by_kind.get("name") or by_kind.get("login", "")


def main_name(names: Mapping[str, int]) -> str:
    """The spelling that stands there most often; the longest of several."""
    return max(names, key=lambda name: (names[name], len(name), name), default="")


@lru_cache(maxsize=10_000)
def alike(one: str, other: str) -> bool:
    """Whether two full names can be of one human being: the shorter has no word that the longer has not, if only by
    its initial."""
    few, many = sorted((_WORD.findall(fold(one)), _WORD.findall(fold(other))), key=len)
    left = list(many)
    for word in sorted(few, key=len, reverse=True):
        same = next((each for each in left if each == word), None) or next(_by_initial(word, left), None)
        if same is None:
            return False
        left.remove(same)
    return True


def _by_initial(word: str, words: Iterable[str]) -> Iterator[str]:
    return (each for each in words if each[0] == word[0] and 1 in (len(each), len(word)))


def _are_one(names: Iterable[str]) -> bool:
    return all(alike(one, other) for one, other in combinations(names, 2))
