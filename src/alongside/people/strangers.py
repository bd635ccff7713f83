"""Contacts with those who are no persons yet, put together into somebody to propose. Pure."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from alongside.lib.wording import counted
from alongside.people.contacts import Contact, Name
from alongside.people.full_names import keys, shared_addresses, tidied
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
        told = [(kind == "name", " " in value, number, value) for (kind, value), number in self.names.items()]
        return max(told)[3]

    def add(self, known: tuple[Name, ...], contact: Contact) -> None:
        """Beside a full name no other name is taken over: one word can mean somebody else elsewhere."""
        full = " " in self.key
        self.names.update(
            name for name in tidied(known) if not full or name[0] == "email" or fold(name[1])[:300] == self.key
        )
        self.counts[contact.kind] += 1
        self.score += contact.weight
        self.warmth = _together(self.warmth, _warmth(contact))
        self.last_at = max(self.last_at or contact.at, contact.at)


def put_together(contacts: Iterable[Contact], *, beside: Iterable[Contact] = ()) -> list[Met]:
    """Those with one address are one, and those with one full name. An address under really different full names,
    also of the contacts `beside` them, is nobody's: it is left out of them. Machines are left out."""
    human = [(known, contact) for contact in contacts if (known := names_in(contact))]
    everyone = [*(known for known, _ in human), *filter(None, map(names_in, beside))]
    held, found = keys(everyone), dict[str, Met]()
    for known, contact in human:
        if key := held[known]:
            found.setdefault(key, Met(key)).add(known, contact)
    _leave_out_shared(found.values(), {("email", address) for address in shared_addresses(everyone)})
    return sorted(found.values(), key=lambda met: (-met.warmth, met.key))


def names_in(contact: Contact) -> tuple[Name, ...]:
    """Those of a human being who is known by names alone."""
    known = contact.known
    return () if isinstance(known, int) or any(is_machine(value) for _, value in known) else known


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


def _leave_out_shared(everyone: Collection[Met], shared: set[Name]) -> None:
    whose: dict[Name, set[str]] = defaultdict(set)
    for met in everyone:
        for kind, value in met.names:
            whose[kind, fold(value)].add(met.key)
    several = shared | {name for name, held in whose.items() if name[0] != "name" and len(held) > 1}
    for met in everyone:
        left = {name: number for name, number in met.names.items() if (name[0], fold(name[1])) not in several}
        met.names = Counter(left) or met.names
