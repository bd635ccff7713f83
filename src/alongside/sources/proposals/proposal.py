"""What could be one more name of somebody, and what is known of theirs already."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from alongside.people.models import IdentityKind
from alongside.sources.collectors.contract import folded

type Key = tuple[str, str]

_WORDS = """
admin administrator bot build ci contact dev devel developer git github gitlab hello hi home info mail me nobody
noreply no-reply office root support team test user users webmaster work
"""
_NOBODY = frozenset(_WORDS.split())
HOSTS_OF_LOGINS = "users.noreply."
_LOGIN = re.compile(r"(?:\d+\+)?(?P<login>[^+]+)")
_LOGIN_OF_GITLAB = re.compile(r"(?:\d+-)?(?P<login>.+)")


@dataclass(slots=True)
class Proposal:
    kind: str
    value: str
    names: set[str] = field(default_factory=set)
    """Which stand beside an address, or addresses beside a name."""
    repositories: set[str] = field(default_factory=set)
    reasons: list[str] = field(default_factory=list)
    commits: int = 0
    is_guess: bool = False
    caution: str = ""

    @property
    def key(self) -> Key:
        return key_of(self.kind, self.value)

    @property
    def label(self) -> str:
        return str(IdentityKind(self.kind).label)

    @property
    def beside(self) -> str:
        return ", ".join(sorted(self.names))

    @property
    def places(self) -> str:
        return ", ".join(sorted(self.repositories))

    def add(self, other: "Proposal") -> None:
        """Another one of the same key."""
        if other is not self:
            self.names |= other.names
            self.repositories |= other.repositories
            self.reasons += [reason for reason in other.reasons if reason not in self.reasons]
            self.commits += other.commits
            self.is_guess = self.is_guess and other.is_guess


class Mine:
    """What is known of the viewer, case folded."""

    def __init__(self, name: str, identities: Iterable[tuple[str, str]]) -> None:
        known = [(kind, folded(value)) for kind, value in identities]
        self.emails = frozenset(value for kind, value in known if kind == IdentityKind.EMAIL)
        self.logins = frozenset(value for kind, value in known if kind == IdentityKind.LOGIN)
        self.names = frozenset(value for kind, value in known if kind == IdentityKind.NAME) | {folded(name)}
        self.parts = frozenset(part for part in map(local_part, self.emails) if is_telling(part)) | self.logins


def key_of(kind: str, value: str) -> Key:
    return kind, folded(value)


def local_part(email: str) -> str:
    """What stands before the @; of an address that a host made from a login, the login."""
    return login_in(email) or folded(email).partition("@")[0]


def login_in(email: str) -> str:
    """Of `123+login@users.noreply.github.com` and `123-login@users.noreply.gitlab.com`; else nothing."""
    local, _, host = folded(email).partition("@")
    if not host.startswith(HOSTS_OF_LOGINS):
        return ""
    found = (_LOGIN_OF_GITLAB if "gitlab" in host else _LOGIN).fullmatch(local)
    return found["login"] if found else ""


def is_telling(part: str) -> bool:
    """Not what hundreds of others have there, too."""
    return len(part) > 2 and part not in _NOBODY


def in_words(values: Sequence[str], *, most: int = 3) -> str:
    more = f" and {len(values) - most} more" if len(values) > most else ""
    return ", ".join(values[:most]) + more
