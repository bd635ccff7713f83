"""Names in a cell: one, or several between semicolons."""

import re

from alongside.sources.collectors.contract import Me
from alongside.sources.collectors.plain import one_line

_ADDRESSED = re.compile(r"\"?(?P<name>[^\"<>]*?)\"?\s*<(?P<email>[^<>\s]+@[^<>\s]+)>$")
_MOST = 50


def is_about(cell: str, me: Me) -> bool:
    """Whole names only. A comma stands inside of names ("Berg, Anna"), so it parts addresses and full names only."""
    commas = _all_addresses(cell) or _all_full_names(cell)
    return any(_is_me(name, email, me) for name, email in _people(cell, commas=commas))


def credits_in(cell: str, role: str, me: Me) -> tuple[tuple[str, str, str], ...]:
    """Everybody but the member."""
    found = _people(cell, commas=_all_addresses(cell) or _all_full_names(cell))
    return tuple(dict.fromkeys((role, name, email) for name, email in found if not _is_me(name, email, me)))


def _people(cell: str, *, commas: bool) -> list[tuple[str, str]]:
    pieces = re.split(r"[;|\n,]" if commas else r"[;|\n]", cell[:10_000])
    return [_person(piece) for piece in pieces if piece.strip()][:_MOST]


def _person(text: str) -> tuple[str, str]:
    text = one_line(text, 200).removeprefix("@")
    found = _ADDRESSED.match(text)
    if found:
        return found["name"].strip(), found["email"]
    return ("", text) if "@" in text and " " not in text else (text, "")


def _is_me(name: str, email: str, me: Me) -> bool:
    return me.is_among(names=[name] if name else (), emails=[email] if email else (), logins=[name] if name else ())


def _all_addresses(cell: str) -> bool:
    return all("@" in piece for piece in cell.split(","))


def _all_full_names(cell: str) -> bool:
    return all(len(piece.split()) > 1 for piece in cell.split(","))
