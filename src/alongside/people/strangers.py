"""Contacts with those who are no persons yet, put together into somebody to propose. Pure."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from alongside.people.contacts import Contact, Name
from alongside.search.folding import fold

_MACHINE = re.compile(
    r"\[bot\]$|^(no-?reply|do-?not-?reply|notifications?|mailer-daemon|jenkins|root|build|ci)@"
    r"|@(resource|group)\.calendar\.google\.com$|\bbot@",
    re.IGNORECASE,
)
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
        if isinstance(known, int) or not known or any(_MACHINE.search(value) for _, value in known):
            continue
        met = found.setdefault(key := _key(known), Met(key))
        met.names.update(known)
        met.counts[contact.kind] += 1
        met.score += contact.weight
        met.last_at = max(met.last_at or contact.at, contact.at)
    _leave_out_shared(found.values())
    return sorted(found.values(), key=lambda met: (-met.score, met.key))


def in_words(counts: dict[str, int]) -> str:
    """`14 meetings, 23 reviews`, the most first."""
    told: Counter[str] = Counter()
    for kind, number in counts.items():
        told[_IN_WORDS.get(kind, kind)] += number
    return ", ".join(f"{number} {_many(word) if number > 1 else word}" for word, number in told.most_common())


def _many(word: str) -> str:
    return "changes together" if word == "change together" else f"{word}s"


def _key(known: tuple[Name, ...]) -> str:
    by_kind = dict(known)
    told = by_kind.get("name") or by_kind.get("email") or by_kind.get("login", "")
    return fold(" ".join(told.split()))[:300]


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
