"""Everybody's commits of a clone, with who read, merged, wrote together and tried them. Addresses become pseudonyms."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.vouching.identities import Identities

MOST_FILES = 100
_TRAILER = re.compile(r"^\s?([A-Za-z][A-Za-z-]+)\s*:\s*(.*\S)\s*$")
_PERSON = re.compile(r'"?([^<>",;]*?)"?\s*<\s*([^<>\s]+@[^<>\s]+)\s*>')
_FORMAT = "%x01%H%x02%at%x02%ct%x02%aN%x02%aE%x02%cN%x02%cE%x02%B%x03"
READ, TOGETHER = ("reviewed-by", "acked-by"), ("co-developed-by", "co-authored-by")
SPOKE = ("tested-by", "reported-by", "suggested-by")

type Named = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Commit:
    key: str
    written: float
    landed: float
    author: Named
    committer: Named
    trailers: tuple[tuple[str, Named], ...]
    paths: tuple[str, ...]

    def named(self, *kinds: str) -> Iterator[Named]:
        yield from (who for kind, who in self.trailers if kind in kinds)


def commits(clone: Path) -> Iterator[Commit]:
    """Without merges, in no certain order."""
    for chunk in chunks(clone, "--name-only", f"--format={_FORMAT}"):
        head, _, names = chunk.partition("\x03")
        key, written, landed, name, address, merger, their_address, message = head.split("\x02", 7)
        paths = tuple(path for path in names.split("\n") if path)
        yield Commit(key, float(written), float(landed), (name, address), (merger, their_address),
                     tuple(_trailers(message)), paths)  # fmt: skip


def chunks(clone: Path, *options: str) -> Iterator[str]:
    """What `git log` tells, cut at its first character of each commit, which is \\x01."""
    command = ["git", "-c", "core.quotePath=false", "-c", "mailmap.blob=HEAD:.mailmap", "log"]
    whole = [*command, "--no-merges", "--no-renames", "--reverse", *options]
    with subprocess.Popen(whole, cwd=clone, stdout=subprocess.PIPE, encoding="utf-8", errors="replace") as git:
        assert git.stdout is not None
        found: list[str] = []
        for line in git.stdout:
            if line.startswith("\x01") and found:
                yield "".join(found)
                found = []
            found.append(line.removeprefix("\x01"))
        if found:
            yield "".join(found)


def people(text: str) -> Iterator[Named]:
    for name, address in _PERSON.findall(text):
        yield name.strip(), address


def _trailers(message: str) -> Iterator[tuple[str, Named]]:
    for line in message.splitlines():
        if hit := _TRAILER.match(line):
            for who in people(hit[2]):
                yield hit[1].lower(), who


def known(history: list[Commit]) -> Identities:
    found = Identities()
    for commit in history:
        for who in (commit.author, commit.committer, *(each for _, each in commit.trailers)):
            found.see(who)
    return found
