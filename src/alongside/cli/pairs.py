"""Whom `--with NAME` means."""

from typing import Annotated, Any

import typer

from alongside.client.client import Client

With = Annotated[
    str, typer.Option("--with", metavar="NAME", help="The other one: name, @handle, its beginning, or number.")
]


def pair_with(door: Client, name: str) -> dict[str, Any]:
    """The pair with the one person whom a name means. Raises Refused, naming who could be meant."""
    return dict(door.get("pairs", **{"with": name.removeprefix("@")})["items"][0])
