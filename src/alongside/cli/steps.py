from typing import Annotated, Any

import typer

from alongside.cli.output import Json, answer
from alongside.client.choosing import client
from alongside.client.refused import refuse

_NUMBER = Annotated[int, typer.Argument(help="As `alongside steps` shows it.")]
_VERBS = {"done": "Done", "later": "Put off until another week", "never": "No step of this kind again"}

steps = typer.Typer(help="Three small steps of a week, each with its reason.", invoke_without_command=True)


@steps.callback()
def show(context: typer.Context, *, as_json: Json = False) -> None:
    """Three small steps of a week, each with its reason."""
    if context.invoked_subcommand is None:
        with client() as door:
            found = door.post("steps/plan")
        answer(found, as_json=as_json, told=lambda: _told(found))


@steps.command()
def done(number: _NUMBER, *, as_json: Json = False) -> None:
    """The step is taken; who it was with has a touchpoint."""
    _settle(number, "done", as_json=as_json)


@steps.command()
def later(number: _NUMBER, *, as_json: Json = False) -> None:
    """Not this week."""
    _settle(number, "later", as_json=as_json)


@steps.command()
def never(number: _NUMBER, *, as_json: Json = False) -> None:
    """No step of its kind is proposed again."""
    _settle(number, "never", as_json=as_json)


def _settle(number: int, verb: str, *, as_json: bool) -> None:
    with client() as door:
        if number not in [step["id"] for step in door.get("steps")["items"]]:
            detail = f"There is no step {number} this week: `alongside steps` shows the numbers."
            raise refuse("No such step", detail, status=404)
        settled = door.post(f"steps/{number}/{verb}")
    answer(settled, as_json=as_json, told=lambda: f"{_VERBS[verb]}: {settled['text']}")


def _told(found: dict[str, Any]) -> str:
    if not found["items"]:
        return "Nothing to propose this week. Steps come from who is around you: `alongside people` shows them."
    lines = []
    for step in found["items"]:
        state = "" if step["state"] == "open" else f"  ({step['state']})"
        lines += [f"{step['id']:>4}  {step['text']}{state}", f"      {step['why']}"]
    return "\n".join(lines)
