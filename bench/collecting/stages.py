"""The stages of a run and what follows them, each beside git."""

import json
import subprocess
import sys
from pathlib import Path
from statistics import median

from bench.collecting import git
from bench.collecting.table import Line

_ROOT = Path(__file__).parent.parent.parent
_NEW = 1000


def ours(repository: Path, author: str, what: str, *rest: str) -> dict[str, float]:
    order = [sys.executable, "-m", "bench.collecting.ours", str(repository), author, what, *rest]
    done = subprocess.run(order, cwd=_ROOT, stdout=subprocess.PIPE, check=True)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def measured(repository: Path, author: str, folder: Path, rounds: int) -> list[Line]:
    mine = git.written_by(repository, author)
    bare: list[dict[str, float]] = []
    rows: list[dict[str, float]] = []
    for number in range(rounds):
        print(f"round {number + 1} of {rounds} …", file=sys.stderr, flush=True)
        bare.append({
            "log": git.seconds(repository, *git.LOG),
            "trees": git.seconds(repository, *git.TREES, feed=mine),
            "raw": git.seconds(repository, *git.RAW),
        })  # fmt: skip
        rows.append(ours(repository, author, "all") | _thousand_new(repository, author, folder, number))
    figures = {name: median(row[name] for row in rows) for name in rows[0]}
    theirs = {name: median(row[name] for row in bare) for name in bare[0]}
    numstat = git.seconds(repository, *git.NUMSTAT)
    return _lines(figures, theirs, len(mine), numstat)


def _thousand_new(repository: Path, author: str, folder: Path, number: int) -> dict[str, float]:
    copy = folder / f"earlier-{number}.git"
    branch, tip = git.without_newest(repository, copy, _NEW)
    return ours(copy, author, "new", branch, tip)


def _lines(ours: dict[str, float], git: dict[str, float], mine: int, numstat: float) -> list[Line]:
    commits, kept = ours["commits"], ours["kept"]
    return [
        Line("first page with one's newest work", ours["first page"], most=3.0),
        Line(f"stage 1: {commits:,.0f} commits of everybody, with credits", ours["stage 1"],
             beside="`git log`, the same fields", theirs=git["log"], most=2.5),
        Line("of that the processor time of Python, beside that of git", ours["stage 1, busy"]),
        Line(f"stage 2: {mine:,} commits of one's own, files and lines ({kept:,.0f} activities)", ours["stage 2"],
             beside="`git diff-tree --stdin --numstat`", theirs=git["trees"], most=1.3),
        Line("pieces of work found and ranked", ours["pieces"]),
        Line("touchpoints with whom is named in all of it", ours["touchpoints"]),
        Line("stage 3: paths that everybody changed", ours["stage 3"],
             beside="`git log --raw --no-renames`", theirs=git["raw"], most=1.5),
        Line("lines of everybody: not read", 0, beside="`git log --numstat`", theirs=numstat),
        Line("nothing new", ours["nothing new"] * 1000, unit="ms", most=300),
        Line(f"{_NEW:,} new commits, with pieces of work", ours["new"], most=1.5),
        Line("database for each commit of others", ours["bytes"] / commits, unit="bytes", most=400),
        Line("of that for paths", ours["bytes of paths"] / commits, unit="bytes"),
        Line("memory", ours["megabytes"], unit="MB", most=300),
    ]  # fmt: skip
