"""What a collector is: what it asks for, and one function that yields what it finds. No Django here.

A package of somebody else adds one through the entry point group `alongside.collectors`: a name for a `Collector`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, tzinfo
from typing import Any, Literal

from alongside.evidence.findings import Finding
from alongside.lib.cleaning import APOSTROPHES

type Kind = Literal["text", "address", "secret", "file", "lines", "choice", "column"]


@dataclass(frozen=True, slots=True)
class Setting:
    """One question of the settings form. Every answer is text; one that was left out is ""."""

    name: str
    label: str
    kind: Kind = "text"
    """address: of a web page or server. file: a path on this machine. lines: several, one a line.
    column: one of those that the collector reads from its file."""
    help: str = ""
    required: bool = True
    choices: tuple[tuple[str, str], ...] = ()
    default: str = ""
    tells_place: bool = False
    """Of a secret: another one is another place, not another key to the same one."""


@dataclass(frozen=True, slots=True)
class Me:
    """Names, addresses and logins of one member, each folded; compared whole, never by a part."""

    names: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    logins: frozenset[str] = frozenset()

    def is_among(self, names: Iterable[str] = (), emails: Iterable[str] = (), logins: Iterable[str] = ()) -> bool:
        asked = ((emails, self.emails), (logins, self.logins), (names, self.names))
        return any(folded(text) in known for texts, known in asked for text in texts)


def folded(text: str) -> str:
    """As names and addresses are compared: spaces, case and the kind of apostrophe do not count."""
    return " ".join(text.split()).casefold().translate(APOSTROPHES)


def _wait_in_vain(_: float) -> None:
    """For a collector that is run by itself."""


@dataclass(frozen=True, slots=True)
class Given:
    """What one run is given."""

    settings: Mapping[str, str]
    me: Me
    today: date
    zone: tzinfo
    """For dates without one."""
    state: Mapping[str, Any] = field(default_factory=dict)
    """What the last checkpoint said; nothing in a first run."""
    pause: Callable[[float], None] = _wait_in_vain
    """Waits so many seconds, or raises when the run is to stop: what waits or asks in a loop calls it."""


@dataclass(frozen=True, slots=True)
class Found:
    finding: Finding
    origin: str
    """Where in the source: the name of the repository, project, calendar or channel."""


@dataclass(frozen=True, slots=True)
class Gone:
    """The source no longer has these. They are marked, not deleted."""

    ids: tuple[str, ...]
    origin: str


@dataclass(frozen=True, slots=True)
class Defect:
    """Something that could not be taken, and where: `line 12`, `channel.json, message 3`. The rest is taken."""

    place: str
    message: str


@dataclass(frozen=True, slots=True)
class Progress:
    stage: str
    """In a word or two, as it is shown: `pull requests`."""
    read: int
    total: int = 0
    """0 while it is not known."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """All that was yielded before may be skipped from here on. Plain JSON; yielded seldom, and once at the end."""

    state: dict[str, Any]


type Item = Found | Gone | Defect | Progress | Checkpoint


class Refused(Exception):
    """The run cannot go on. The message says what is wrong and what to do, in one or two sentences, without secrets."""


@dataclass(frozen=True, slots=True)
class Collector:
    name: str
    """As in `alongside collect NAME` and kept with every activity: at most 20 letters."""
    title: str
    about: str
    """One line: what comes from it."""
    settings: tuple[Setting, ...]
    collect: Callable[[Given], Iterator[Item]]
    """Yields what is new since the state. Running it again with the same state yields the same ids."""
    guide: str = ""
    """Markdown for the page that helps to connect it: where to get the token or file, what is read and what is not."""
    columns: Callable[[Given], list[str]] | None = None
    """The columns of the file, for settings of the kind `column`. Raises Refused."""
    guess: Callable[[Given], Mapping[str, str]] | None = None
    """Answers that the file suggests, by the name of the setting."""
