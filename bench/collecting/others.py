"""Other collectors, where they can be had: in a temporary environment, on the newest commits, with a limit."""

import os
import shutil
import subprocess
import time
from pathlib import Path

from bench.collecting.git import commits_in, out

_NEWEST = 2_000
_PATIENCE = 240
_PYDRILLER = """
import sys
from pydriller import Repository
seen = 0
for commit in Repository(sys.argv[1], only_commits=sys.argv[2:]).traverse_commits():
    sum(file.added_lines for file in commit.modified_files)
    seen += 1
assert seen, "nothing was read"
"""
_PERCEVAL = """
import sys
from perceval.backends.core.git import Git
assert sum(1 for _ in Git.parse_git_log_from_file(sys.argv[1])), "nothing was read"
"""
_PACKAGES = {
    "did": [
        ["--no-deps", "did"],
        ["python-dateutil", "httplib2", "requests", "feedparser", "tenacity", "python-bugzilla", "pygithub"],
    ]
}
"""Where a plain install wants more than a machine has: `did` asks for Kerberos, which its git plug-in never uses."""
_LOG = ("log", "--raw", "--numstat", "--pretty=fuller", "--decorate=full", "--parents", "-M", "-C", "-c")


def print_table(repository: Path, author: str, folder: Path) -> None:
    everything = commits_in(repository)
    newest = out(repository, "rev-list", "--no-merges", f"--max-count={_NEWEST}", "HEAD").split("\n")
    print(f"| other collector | of {everything:,} commits | took |\n| --- | --- | ---: |", flush=True)
    for name, package in (
        ("PyDriller", "pydriller"),
        ("Perceval", "perceval"),
        ("git-fame", "git-fame"),
        ("did", "did"),
    ):
        what, told = _tried(name, package, repository, author, folder / package, newest)
        print(f"| {name} | {what} | {told} |", flush=True)


def _tried(name: str, package: str, repository: Path, author: str, place: Path, newest: list[str]) -> tuple[str, str]:
    problem = _brought(package, place)
    if problem:
        return "skipped", problem
    what, order, environment = _ORDERS[name](repository, author, place, newest)
    began = time.perf_counter()
    try:
        done = subprocess.run(
            order, env={**os.environ, **environment}, capture_output=True, timeout=_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return what, f"more than {_PATIENCE} s"
    except OSError as wrong:
        return "skipped", str(wrong)
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().split("\n")[-1][:120].replace("|", "/")
        return "skipped", f"it failed: {said}"
    return what, f"{time.perf_counter() - began:.1f} s"


def _brought(package: str, place: Path) -> str:
    """Why it cannot be had; nothing when it is there."""
    uv = shutil.which("uv")
    if not uv:
        return "uv is not here"
    try:
        subprocess.run([uv, "venv", "--quiet", str(place)], check=True, capture_output=True, timeout=120)
        install = [uv, "pip", "install", "--quiet", "--python", str(place / "bin" / "python")]
        for more in _PACKAGES.get(package, [[package, "setuptools<81"]]):
            subprocess.run([*install, *more], check=True, capture_output=True, timeout=180)
    except subprocess.TimeoutExpired:
        return "it could not be had in time"
    except subprocess.CalledProcessError:
        return "it could not be had: no network, or no version for this Python"
    return ""


type _Order = tuple[str, list[str], dict[str, str]]


def _pydriller(repository: Path, author: str, place: Path, newest: list[str]) -> _Order:  # noqa: ARG001
    order = [str(place / "bin" / "python"), "-c", _PYDRILLER, str(_checked_out(repository, place)), *newest]
    return f"the newest {len(newest):,}, files and lines", order, {}


def _perceval(repository: Path, author: str, place: Path, newest: list[str]) -> _Order:  # noqa: ARG001
    log = place / "log.txt"
    began = time.perf_counter()
    log.write_text(out(repository, *_LOG, f"--max-count={_NEWEST}", "HEAD"), errors="replace")
    git = time.perf_counter() - began
    order = [str(place / "bin" / "python"), "-c", _PERCEVAL, str(log)]
    return f"the newest {_NEWEST:,}, files and lines; beside {git:.1f} s of git", order, {}


def _fame(repository: Path, author: str, place: Path, newest: list[str]) -> _Order:  # noqa: ARG001
    copy = _checked_out(repository, place)
    return "lines that stand today, by author", [str(place / "bin" / "git-fame"), str(copy)], {}


def _checked_out(repository: Path, place: Path) -> Path:
    """Not all of them read a repository without a work tree."""
    copy = place / "checked-out"
    out(Path(), "clone", "--quiet", "--shared", str(repository), str(copy))
    return copy


def _did(repository: Path, author: str, place: Path, newest: list[str]) -> _Order:  # noqa: ARG001
    copy = _checked_out(repository, place)
    (place / "config").write_text(f"[general]\nemail = {author}\n[work]\ntype = git\nrepo = {copy}\n")
    order = [str(place / "bin" / "did"), "--since", "1990-01-01", "--until", "2100-01-01"]
    return "one author, subjects", order, {"DID_DIR": str(place)}


_ORDERS = {"PyDriller": _pydriller, "Perceval": _perceval, "git-fame": _fame, "did": _did}
