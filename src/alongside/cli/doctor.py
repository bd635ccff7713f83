"""`alongside doctor`: what is wrong with this installation, and what to do about each thing."""

import os
import platform
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import typer

import alongside
from alongside.cli.output import Json, answer
from alongside.client import outbox, server, token
from alongside.client.refused import Refused
from alongside.project.home import home

_OLDEST_GIT = (2, 25)
_ROOM = 200 * 1024 * 1024
_ELSEWHERE = "The next command with that server in ALONGSIDE_URL delivers them."
_WHOSE = "Two servers are called so: move each line to the folder of the one that it is for."


class Check(NamedTuple):
    name: str
    ok: bool
    found: str
    do: str = ""


def doctor(*, as_json: Json = False) -> None:
    """Look at the data folder, the database, git, the outbox and the server, and say what to do."""
    folder = home()
    checks = [check for look in _LOOKS for check in _looked(look, folder)]
    healthy = all(check.ok for check in checks)
    document = {"ok": healthy, "home": str(folder), "checks": [check._asdict() for check in checks]}
    answer(document, as_json=as_json, told=lambda: "\n".join(map(_told, checks)))
    if not healthy:
        raise typer.Exit(1)


def _looked(look: Callable[[Path], Iterator[Check]], folder: Path) -> list[Check]:
    """A check that breaks is a finding too."""
    try:
        return list(look(folder))
    except Exception as error:
        name = look.__name__.strip("_")
        return [Check(name, ok=False, found=f"{type(error).__name__}: {error}", do="Mend that and run it again.")]


def _versions(folder: Path) -> Iterator[Check]:  # noqa: ARG001
    import django

    found = f"alongside {alongside.__version__}, Python {platform.python_version()}, Django {django.__version__}"
    yield Check("versions", ok=True, found=f"{found}, SQLite {sqlite3.sqlite_version}")


def _folder(folder: Path) -> Iterator[Check]:
    for path in (folder, *(folder / name for name in ("token", "secret-key", "alongside.sqlite3", "outbox"))):
        if path.exists() and path.stat().st_mode & 0o077:
            mode = f"{path.stat().st_mode & 0o777:o}"
            yield Check(path.name, ok=False, found=f"{path} can be read by others ({mode})", do=f"chmod go= '{path}'")
    may = os.access(folder, os.R_OK | os.W_OK | os.X_OK)
    yield Check(
        "folder", ok=may, found=str(folder), do="" if may else f"Make {folder} yours again, readable and writable."
    )


def _space(folder: Path) -> Iterator[Check]:
    free = shutil.disk_usage(folder).free
    do = "" if free > _ROOM else "Make room: a database that cannot grow keeps nothing new."
    yield Check("space", ok=free > _ROOM, found=f"{free / 1024**3:.1f} GB free", do=do)


def _database(folder: Path) -> Iterator[Check]:
    path = folder / "alongside.sqlite3"
    if os.environ.get("DATABASE_URL"):
        yield Check("database", ok=True, found="as DATABASE_URL says")
    elif not path.exists():
        yield Check("database", ok=False, found="There is none yet.", do="Run `alongside init`.")
    else:
        yield from _sqlite(path)


def _sqlite(path: Path) -> Iterator[Check]:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=5)) as database:
        whole = [row[0] for row in database.execute("PRAGMA integrity_check")]
        journal = database.execute("PRAGMA journal_mode").fetchone()[0]
        loose = database.execute("PRAGMA foreign_key_check").fetchall()
    do = f"Stop the server, copy {path} away, and run: sqlite3 COPY '.recover' | sqlite3 NEW"
    yield Check("database", ok=whole == ["ok"], found="; ".join(whole[:3]), do="" if whole == ["ok"] else do)
    yield Check(
        "journal", ok=journal == "wal", found=journal, do="" if journal == "wal" else "Run `alongside serve` once."
    )
    if loose:
        yield Check("links", ok=False, found=f"{len(loose):,} rows point at nothing", do="Please report this as a bug.")


def _member(folder: Path) -> Iterator[Check]:
    from alongside.client import inside

    if not (folder / "alongside.sqlite3").exists() and not os.environ.get("DATABASE_URL"):
        return
    inside.ready()
    from alongside.accounts.actions import member_for_token

    member = member_for_token(token.read(folder) or "")
    found = f"The token in the folder is {member.name}'s." if member else "The token in the folder opens nothing."
    yield Check("token", ok=member is not None, found=found, do="" if member else "Run `alongside init`.")


def _git(folder: Path) -> Iterator[Check]:  # noqa: ARG001
    if shutil.which("git") is None:
        yield Check("git", ok=False, found="git is not there.", do="Install git; Alongside reads repositories with it.")
        return
    said = subprocess.run(["git", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    numbers = tuple(int(part) for part in said.split()[2].split(".")[:2])
    new = numbers >= _OLDEST_GIT
    yield Check("git", ok=new, found=said, do="" if new else "Install git 2.25 or newer.")


def _outbox(folder: Path) -> Iterator[Check]:
    here, *elsewhere = outbox.all_folders(folder)
    yield _box("outbox", here)
    for box in elsewhere:
        yield _box(f"outbox/{box.name}", box, do=_WHOSE if outbox.is_of_several(box) else _ELSEWHERE)


def _box(name: str, box: Path, *, do: str = "") -> Check:
    waiting, refused = outbox.waiting_in(box), [*box.glob("rejected/*.why"), *box.glob("rejected/*.told")]
    found = f"{len(waiting):,} waiting, {len(refused):,} refused"
    if refused:
        do = f"Read and remove what is in {box / 'rejected'}."
    return Check(name, ok=not refused, found=found, do=do if waiting or refused else "")


def _server(folder: Path) -> Iterator[Check]:
    from alongside.client.choosing import client

    where = os.environ.get("ALONGSIDE_URL") or server.running(folder)
    if not where:
        yield Check("server", ok=True, found="None runs; commands work without one.")
        return
    try:
        with client() as door:
            found = f"{where} runs {door.get('health')['version']}, as {door.get('me')['name']}"
    except Refused as refused:
        yield Check("server", ok=False, found=str(refused), do="Stop it and run `alongside serve` again.")
    else:
        same = f" {alongside.__version__}," in found
        yield Check(
            "server", ok=same, found=found, do="" if same else "Restart it: it is another version than this command."
        )


_LOOKS = (_versions, _folder, _space, _database, _member, _git, _outbox, _server)


def _told(check: Check) -> str:
    return f"{'ok ' if check.ok else 'NO '} {check.name}: {check.found}" + (f"\n    → {check.do}" if check.do else "")
