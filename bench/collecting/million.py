"""A history of a million commits, made with git fast-import, and the memory that collecting it takes."""

import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.collecting.git import out
from bench.collecting.stages import ours
from bench.collecting.table import Line

_COMMITS = 1_000_000
_AUTHORS, _FOLDERS, _FILES = 4_000, 60, 40
_BUSIEST = 30
"""Author 30 has most: about one commit in thirty, as the busiest of a history of this size does."""
_WORDS = "cache retry index token price ledger queue worker schema export deploy rollback latency budget".split()


def measured(folder: Path) -> list[Line]:
    print("making a million commits …", file=sys.stderr, flush=True)
    repository = folder / "million.git"
    _make(repository)
    figures = ours(repository, f"author{_BUSIEST}@example.org", "all")
    return [
        Line(f"{figures['commits']:,.0f} commits, stage 1", figures["stage 1"]),
        Line(f"{figures['mine']:,.0f} of one's own, stage 2", figures["stage 2"]),
        Line("pieces of work of them", figures["pieces"]),
        Line("their paths, stage 3", figures["stage 3"]),
        Line("first page of them", figures["first page"], most=3.0),
        Line("nothing new", figures["nothing new"] * 1000, unit="ms", most=300),
        Line("memory over all of it", figures["megabytes"], unit="MB", most=300),
        Line("memory of git itself", figures["megabytes of git"], unit="MB"),
        Line("database for each", figures["bytes"] / figures["commits"], unit="bytes", most=400),
    ]


def _make(repository: Path) -> None:
    out(Path(), "init", "--quiet", "--bare", "-b", "main", str(repository))
    order = ("git", "-C", str(repository), "fast-import", "--quiet", "--depth=2")
    process = subprocess.Popen(order, stdin=subprocess.PIPE)
    assert process.stdin
    for commit in _commits(random.Random(1)):
        process.stdin.write(commit)
    process.stdin.close()
    if process.wait():
        raise RuntimeError("git fast-import failed")


def _commits(chance: random.Random) -> Iterator[bytes]:
    for number in range(_COMMITS):
        who = int(_BUSIEST * chance.paretovariate(1.1)) % _AUTHORS
        at = 1_000_000_000 + number * 700
        said = f"{' '.join(chance.choices(_WORDS, k=5))} {number}\n\nWhy it was done, in a line or two of text.\n"
        if number % 5 == 0:
            said += f"\nReviewed-by: Author {who + 1} <author{who + 1}@example.org>\n"
        path = f"src/{chance.randrange(_FOLDERS)}/{chance.randrange(_FILES)}.py"
        line = f"Author {who} <author{who}@example.org> {at} +0100"
        content = f"{number}\n"
        yield (
            f"commit refs/heads/main\nauthor {line}\ncommitter {line}\ndata {len(said)}\n{said}"
            f"M 100644 inline {path}\ndata {len(content)}\n{content}\n"
        ).encode()
