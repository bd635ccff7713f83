from typing import Annotated, Any

import typer

from alongside.cli.output import Json, answer
from alongside.client.choosing import client
from alongside.lib.wording import counted

_ALL = Annotated[bool, typer.Option("--all", help="Also those where nothing happened for a year.")]
_NAMED = 4


def areas(*, everything: _ALL = False, as_json: Json = False) -> None:
    """Areas of the system: who knows each, and which one alone knows."""
    with client() as door:
        found = door.all("areas", knowers=True)
    document = {"items": found, "total": len(found)}
    answer(document, as_json=as_json, told=lambda: _told(found, everything=everything))


def _told(found: list[dict[str, Any]], *, everything: bool) -> str:
    if not found:
        return "No areas yet: they are found in what `alongside collect git PATH` reads."
    shown = [each for each in found if everything or not each["is_asleep"]]
    lines = [
        line for each in shown for line in (f"{each['name']}  {_known_by(each)}", f"    {', '.join(each['paths'])}")
    ]
    if len(shown) < len(found):
        lines += [
            "",
            f"{counted(len(found) - len(shown))} more are asleep: nothing happened there for a year. --all lists them.",
        ]
    return "\n".join(lines).strip()


def _known_by(area: dict[str, Any]) -> str:
    names = ["you" if each["is_me"] else each["name"] for each in area["knowers"] if each["knows"]]
    told = ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED} more" if len(names) > _NAMED else "")
    who = f": {told}" if told else ""
    if area["one_alone"]:
        return f"one alone knows this{who} (a risk of the area)"
    elif area["known_by"]:
        return f"{area['known_by']} know it{who}"
    else:
        return "nobody knows it at present"
