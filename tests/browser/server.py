"""The real server, as `bin/run` starts it, on a data folder of its own."""

import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

ALONGSIDE = Path(sys.executable).with_name("alongside")
LINK = re.compile(r"(http://127\.0\.0\.1:\d+)(/sign-in/\S+)")
GIT = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


@dataclass(frozen=True)
class Server:
    address: str
    home: Path
    link: str
    """Signs in once."""

    def new_link(self) -> str:
        match = LINK.search(alongside(self.home, "serve", "--no-open"))
        assert match
        return match[0]


def alongside(home: Path, *arguments: str) -> str:
    command = [str(ALONGSIDE), *arguments]
    run = subprocess.run(command, env=environment(home), check=False, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return run.stdout


@contextmanager
def serving(home: Path, *options: str) -> Iterator[Server]:
    said = home.with_name(f"{home.name}.out")
    with said.open("w") as out:
        command = [str(ALONGSIDE), "serve", "--no-open", *options]
        process = subprocess.Popen(command, env=environment(home), stdout=out, stderr=subprocess.STDOUT)
    try:
        address, path = _listening(said, process)
        yield Server(address, home, address + path)
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def environment(home: Path) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("ALONGSIDE_", "DATABASE_"))}
    return {**ours, **GIT, "ALONGSIDE_HOME": str(home), "PYTHONUNBUFFERED": "1", "HOME": str(home.parent)}


def _listening(said: Path, process: subprocess.Popen[bytes]) -> tuple[str, str]:
    until = monotonic() + 40
    while monotonic() < until and process.poll() is None:
        match = LINK.search(said.read_text())
        if match and _answers(match[1]):
            return match[1], match[2]
        sleep(0.1)
    raise AssertionError(f"The server did not start:\n{said.read_text()}")


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/api/health", timeout=2):
            return True
    except (urllib.error.URLError, TimeoutError):
        return False
