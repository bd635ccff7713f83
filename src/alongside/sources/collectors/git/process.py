"""Runs git so that it only reads: no hook, no pager, no network, no setting of the repository that starts a program."""

import os
import queue
import subprocess
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile
from threading import Thread
from typing import IO, cast

from .problems import GitMissing, problem
from .text import decoded

CHUNK = 1 << 20
_CHUNKS_AHEAD = 24

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


def stream(root: Path, *arguments: str, feed: Iterable[str] = (), ahead: bool = False) -> Generator[bytes, None, None]:
    """What git prints, in chunks as they come; closing the generator kills git. `ahead` lets git go on, for some
    chunks, while the caller is busy with those before.

    `feed` goes to git's standard input, one line each. It is written to a file first: a pipe needs a thread, and
    a thread must not run the caller's query.
    """
    with _written(feed) as lines, TemporaryFile() as complaints:
        process = _start(root, arguments, lines, complaints)
        output = cast(IO[bytes], process.stdout)
        try:
            yield from _read_ahead(process, output) if ahead else _read(output)
            process.wait()
        finally:
            process.kill()
            process.wait()
            output.close()
        if process.returncode:
            complaints.seek(0)
            raise problem(root, process.returncode, decoded(complaints.read(65536)))


def _read(output: IO[bytes]) -> Iterator[bytes]:
    while chunk := os.read(output.fileno(), CHUNK):
        yield chunk


def _read_ahead(process: subprocess.Popen[bytes], output: IO[bytes]) -> Iterator[bytes]:
    waiting: queue.Queue[bytes] = queue.Queue(_CHUNKS_AHEAD)
    beside = Thread(target=_pass_on, args=(output, waiting), daemon=True)
    beside.start()
    try:
        while chunk := waiting.get():
            yield chunk
    except GeneratorExit:
        process.kill()
        raise
    finally:
        while beside.is_alive():
            with suppress(queue.Empty):
                waiting.get(timeout=0.01)


def _pass_on(output: IO[bytes], waiting: queue.Queue[bytes]) -> None:
    try:
        for chunk in _read(output):
            waiting.put(chunk)
    finally:
        waiting.put(b"")


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
