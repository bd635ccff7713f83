"""What is answered to a question whom to ask."""

from dataclasses import dataclass
from datetime import date

from alongside.knowledge import telling
from alongside.knowledge.asking import Signal
from alongside.knowledge.proving import Proof
from alongside.people.models import Person

_WEIGHTY = 3


@dataclass(frozen=True, slots=True)
class Progress:
    """Of how many commits the paths are known, and how many there are."""

    read: int = 0
    commits: int = 0

    @property
    def is_whole(self) -> bool:
        return self.read >= self.commits


@dataclass(frozen=True, slots=True)
class Reason:
    """One term of the ranking's sum. `points` below zero speak against."""

    signal: str
    text: str
    points: float
    place: str
    times: int
    last_on: date
    words: tuple[str, ...] = ()
    """Of those that were asked about, the ones that led to this place."""
    brief: str = ""
    """The text beside the reasons above it: without the day that they say already."""

    @property
    def is_of_all(self) -> bool:
        """Of all their reviews, wherever."""
        return self.signal == Signal.REVIEWED and not self.place

    @property
    def told_points(self) -> str:
        return f"{self.points:+.1f} points".replace("-", "−")


@dataclass(frozen=True, slots=True)
class Met:
    """A word that was asked about: how many changes here say it, in their subject or the names of their files."""

    word: str
    changes: int
    is_common: bool
    """It stands everywhere here, and says little."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """`person` is the key of the viewer's own row for them, or 0."""

    name: str
    address: str
    person: int
    sure: str
    chance: float
    around: str
    is_around: bool
    last_on: date
    reasons: tuple[Reason, ...]
    proofs: tuple[Proof, ...]

    @property
    def weighty(self) -> list[Reason]:
        """Those that say most for them."""
        return self.told[:_WEIGHTY]

    @property
    def told(self) -> list[Reason]:
        """What speaks for them, without what says the same again: all that they reviewed is the viewer's."""
        mine = {each.times for each in self.reasons if each.signal == Signal.USUAL}
        return [each for each in self.reasons if each.points > 0 and not (each.is_of_all and each.times in mine)]


@dataclass(frozen=True, slots=True)
class Asked:
    """`people`: best first; the second is for when the first cannot help. `problem` says why there is nobody."""

    paths: tuple[str, ...] = ()
    """Which files and folders the answer is about, as people write them."""
    people: tuple[Suggested, ...] = ()
    words: tuple[Met, ...] = ()
    """When the paths were found by words: each of them."""
    words_told: str = ""
    """What is to be known of them: which stand everywhere here, and which nowhere."""
    lately: bool = True
    knew: str = ""
    """When nobody was there for a year: who was last."""
    knew_on: date | None = None
    spared: str = ""
    spared_why: str = ""
    discussed: tuple[tuple[Person, Proof], ...] = ()
    """Persons of the viewer's log who are not among the people."""
    problem: str = ""
    progress: Progress = Progress()

    @property
    def nobody(self) -> str:
        return telling.nobody_lately(self.knew, self.knew_on) if self.knew_on else ""
