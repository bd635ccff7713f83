from typing import Annotated, Any

import typer

from alongside.cli.numbered import numbered
from alongside.cli.output import Json, answer
from alongside.client.choosing import client

token = typer.Typer(help="Keys for the API: issue, list, revoke.", no_args_is_help=True)


@token.command()
def issue(*, name: Annotated[str, typer.Option(help="What it is for.")] = "token", as_json: Json = False) -> None:
    """A new token, shown this once."""
    with client() as door:
        issued = door.post("tokens", {"name": name})
    answer(issued, as_json=as_json, told=lambda: str(issued["token"]))


@token.command("list")
def list_(*, as_json: Json = False) -> None:
    """The tokens that are not revoked."""
    with client() as door:
        found = door.get("tokens")
    answer(found, as_json=as_json, told=lambda: "\n".join(map(_told, found["items"])))


@token.command()
def revoke(
    number: Annotated[int, typer.Argument(help="As `alongside token list` shows it.")], *, as_json: Json = False
) -> None:
    """From now on the token opens nothing."""
    with client() as door, numbered("token", number, shown_by="alongside token list"):
        door.post(f"tokens/{number}/revoke")
    answer({"revoked": number}, as_json=as_json, told=lambda: f"Revoked {number}.")


def _told(each: dict[str, Any]) -> str:
    return f"{each['id']:>4}  {each['name']}, last used {each['last_used_on'] or 'never'}"
