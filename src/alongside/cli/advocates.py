from typing import Annotated, Any

import typer

from alongside.cli.output import Json, answer
from alongside.client.choosing import client
from alongside.client.client import Client
from alongside.lib.wording import counted

_NAME = Annotated[str, typer.Argument(metavar="[NAME]", help="What this person has seen: name, @handle, beginning.")]
_DECIDING = Annotated[bool, typer.Option("--deciding", help="Who decides, what each knows, and ways to them.")]
_DECIDES = Annotated[
    bool | None, typer.Option("--decides/--decides-not", help="NAME takes part in deciding on your promotion.")
]
_ALL = Annotated[bool, typer.Option("--all", help="Stories of all years instead of the last two.")]
_LIMIT = Annotated[int, typer.Option(help="At most so many people.", min=1, max=500)]
_SHOWN = 4
_NOBODY = "Who reviewed, merged or asked for it comes here once among your people; the page People proposes them."

_WHERE = "Who decides: alongside advocates NAME --decides, or the page Growth › Decision makers, in one click each."


def advocates(
    name: _NAME = "",
    *,
    deciding: _DECIDING = False,
    decides: _DECIDES = None,
    everything: _ALL = False,
    limit: _LIMIT = 20,
    as_json: Json = False,
) -> None:
    """Who could speak for your work: which claims, how lately they met them, and where that is on record."""
    if decides is not None and not name:
        raise typer.BadParameter('Say who: alongside advocates "Mina Okafor" --decides')
    with client() as door:
        if decides is not None:
            found, told = _decide(door, name, decides=decides), _decided
        elif name:
            person = door.get("persons/find", text=name)["id"]
            found, told = door.get(f"growth/persons/{person}/seen"), _one
        else:
            path = "growth/decision-makers" if deciding else "growth/advocates"
            found, told = door.get(path, limit=limit, everything=everything or None), _deciders if deciding else _told
    answer(found, as_json=as_json, told=lambda: told(found))


def _decide(door: Client, name: str, *, decides: bool) -> dict[str, Any]:
    person = door.get("persons/find", text=name)
    done = door.post(f"growth/decision-makers/{person['id']}/{'decide' if decides else 'decide-not'}")
    return {**done, "name": person["name"]}


def _decided(found: dict[str, Any]) -> str:
    return f"{found['name']} {'decides' if found['decides'] else 'does not decide'} on your promotion."


def _told(found: dict[str, Any]) -> str:
    if not found["claims"]:
        return (
            "Nothing to speak for yet. Make an impact story: alongside story draft --piece NUMBER\n"
            "(`alongside highlights --since DAY` shows the numbers)."
        )
    lines = [f"For {counted(found['spoken_for'])} of your {counted(found['claims'])} claims somebody could speak."]
    for each in found["items"]:
        lines += ["", f"{each['person']['name']}  {each['person']['relation'].replace('_', ' ')}"]
        lines += _sights(each["sights"])
    if found["unspoken"]:
        lines += ["", "Nobody could speak for:", *titles(found["unspoken"])]
    if not found["items"]:
        lines += ["", _NOBODY]
    if hanging := found["hanging"]:
        lines += ["", hanging["words"], *(f"    {way['text']} {way['why']}" for way in hanging["lower"])]
    return "\n".join(lines)


def _deciders(found: dict[str, Any]) -> str:
    lines = [found["words"]]
    for each in found["items"]:
        knows = f"  knows {counted(len(each['knows']))} of {counted(found['claims'])}" if found["claims"] else ""
        lines += ["", f"{each['person']['name']}{knows}"]
        lines += _sights(each["knows"])
        lines += [f"    way: {way['text']} {way['why']}" for way in each["ways"]]
    if found["more"]:
        lines += ["", f"And {found['more']} more, by their relation. {_WHERE}"]
    if not found["items"]:
        lines += ["", _WHERE]
    if found["unseen"] and found["items"]:
        lines += ["", "Nobody up there has seen:", *titles(found["unseen"])]
    return "\n".join(lines)


def _one(found: dict[str, Any]) -> str:
    name, seen = found["person"]["name"], f"{counted(found['total'])} of your {counted(found['claims'])} claims"
    first = f"{name} has seen {seen}." if found["claims"] else f"You have nothing yet that {name} could have seen."
    lines = [first, *_sights(found["items"], found["total"])]
    if found["unseen"]:
        lines += ["", f"New to {name}:", *(f"    {claim['title']}" for claim in found["unseen"])]
    return "\n".join(lines)


def titles(claims: list[dict[str, Any]]) -> list[str]:
    lines = [f"    {claim['title']}" for claim in claims[:_SHOWN]]
    return lines + ([f"    and {counted(len(claims) - _SHOWN)} more"] if len(claims) > _SHOWN else [])


def _sights(sights: list[dict[str, Any]], at_most: int = _SHOWN) -> list[str]:
    lines = [f"    {sight['on']}  {sight['claim']['title']}  ({sight['words']})" for sight in sights[:at_most]]
    return lines + ([f"    and {counted(len(sights) - at_most)} more"] if len(sights) > at_most else [])
