from pathlib import Path
from typing import Annotated, Any

import typer

from alongside.cli.output import Json, answer
from alongside.client.choosing import client
from alongside.client.client import Client
from alongside.client.refused import refuse
from alongside.lib.wording import counted

_STAYS = (
    "What came from a repository is yours by your names and addresses, and goes with them: take back the wrong one on"
    " the page Sources, under Your names and addresses."
)
_NAME = Annotated[str | None, typer.Argument(metavar="[SOURCE]", help="Say what this one asks for.")]
_GIT = {
    "name": "git",
    "title": "Git",
    "about": "Repositories on this machine.",
    "settings": [],
    "guide": "Name the folders of your clones; nothing in them is changed. What you wrote, and what others credited you"
    " with, comes under your names and addresses.\n\n    alongside collect git ~/code/shop ~/code/site\n",
}


_FORGET = Annotated[str | None, typer.Option(metavar="NAME", help="Read this one no more; what it brought stays.")]
_TAKE_BACK = Annotated[bool, typer.Option("--take-back", help="With --forget: what it brought goes, too.")]


def sources(
    name: _NAME = None, *, forget: _FORGET = None, take_back: _TAKE_BACK = False, as_json: Json = False
) -> None:
    """What is connected and what can be, or what one source asks for."""
    if take_back and not forget:
        raise typer.BadParameter("--take-back goes with --forget NAME.")
    with client() as door:
        if forget:
            gone = _forgotten(door, forget, take_back=take_back)
            answer(gone, as_json=as_json, told=lambda: _told_gone(gone))
            return
        document = _one(door, name) if name else _all(door)
    answer(document, as_json=as_json, told=lambda: _told_one(document) if name else _told_all(document))


def _forgotten(door: Client, wanted: str, *, take_back: bool) -> dict[str, Any]:
    """By its name as it is listed; a repository by its folder, too, and what else is connected by its number. What a
    connection brought can be taken back when it is forgotten already."""
    known = [(kind, each) for kind in ("repositories", "connections") for each in door.all(kind)]
    found = _meant(wanted, known)
    if take_back and not found:
        found = _meant(wanted, [("connections", each) for each in door.all("connections", forgotten=True)])
    if not found:
        names = ", ".join(each["name"] for _, each in known) or "nothing yet"
        raise refuse("Not connected", f"Nothing connected is called {wanted}. Connected: {names}.", status=404)
    if len(found) > 1:
        places = ", ".join(each.get("path") or f"number {each['id']} ({each['collector']})" for _, each in found)
        said = f"{len(found)} are called {wanted}: {places}. Give the folder or the number instead of the name."
        raise refuse("Not clear", said, status=409)
    kind, one = found[0]
    if not take_back:
        door.post(f"{kind}/{one['id']}/forget")
        return {"forgotten": kind, "id": one["id"], "name": one["name"]}
    if kind == "repositories":
        raise refuse("Not taken back", _STAYS, status=409)
    brought = door.get(f"connections/{one['id']}/brought")
    door.post(f"connections/{one['id']}/forget", take_back=True)
    return {"forgotten": kind, "id": one["id"], "name": one["name"], "taken_back": brought}


def _told_gone(gone: dict[str, Any]) -> str:
    if "taken_back" not in gone:
        return f"{gone['name']} is read no more. What it brought stays."
    back = gone["taken_back"]
    counts = (
        counted(back["activities"], "activity", "activities"),
        counted(back["touchpoints"], "touchpoint"),
        f"{counted(back['proposals'], 'person')} proposed because of them alone",
    )
    stays = f" {counted(back['staying'], 'activity stays', 'activities stay')}: corrected or told of by you."
    return f"{gone['name']} is read no more. Taken back: {', '.join(counts)}.{stays if back['staying'] else ''}"


def _meant(wanted: str, known: list[tuple[str, dict[str, Any]]]) -> list[tuple[str, dict[str, Any]]]:
    path = str(Path(wanted).expanduser().absolute())
    named = [(kind, each) for kind, each in known if wanted == each["name"]]
    return named or [(kind, each) for kind, each in known if _means(wanted, path, each)]


def _means(wanted: str, path: str, each: dict[str, Any]) -> bool:
    return path == each["path"] if "path" in each else wanted == str(each["id"])


def _all(door: Client) -> dict[str, Any]:
    return {
        "repositories": door.get("repositories", limit=200)["items"],
        "connections": door.get("connections", limit=200)["items"],
        "sources": [{part: each[part] for part in ("name", "title", "about")} for each in door.get("sources")["items"]],
    }


def _one(door: Client, name: str) -> dict[str, Any]:
    known = {each["name"]: each for each in [_GIT, *door.get("sources")["items"]]}
    if name not in known:
        raise typer.BadParameter(f"There is no source called {name}. There are: {', '.join(known)}.")
    return dict(known[name])


def _told_all(document: dict[str, Any]) -> str:
    connected = [f"  {each['name']}  {_last(each)}" for each in document["repositories"] + document["connections"]]
    offered = [f"  {each['name']:<14} {each['about']}" for each in document["sources"]]
    git = f"  {_GIT['name']:<14} {_GIT['about']}"
    return "\n".join(["Connected:", *(connected or ["  nothing yet"]), "", "Can be connected:", git, *offered])


def _last(each: dict[str, Any]) -> str:
    return f"read {each['collected_at'][:10]}" if each["collected_at"] else "not read yet"


def _told_one(source: dict[str, Any]) -> str:
    asked = [line for each in source["settings"] for line in _asked(each)]
    return "\n".join([f"{source['title']}: {source['about']}", *asked, *_example(source), "", source["guide"]]).rstrip()


def _asked(setting: dict[str, Any]) -> list[str]:
    about = [setting["help"], f"One of: {_choices(setting)}." if setting["choices"] else ""]
    return [
        f"  {setting['name']:<14} {setting['label']}{_needed(setting)}",
        *[f"  {'':<14} {text}" for text in about if text],
    ]


def _choices(setting: dict[str, Any]) -> str:
    return ", ".join(each["value"] for each in setting["choices"])


def _needed(setting: dict[str, Any]) -> str:
    if setting["kind"] == "column":
        return " (guessed unless said)"
    return " (needed)" if setting["required"] and not setting["default"] else ""


def _example(source: dict[str, Any]) -> list[str]:
    """Of a source that can be read in several ways, the first: it is not connected without any answer."""
    needed = [each for each in source["settings"] if _needed(each) == " (needed)"] or source["settings"][:1]
    words = [source["name"], *map(_word, needed)]
    return ["", f"    alongside collect {' '.join(words)}"] if needed else []


def _word(setting: dict[str, Any]) -> str:
    if setting["kind"] == "file":
        return "FILE"
    return f"{setting['name']}={'env:VARIABLE' if setting['kind'] == 'secret' else '…'}"
