"""What git itself says of a repository, asked in the plainest way, to hold what is kept against."""

from collections.abc import Iterator
from typing import NamedTuple

from alongside.sources.collectors.git.tests.repositories import Made, git

EVERYTHING = ("--branches", "--tags", "--remotes", "HEAD")
_FORMAT = "--format=%H%x00%P%x00%an%x00%ae%x00%aN%x00%aE%x00%at%x00%s%x00%(trailers:key=Reviewed-by,valueonly)%x01"


class Told(NamedTuple):
    hash: str
    parents: list[str]
    raw_author: str
    author: str
    at: int
    subject: str
    reviewers: list[str]


def history(made: Made) -> list[Told]:
    records = git(made.folder, "log", *EVERYTHING, _FORMAT).split("\x01")
    return [_told(record.strip("\n").split("\0")) for record in records if record.strip("\n")]


def _told(fields: list[str]) -> Told:
    hash_, parents, raw_name, raw_email, name, email, at, subject, reviewers = fields
    named = [line for line in reviewers.split("\n") if line]
    return Told(hash_, parents.split(), f"{raw_name} <{raw_email}>", f"{name} <{email}>", int(at), subject, named)


def touched(made: Made) -> set[tuple[str, str, str]]:
    """Hash, status and path of everything that was added, changed or removed."""
    printed = _bytes(made, "log", *EVERYTHING, "-z", "--raw", "--no-renames", "--no-abbrev", "--format=%x02%H")
    found = set()
    for commit, tokens in _by_commit(printed):
        for entry, path in zip(tokens[::2], tokens[1::2], strict=True):
            found.add((commit, entry.split(b" ")[-1].decode(), as_text(path)))
    return found


def counted(made: Made, commit: str) -> list[list[object]]:
    """Path, added, removed of every file; a rename under its new name."""
    printed = _bytes(made, "log", "-1", "-z", "--numstat", "-M", "--format=%x02%H", commit)
    found: list[list[object]] = []
    for _, tokens in _by_commit(printed):
        left = iter(tokens)
        for token in left:
            added, removed, path = token.lstrip(b"\n").split(b"\t", 2)
            if not path:
                next(left)
                path = next(left)
            found.append([as_text(path), *(0 if each == b"-" else int(each) for each in (added, removed))])
    return found


def as_text(path: bytes) -> str:
    try:
        return path.decode()
    except UnicodeDecodeError:
        return path.decode("cp1252")


def _by_commit(printed: bytes) -> Iterator[tuple[str, list[bytes]]]:
    for block in printed.split(b"\x02")[1:]:
        commit, *tokens = block.split(b"\0")
        yield commit.decode(), [token for token in tokens if token.strip(b"\n")]


def _bytes(made: Made, *arguments: str) -> bytes:
    return git(made.folder, *arguments).encode(errors="surrogateescape")
