"""Where this installation keeps its data: a folder that only its owner can enter."""

import os
import secrets
from pathlib import Path

from platformdirs import user_data_path


def home() -> Path:
    """The data folder: `ALONGSIDE_HOME`, or the platform's user data folder. Made when it is missing."""
    folder = Path(os.environ.get("ALONGSIDE_HOME") or user_data_path("alongside", appauthor=False)).expanduser()
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True)
    return folder.resolve()


def secret_key() -> str:
    """The installation's secret, made once; two processes that start together agree on one."""
    path = home() / "secret-key"
    try:
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return path.read_text()
