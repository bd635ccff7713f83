from typing import Annotated, Any

import typer

from alongside.cli.output import Json, answer
from alongside.client.choosing import client

_NUMBER = Annotated[int, typer.Argument(help="As `alongside steps` numbers them.", min=1)]
_VERBS = {"done": "Done", "later": "Put off until another week", "never": "No step of this kind again"}

steps = typer.Typer(help="Three small steps of a week, each with its reason.", invoke_without_command=True)


@steps.callback()
def show(context: typer.Context, *, as_json: Json = False) -> None:
    """Three small steps of a week, each with its reason."""
    if context.invoked_subcommand is None:
        with client() as door:
            found = _this_week(door)
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
        items = _this_week(door)["items"]
        if number > len(items):
            raise typer.BadParameter(_no_such(len(items)))
        settled = door.post(f"steps/{items[number - 1]['id']}/{verb}")
    answer(settled, as_json=as_json, told=lambda: f"{_VERBS[verb]}: {settled['text']}")


def _no_such(there: int) -> str:
    if not there:
        return "There are no steps this week: `alongside steps` says why."
    many = "is one step" if there == 1 else f"are {there} steps"
    return f"There {many} this week: `alongside steps` shows {'it' if there == 1 else 'them'}."


def _this_week(door: Any) -> dict[str, Any]:
    found: dict[str, Any] = door.post("steps/plan")
    return found


def _told(found: dict[str, Any]) -> str:
    if not found["items"]:
        return "Nothing to propose this week. Steps come from who is around you: `alongside people` shows them."
    lines = []
    for number, step in enumerate(found["items"], start=1):
        state = "" if step["state"] == "open" else f"  ({step['state']})"
        lines += [f"{number}. {step['text']}{state}", f"   {step['why']}"]
    return "\n".join(lines)
