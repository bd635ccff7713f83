"""Bare git: what Alongside is measured beside."""

import os
import subprocess
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryFile

ALL = ("--branches", "--tags", "--remotes", "HEAD")
FIELDS = "--format=%H%x00%P%x00%an%x00%ae%x00%ad%x00%cn%x00%ce%x00%cd%x00%B"
LOG = ("log", *ALL, "-z", "--date=raw", FIELDS)
RAW = ("log", *ALL, "-z", "--raw", "--no-renames", "--format=%H")
NUMSTAT = ("log", *ALL, "-z", "--numstat", "--format=%H")
TREES = ("diff-tree", "--stdin", "--numstat", "-r", "--root")


def version() -> str:
    return out(Path(), "version")


def out(repository: Path, *arguments: str, feed: str = "") -> str:
    done = subprocess.run(
        ("git", "-C", str(repository), *arguments), input=feed.encode(), capture_output=True, check=True
    )
    return done.stdout.decode(errors="replace").strip()


def seconds(repository: Path, *arguments: str, feed: Iterable[str] = ()) -> float:
    """What git takes when somebody reads what it prints, and does nothing with it."""
    with TemporaryFile() as file:
        file.write("".join(f"{line}\n" for line in feed).encode())
        file.seek(0)
        began = time.perf_counter()
        with subprocess.Popen(
            ("git", "-C", str(repository), *arguments), stdin=file, stdout=subprocess.PIPE, pipesize=1 << 20,
            env={**os.environ, "GIT_FLUSH": "0"},
        ) as process:  # fmt: skip
            while process.stdout and os.read(process.stdout.fileno(), 1 << 20):
                pass
        return time.perf_counter() - began


def commits_in(repository: Path) -> int:
    return int(out(repository, "rev-list", "--count", *ALL))


def busiest_author(repository: Path) -> str:
    addresses = out(repository, "log", *ALL, "--no-merges", "--format=%ae").split("\n")
    return Counter(addresses).most_common(1)[0][0]


def written_by(repository: Path, author: str) -> list[str]:
    """The hashes of exactly this author: git's --author would take a part of the address, too."""
    lines = out(repository, "log", *ALL, "--format=%H %ae %aE").split("\n")
    return [line.split(" ")[0] for line in lines if author.casefold() in line.casefold().split(" ")[1:]]


def without_newest(repository: Path, into: Path, number: int) -> tuple[str, str]:
    """A copy that shares the objects and ends so many commits earlier: its branch, and the tip it is to have."""
    out(Path(), "clone", "--quiet", "--bare", "--shared", "--single-branch", "--no-tags", str(repository), str(into))
    branch, tip = out(into, "symbolic-ref", "HEAD"), out(into, "rev-parse", "HEAD")
    line = out(into, "rev-list", "--first-parent", "HEAD").split("\n")
    low, high = 0, len(line) - 1
    while low < high:
        middle = (low + high) // 2
        if int(out(into, "rev-list", "--count", f"{line[middle]}..{tip}")) >= number:
            high = middle
        else:
            low = middle + 1
    out(into, "update-ref", branch, line[low])
    return branch, tip
