"""How .mailmap maps names with addresses that were read before it changed."""

from collections.abc import Sequence

from .history import Identity
from .process import run
from .repository import Repository
from .text import decoded


def mapped(repository: Repository, identities: Sequence[Identity]) -> list[Identity]:
    """Each as .mailmap has it now, in the same order. Raises GitProblem."""
    asked = [identity for identity in identities if _can_be_asked(identity)]
    printed = run(repository.path, "check-mailmap", "--stdin", feed=[f"{each.name} <{each.email}>" for each in asked])
    told = dict(zip(asked, (_identity(line) for line in filter(None, decoded(printed).split("\n"))), strict=True))
    return [told.get(identity, identity) for identity in identities]


def _can_be_asked(identity: Identity) -> bool:
    """On one line, and with an address: git does not read others the way they were meant."""
    return bool(identity.email) and not any(sign in identity.name + identity.email for sign in "<>\n\r")


def _identity(line: str) -> Identity:
    name, _, rest = line.rpartition("<")
    return Identity(name.strip(), rest.rstrip(">"))
