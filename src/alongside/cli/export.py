from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from alongside.cli.output import Json, answer, say
from alongside.client.choosing import client
from alongside.client.refused import refuse

WITH = Annotated[str | None, typer.Option("--with", help="Only the one-on-ones with this person.")]
FORMAT = Annotated[str, typer.Option("--format", help="For one pair: markdown or json.")]
INTO = Annotated[Path | None, typer.Option("--into", help="The file to write; with --with, - for standard output.")]


def export(*, person: WITH = None, form: FORMAT = "markdown", into: INTO = None, as_json: Json = False) -> None:
    """Take out everything that is yours as one ZIP archive, or the one-on-ones with one person."""
    if form not in ("markdown", "json"):
        raise typer.BadParameter("Choose markdown or json.", param_hint="--format")
    if person is None:
        _archive(into, as_json=as_json)
    else:
        _one_pair(person, form, into, as_json=as_json)


def _archive(into: Path | None, *, as_json: bool) -> None:
    path = into or Path(f"alongside-{datetime.now().astimezone():%Y-%m-%d}.zip")
    _free(path)
    part = path.with_name(f".{path.name}.part")
    with client() as door:
        try:
            door.download("export", into=part)
            part.rename(path)
        finally:
            part.unlink(missing_ok=True)
    written = {"file": str(path.resolve()), "bytes": path.stat().st_size}
    answer(written, as_json=as_json, told=lambda: f"Everything is in {path} ({path.stat().st_size:,} bytes).")


def _one_pair(person: str, form: str, into: Path | None, *, as_json: bool) -> None:
    from alongside.cli.pairs import pair_with

    with client() as door:
        # Printed, it is the one document that --json promises.
        form = "json" if as_json and into is None else form
        text = door.text(f"pairs/{pair_with(door, person)['id']}/export", format=form)
    if into is None or str(into) == "-":
        say(text.rstrip("\n"))
    else:
        _free(into)
        into.write_text(text, encoding="utf-8")
        answer({"file": str(into.resolve())}, as_json=as_json, told=lambda: f"Written to {into}.")


def _free(path: Path) -> None:
    if path.exists():
        raise refuse("It is there already", f"{path} exists. Name another file with --into.", status=409)
