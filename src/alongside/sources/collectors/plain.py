"""Text of others on its way to a row, and files of this machine on their way to a parser."""

import hashlib
import re
from pathlib import Path

from .contract import Refused

LONGEST_BODY = 60_000
LONGEST_TITLE = 300
LONGEST_ID = 200
_NOT_STORED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def plain(text: str, longest: int = LONGEST_BODY) -> str:
    """Without NULs, half characters and other controls; line ends are those of Unix."""
    kept = text[: 2 * longest].replace("\r\n", "\n").replace("\r", "\n")
    return _NOT_STORED.sub("\ufffd", kept)[:longest].strip()


def one_line(text: str, longest: int = LONGEST_TITLE) -> str:
    line = " ".join(plain(text, 4 * longest).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def short_id(name: str) -> str:
    """A name of a source as it is, or what stands for one that is too long or cannot be stored."""
    if len(name) <= LONGEST_ID - 40 and not _NOT_STORED.search(name):
        return name
    return "long-" + hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def file_at(path: str) -> Path:
    """Raises Refused unless there is a file that may be read."""
    try:
        place = Path(path.strip()).expanduser()
        if place.is_dir():
            raise Refused("This is a folder. Give a file in it.")
        if not place.is_file():
            raise Refused("There is no file at this path. Check it, or export the file again.")
        with place.open("rb"):
            return place
    except (OSError, ValueError, RuntimeError) as problem:
        raise Refused("The file cannot be opened. Check its path and that you may read it.") from problem
