"""Logins: those that an address was made from, those that the viewer signs in with, and a guess."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from alongside.accounts.models import Member
from alongside.people.models import IdentityKind
from alongside.sources.models import Connection
from alongside.sources.proposals.proposal import Mine, Proposal, is_telling, local_part, login_in
from alongside.sources.queries import connections

_ASKED = ("email", "login", "user")
"""As settings are called that ask for the name of their owner."""
_ONE_NAME = re.compile(r"[^\s,;]{2,254}")


def in_addresses(mine: Mine, proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    """Of the viewer's own, and of those that are proposed."""
    proposed = [each.value for each in proposals if each.kind == IdentityKind.EMAIL]
    for email in [*sorted(mine.emails), *proposed]:
        if login := login_in(email):
            yield Proposal(IdentityKind.LOGIN, login, reasons=[f"{email} was made from it"])


def signed_in_with(viewer: Member) -> Iterator[Proposal]:
    for connection in connections(viewer):
        for name in _ASKED:
            yield from _one(connection, connection.settings, name, "you sign in to")
        yield from _one(connection, connection.state, "login", "it is the owner of the token for")


def guesses(viewer: Member, mine: Mine) -> Iterator[Proposal]:
    """Only where something is read that knows its people by logins."""
    if not connections(viewer).exists():
        return
    for email in sorted(mine.emails):
        part = local_part(email)
        if is_telling(part) and not login_in(email):
            because = [f"a guess: it stands before the @ of {email}"]
            yield Proposal(IdentityKind.LOGIN, part, reasons=because, is_guess=True)


def _one(connection: Connection, kept: Mapping[str, Any], name: str, because: str) -> Iterator[Proposal]:
    value = kept.get(name)
    if isinstance(value, str) and _ONE_NAME.fullmatch(value.strip().removeprefix("@")):
        value = value.strip().removeprefix("@")
        kind = IdentityKind.EMAIL if "@" in value else IdentityKind.LOGIN
        reason = f"{because} {connection.name}" + (" with it" if because.startswith("you") else "")
        yield Proposal(kind, value, reasons=[reason])
