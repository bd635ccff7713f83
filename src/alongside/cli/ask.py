import time
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

import typer

from alongside.cli.numbered import numbered
from alongside.cli.output import Json, answer, note
from alongside.client import inside
from alongside.client.choosing import client
from alongside.client.client import Client
from alongside.client.refused import refuse

_WORDS = Annotated[list[str] | None, typer.Argument(metavar="[WORDS]...", help="What it is about.")]
_PATH = Annotated[list[str] | None, typer.Option("--path", help="A file or folder; may be given more than once.")]
_AREA = Annotated[str | None, typer.Option("--area", help="An area of the system, by its name or one of its folders.")]
_ENTRY = Annotated[int | None, typer.Option("--entry", metavar="NUMBER", help="An entry of your log.", min=1)]
_MOST = Annotated[int, typer.Option(help="At most so many people.", min=1, max=20)]
_PATIENCE = 60  # seconds
_BETWEEN = 0.3


def ask(
    words: _WORDS = None,
    *,
    path: _PATH = None,
    area: _AREA = None,
    entry: _ENTRY = None,
    most: _MOST = 5,
    as_json: Json = False,
) -> None:
    """Whom to ask about files, folders, some words, an area or an entry, and why.

    alongside ask "connection pool timeouts" · alongside ask --path src/db/pool.py · alongside ask --area payments
    """
    text, paths = " ".join(words or ()).strip(), [_meant(each) for each in path or () if each.strip()]
    asked = {"text": text or None, "paths": paths or None, "entry": entry}
    if not (any(asked.values()) or (area and area.strip())):
        raise typer.BadParameter(
            'Say what about: alongside ask "some words", or --path FILE, --area NAME, --entry NUMBER'
        )
    with client() as door:
        about = _area(door, area) if area and area.strip() else None
        with numbered("entry", entry or 0, shown_by="alongside entries"):
            found = _when_something_is_known(door, {**asked, "area": about, "most": most})
    read = found["progress"]
    if read["read"] < read["commits"]:
        note(f"{read['read']:,} of {read['commits']:,} commits are read so far; `alongside collect` reads on.")
    answer(found, as_json=as_json, told=lambda: _told(found, most))


def _when_something_is_known(door: Client, asked: dict[str, Any]) -> dict[str, Any]:
    """What was collected without a server is read here; Ctrl-C answers with what is known by then."""
    found = dict(door.get("ask", **asked))
    if door.is_inside and found["progress"]["read"] < found["progress"]["commits"]:
        inside.read_on()
        with suppress(KeyboardInterrupt):
            found = _waited_for(door, asked, found)
    return found


def _waited_for(door: Client, asked: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    until = time.monotonic() + _PATIENCE
    if not found["progress"]["read"]:
        note(f"Reading who changed what in {found['progress']['commits']:,} commits, this once …")
    while not found["progress"]["read"] and time.monotonic() < until:
        time.sleep(_BETWEEN)
        found = dict(door.get("ask", **asked))
    return found


def _area(door: Client, called: str) -> int:
    """By its name, or one of its folders: whole, or the end of it."""
    wanted = " ".join(called.split()).casefold().rstrip("/")
    found = door.all("areas")
    folders = {each["id"]: [path.casefold().rstrip("/") for path in each["paths"]] for each in found}
    there = (
        [each for each in found if each["name"].casefold() == wanted or wanted in folders[each["id"]]]
        or [each for each in found if any(path.endswith(f"/{wanted}") for path in folders[each["id"]])]
    )  # fmt: skip
    if not there:
        raise refuse("Not found", f"There is no area “{called}”: `alongside areas --all` shows them.", status=404)
    if len(there) > 1:
        named = "; ".join(f"{each['name']} ({', '.join(each['paths'])})" for each in there)
        raise refuse("Not clear", f"“{called}” could be more than one. Name its folder: {named}.", status=422)
    return int(there[0]["id"])


def _meant(path: str) -> str:
    """What lies here is meant from here; all else as it stands in a repository."""
    here = Path(path).expanduser()
    return f"{here.resolve()}{'/' if here.is_dir() else ''}" if here.exists() else path


def _problem(found: dict[str, Any]) -> str:
    if not found["progress"]["commits"]:
        return "Nothing is known yet: read a repository first, with `alongside collect git PATH`."
    return str(found["problem"])


def _told(found: dict[str, Any], most: int) -> str:
    lines = [_problem(found)] if found["problem"] else []
    lines += [found["words_told"]] if found["words_told"] else []
    if found["knew_on"]:
        lines.append(f"Nobody lately. {found['knew']} was the last who knew, on {found['knew_on']}.")
    for number, each in enumerate(found["items"], start=1):
        lines += ["", f"{number}. {each['name']}  {each['address']}", f"   {each['sure']}; {each['around']}"]
        lines += [f"   {reason['brief']}" for reason in _reasons(each["reasons"])]
        lines += [
            f"     {proof['on']}  {proof['name'] or proof['what']}  {proof['text'][:90]}" for proof in each["proofs"]
        ]
    if len(found["items"]) == 1 < most:
        lines += ["", "There is no second person: nobody else was there."]
    lines += ["", found["spared_why"]] if found["spared_why"] else []
    return "\n".join(lines).strip() or "Nobody else wrote or reviewed anything there, or near it."


def _reasons(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What speaks for somebody. That they reviewed as much anywhere as of one's own work says nothing more."""
    mine = [("reviewed", "", each["times"]) for each in found if each["signal"] == "usual"]
    heard = [each for each in found if each["points"] > 0]
    return [each for each in heard if (each["signal"], each["place"], each["times"]) not in mine]
