"""Whom `--with NAME` means."""

from typing import Any

from alongside.client.client import Client
from alongside.client.refused import refuse


def pair_with(door: Client, name: str) -> dict[str, Any]:
    """The pair with the one person whom a name, a handle or the beginning of one means. Raises Refused."""
    pairs = door.all("pairs")
    wanted = _folded(name).removeprefix("@")
    exact = [pair for pair in pairs if wanted in _called(pair)]
    found = exact or [pair for pair in pairs if any(each.startswith(wanted) for each in _called(pair))]
    if len(found) == 1:
        return dict(found[0])
    elif found:
        detail = f"“{name}” could be {_names(found)}. Write more of the name."
    elif pairs:
        detail = f"You have no one-on-ones with “{name}”. You have them with {_names(pairs)}."
    else:
        detail = "You have no one-on-ones yet. Run `alongside init --manager NAME`, or add a pair on the page."
    raise refuse("With whom?", detail, status=422)


def _called(pair: dict[str, Any]) -> list[str]:
    return [_folded(str(pair[key])) for key in ("with", "name", "handle") if pair.get(key)]


def _names(pairs: list[dict[str, Any]]) -> str:
    return ", ".join(str(pair.get("with") or pair.get("name")) for pair in pairs)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
