from pathlib import Path
from typing import Annotated, Any

import typer

from alongside.cli.output import Json, answer, note
from alongside.client.choosing import client

_WORDS = Annotated[list[str] | None, typer.Argument(metavar="[WORDS]...", help="What it is about.")]
_PATH = Annotated[list[str] | None, typer.Option("--path", help="A file or folder; may be given more than once.")]
_MOST = Annotated[int, typer.Option(help="At most so many people.", min=1, max=20)]


def ask(words: _WORDS = None, *, path: _PATH = None, most: _MOST = 5, as_json: Json = False) -> None:
    """Whom to ask about files, folders or some words, and why.

    alongside ask "connection pool timeouts" · alongside ask --path src/db/pool.py
    """
    if not (words or path):
        raise typer.BadParameter('Say what about: alongside ask "some words", or alongside ask --path FILE')
    text, paths = " ".join(words or ()), [_meant(each) for each in path or ()]
    with client() as door:
        found = door.get("ask", text=text or None, paths=paths or None, most=most)
    read = found["progress"]
    if read["read"] < read["commits"]:
        note(f"{read['read']:,} of {read['commits']:,} commits are read so far; `alongside serve` goes on reading.")
    answer(found, as_json=as_json, told=lambda: _told(found))


def _meant(path: str) -> str:
    """What lies here is meant from here; all else as it stands in a repository."""
    here = Path(path).expanduser()
    return f"{here.resolve()}{'/' if here.is_dir() else ''}" if here.exists() else path


def _told(found: dict[str, Any]) -> str:
    lines = [found["problem"]] if found["problem"] else []
    lines += [found["words_told"]] if found["words_told"] else []
    if found["knew_on"]:
        lines.append(f"Nobody lately. {found['knew']} was the last who knew, on {found['knew_on']}.")
    for number, each in enumerate(found["items"], start=1):
        lines += ["", f"{number}. {each['name']}  {each['address']}", f"   {each['sure']}; {each['around']}"]
        lines += [f"   {reason['text']}" for reason in each["reasons"] if reason["points"] > 0]
        lines += [
            f"     {proof['on']}  {proof['name'] or proof['what']}  {proof['text'][:90]}" for proof in each["proofs"]
        ]
    if len(found["items"]) == 1:
        lines += ["", "There is no second person: nobody else was there."]
    lines += ["", found["spared_why"]] if found["spared_why"] else []
    return "\n".join(lines).strip() or "Nobody else wrote or reviewed anything there, or near it."
