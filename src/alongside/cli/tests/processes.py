"""The real command in processes of its own, with a data folder of its own."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import NamedTuple

import httpx

from alongside.client import server

_HEARING = """
import runpy, signal

signal.signal(signal.SIGINT, signal.default_int_handler)
runpy.run_module("alongside", run_name="__main__", alter_sys=True)
"""


class Serving(NamedTuple):
    home: Path
    address: str
    link: str
    process: subprocess.Popen[str]

    @contextmanager
    def signed_in(self) -> Iterator[httpx.Client]:
        """A browser in which the link was used."""
        with httpx.Client(base_url=self.address, trust_env=False, timeout=30) as browser:
            browser.get(self.link)
            yield browser


def environment(home: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ALONGSIDE_", "DJANGO_"))}
    return {**kept, "ALONGSIDE_HOME": str(home), "PYTHONUNBUFFERED": "1", **more}


def alongside(home: Path, *arguments: str, typed: str | None = None, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "alongside", *arguments],
        env=environment(home, **more),
        input=typed,
        stdin=subprocess.DEVNULL if typed is None else None,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        cwd=home,
    )


def begun(home: Path, *arguments: str) -> subprocess.Popen[str]:
    """One that goes on meanwhile, and hears Ctrl-C as in a terminal: what a shell has in its background does not."""
    return subprocess.Popen(
        [sys.executable, "-c", _HEARING, *arguments],
        env=environment(home),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def serving(home: Path, *arguments: str, **more: str) -> AbstractContextManager[Serving]:
    return serving_by(["-m", "alongside", "serve", "--no-open", *arguments], environment(home, **more), home)


@contextmanager
def serving_by(command: list[str], env: dict[str, str], home: Path) -> Iterator[Serving]:
    log = home / "serve.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, *command],
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=home,
        )
    try:
        link = _link(log, process)
        address = link.partition("/sign-in/")[0]
        _wait_for(address)
        yield Serving(home, address, link, process)
    finally:
        stop(process)


def stop(process: subprocess.Popen[str], how: int = signal.SIGTERM) -> int:
    if process.poll() is None:
        process.send_signal(how)
    try:
        return process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def wait_until_gone(home: Path) -> None:
    until = time.monotonic() + 20
    while server.running(home) is not None:
        assert time.monotonic() < until, "the server still holds the data folder"
        time.sleep(0.1)


def _link(log: Path, process: subprocess.Popen[str]) -> str:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        if found := re.search(r"http://\S+/sign-in/\S+", log.read_text()):
            return found[0]
        time.sleep(0.05)
    raise AssertionError(f"no sign-in link: {log.read_text()}")


def _wait_for(address: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            httpx.get(f"{address}/api/health", trust_env=False)
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"{address} does not answer")
