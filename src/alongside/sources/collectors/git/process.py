"""Runs git so that it only reads: no hook, no pager, no network, no setting of the repository that starts a program."""

import os
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, cast

from .problems import GitMissing, problem
from .text import decoded

CHUNK = 1 << 20

_SAFE = (
    *("--no-pager", "--no-replace-objects", "--no-optional-locks", "--literal-pathspecs"),
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "core.quotePath=false"),
    *("-c", "log.showSignature=false"),
    *("-c", "protocol.allow=never"),
    *("-c", "gc.auto=0"),
    *("-c", "safe.bareRepository=all"),
)
_KEPT = {"GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM"}
_SET = {
    "LC_ALL": "C",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_GRAFT_FILE": os.devnull,
    # Without it git log writes to a pipe commit by commit.
    "GIT_FLUSH": "0",
}


def run(root: Path, *arguments: str, feed: Iterable[str] = ()) -> bytes:
    """Everything that one git call prints."""
    return b"".join(stream(root, *arguments, feed=feed))


def stream(root: Path, *arguments: str, feed: Iterable[str] = ()) -> Iterator[bytes]:
    """What git prints, in chunks as they come; closing the generator kills git.

    `feed` goes to git's standard input, one line each. It is written to a file first: a pipe needs a thread, and
    a thread must not run the caller's query.
    """
    with _written(feed) as lines, TemporaryFile() as complaints:
        process = _start(root, arguments, lines, complaints)
        output = cast(IO[bytes], process.stdout)
        try:
            while chunk := os.read(output.fileno(), CHUNK):
                yield chunk
            process.wait()
        finally:
            process.kill()
            process.wait()
            output.close()
        if process.returncode:
            complaints.seek(0)
            raise problem(root, process.returncode, decoded(complaints.read(65536)))


@contextmanager
def _written(feed: Iterable[str]) -> Iterator[IO[bytes]]:
    with TemporaryFile() as file:
        file.writelines(f"{line}\n".encode() for line in feed)
        file.seek(0)
        yield file


def _start(root: Path, arguments: tuple[str, ...], lines: IO[bytes], complaints: IO[bytes]) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            ("git", "-C", str(root.absolute()), *_SAFE, *arguments),
            stdin=lines,
            stdout=subprocess.PIPE,
            stderr=complaints,
            env=_environment(),
            pipesize=CHUNK,
        )
    except (FileNotFoundError, PermissionError):
        raise GitMissing from None


def _environment() -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name in _KEPT}
    return ours | _SET
