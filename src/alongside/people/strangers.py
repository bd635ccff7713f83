"""Contacts with those who are no persons yet, put together into somebody to propose. Pure."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from alongside.lib.cleaning import one_line
from alongside.lib.wording import counted
from alongside.people.contacts import Contact, Name
from alongside.search.folding import fold

_MACHINE = re.compile(
    r"\[bot\]$|^(no-?reply|do-?not-?reply|notifications?|mailer-daemon|jenkins|root|build|ci)@"
    r"|@(resource|group)\.calendar\.google\.com$|\bbot@",
    re.IGNORECASE,
)
HALF_LIFE = 30
"""Days after which what was counts for half: ten reviews of three months ago are worth one of today."""
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
_IN_WORDS = {
    "one_on_one": "one-on-one",
    "hosted": "meeting",
    "joint_work": "change together",
    "question": "question",
    "message": "answer",
    "thanks": "thank-you",
}


@dataclass(slots=True)
class Met:
    key: str
    names: Counter[Name] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)
    score: float = 0.0
    """All weights together, whenever it was."""
    warmth: float = -math.inf
    """How often and how lately. It fades for everybody alike, so their order stays true until somebody is met: the
    logarithm of the weights, of which each is worth twice one that is a half-life older."""
    last_at: datetime | None = None

    @property
    def name(self) -> str:
        """The full name that stands there most often, else what there is."""
        told = [(kind == "name", number, value) for (kind, value), number in self.names.items()]
        return max(told)[2]


def put_together(contacts: Iterable[Contact]) -> list[Met]:
    """Those with one full name are one; without one, those with one address. An address under several names is
    nobody's: it is left out of them. Machines are left out."""
    found: dict[str, Met] = {}
    for contact in contacts:
        known = contact.known
        if isinstance(known, int) or not known or any(is_machine(value) for _, value in known):
            continue
        met = found.setdefault(key := _key(known), Met(key))
        met.names.update(known)
        met.counts[contact.kind] += 1
        met.score += contact.weight
        met.warmth = _together(met.warmth, _warmth(contact))
        met.last_at = max(met.last_at or contact.at, contact.at)
    found.pop("", None)
    _leave_out_shared(found.values())
    return sorted(found.values(), key=lambda met: (-met.warmth, met.key))


def is_machine(value: str) -> bool:
    """By the name or address under which nobody answers."""
    return _MACHINE.search(value) is not None


def _warmth(contact: Contact) -> float:
    half_lives = (contact.at - _LONG_AGO).total_seconds() / (HALF_LIFE * 86400)
    return math.log2(contact.weight) + half_lives if contact.weight > 0 else -math.inf


def _together(one: float, other: float) -> float:
    """The logarithm of the sum of two that are given by theirs: the numbers themselves are too large."""
    low, high = sorted((one, other))
    return high + math.log2(1 + 2.0 ** (low - high)) if low > -math.inf else high


def in_words(counts: dict[str, int]) -> str:
    """`14 meetings, 23 reviews`, the most first."""
    told: Counter[str] = Counter()
    for kind, number in counts.items():
        told[_IN_WORDS.get(kind, kind)] += number
    return ", ".join(counted(number, word, _many(word)) for word, number in told.most_common())


def _many(word: str) -> str:
    return "changes together" if word == "change together" else f"{word}s"


def _key(known: tuple[Name, ...]) -> str:
    by_kind = dict(known)
    told = (one_line(by_kind.get(kind, "")) for kind in ("name", "email", "login"))
    return fold(next(filter(None, told), ""))[:300]


def _leave_out_shared(everyone: Iterable[Met]) -> None:
    whose: dict[Name, list[Met]] = defaultdict(list)
    for met in everyone:
        for kind, value in met.names:
            whose[kind, fold(value)].append(met)
    for (kind, _), several in whose.items():
        if kind != "name" and len({met.key for met in several}) > 1:
            for met in several:
                left = {name: number for name, number in met.names.items() if not _is(name, kind, whose, several)}
                met.names = Counter(left) or met.names


def _is(name: Name, kind: str, whose: dict[Name, list[Met]], several: list[Met]) -> bool:
    return name[0] == kind and whose[kind, fold(name[1])] is several
