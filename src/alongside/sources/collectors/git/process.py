"""Runs git so that it only reads: no hook, no pager, no network, no setting of the repository that starts a program."""

import os
import queue
import subprocess
from collections.abc import Generator, Iterable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from tempfile import TemporaryFile
from threading import Thread
from typing import IO, cast

from .problems import GitMissing, problem
from .text import decoded

CHUNK = 1 << 20
_CHUNKS_AHEAD = 24
_POLITE = 3

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


def stream(root: Path, *arguments: str, feed: Iterable[str] = ()) -> Generator[bytes, None, None]:
    """What git prints, in chunks as they come; closing the generator kills git."""
    git = _Git(root, arguments, feed)
    try:
        yield from git.chunks()
        git.check()
    finally:
        git.end()


class Ahead:
    """What git prints, in chunks: it is at work as soon as this is made, and goes on, for some chunks, while the caller
    is busy with those before. Closing kills it."""

    def __init__(self, root: Path, *arguments: str, feed: Iterable[str] = (), gives_way: bool = False) -> None:
        self._git = _Git(root, arguments, feed)
        if gives_way:
            self._git.give_way()
        self._waiting: queue.Queue[bytes] = queue.Queue(_CHUNKS_AHEAD)
        self._beside = Thread(target=self._pass_on, daemon=True)
        self._beside.start()

    def __iter__(self) -> Iterator[bytes]:
        try:
            while chunk := self._waiting.get():
                yield chunk
            self._git.check()
        finally:
            self.close()

    def close(self) -> None:
        self._git.kill()
        while self._beside.is_alive():
            with suppress(queue.Empty):
                self._waiting.get(timeout=0.01)
        self._git.end()

    def _pass_on(self) -> None:
        try:
            for chunk in self._git.chunks():
                self._waiting.put(chunk)
        finally:
            self._waiting.put(b"")


class _Git:
    """One that runs. What it is fed is written to a file first: a pipe needs a thread, and a thread must not run the
    caller's query."""

    def __init__(self, root: Path, arguments: tuple[str, ...], feed: Iterable[str]) -> None:
        self._root = root
        with TemporaryFile() as lines, ExitStack() as opened:
            self._complaints = opened.enter_context(TemporaryFile())
            lines.writelines(f"{line}\n".encode() for line in feed)
            lines.seek(0)
            self._process = _start(root, arguments, lines, self._complaints)
            opened.pop_all()
        self._output = cast(IO[bytes], self._process.stdout)

    def chunks(self) -> Iterator[bytes]:
        while chunk := os.read(self._output.fileno(), CHUNK):
            yield chunk

    def check(self) -> None:
        """Raises GitProblem when it did not end well."""
        if self._process.wait():
            self._complaints.seek(0)
            raise problem(self._root, self._process.returncode, decoded(self._complaints.read(65536)))

    def give_way(self) -> None:
        """To its reader, who is never to wait for a core while there is something to read."""
        with suppress(OSError):  # it has ended already
            os.setpriority(os.PRIO_PROCESS, self._process.pid, _POLITE)

    def kill(self) -> None:
        self._process.kill()

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        self._output.close()
        self._complaints.close()


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
