"""Where this installation keeps its data: a folder that only its owner can enter."""

import errno
import os
from pathlib import Path


class NoHome(OSError):
    """There is no data folder, and none can be made."""


def home() -> Path:
    """The data folder: `ALONGSIDE_HOME`, or the platform's user data folder. Made when it is missing. Raises NoHome."""
    try:
        folder = Path(os.environ.get("ALONGSIDE_HOME") or _usual()).expanduser()
    except RuntimeError as error:
        raise NoHome(errno.ENOENT, "You have no home folder; let ALONGSIDE_HOME name a folder of yours") from error
    if not folder.is_dir():
        try:
            folder.mkdir(mode=0o700, parents=True)
        except OSError as error:
            reason = f"This cannot be the data folder: {error.strerror}; let ALONGSIDE_HOME name a folder of yours"
            raise NoHome(error.errno, reason, str(folder)) from error
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
