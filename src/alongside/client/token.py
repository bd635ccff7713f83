"""The token of the member whose data folder this is, in a file that only they can read."""

import os
from pathlib import Path


def read(home: Path) -> str | None:
    try:
        return _file(home).read_text().strip() or None
    except FileNotFoundError:
        return None


def write(home: Path, token: str) -> None:
    draft = home / f".token-{os.getpid()}"
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w") as file:
        file.write(token)
    draft.rename(_file(home))


def _file(home: Path) -> Path:
    return home / "token"
