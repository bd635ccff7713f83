"""Where this installation keeps its data: a folder that only its owner can enter."""

import os
from pathlib import Path


def home() -> Path:
    """The data folder: `ALONGSIDE_HOME`, or the platform's user data folder. Made when it is missing."""
    folder = Path(os.environ.get("ALONGSIDE_HOME") or _usual()).expanduser()
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True)
    return folder.resolve()


def _usual() -> Path:
    from platformdirs import user_data_path

    return user_data_path("alongside", appauthor=False)


def secret_key() -> str:
    """The installation's secret, made once; two processes that start together agree on one."""
    import secrets  # the terminal reads this module for every line, and this costs it 5 ms

    return kept_once(home() / "secret-key", secrets.token_urlsafe(50))


def kept_once(path: Path, text: str) -> str:
    """What the file holds, or the text after putting it there: whole, and readable by its owner only."""
    if not path.exists():
        draft = path.with_name(f".{path.name}-{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w") as file:
            file.write(text)
        try:
            path.hardlink_to(draft)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()
