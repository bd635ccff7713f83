"""SIGKILL while entries are saved through the API, one after another."""

import itertools
import os
import random
import sys
from collections.abc import Iterable

from bench.killing.home import Home
from bench.killing.lines import line, look_at
from bench.killing.process import done, killed_after, started
from bench.killing.verdict import Verdict

_AT_MOST = 12  # saves before the kill


def killed(home: Home, kills: int, dice: random.Random) -> Verdict:
    home.put_back("begun")
    verdict, known, entries = Verdict("saving an entry"), list[tuple[str, int]](), 0
    longest = done(lambda: _save(range(10_000_000, 10_000_000 + _AT_MOST)))
    home.put_back("begun")
    while verdict.kills < kills:
        first = len(known) + verdict.kills * 10_000
        pid = started(lambda first=first: _save(itertools.count(first)), said=home.said)  # type: ignore[misc]
        verdict.kills += killed_after(dice.uniform(0, longest), pid)
        known += [(key, int(key.rpartition("-")[2])) for key in _printed(home)]
        entries = look_at(home, verdict, acknowledged=known, there_too=set())
    verdict.looked_at = f"{len(known):,} answered as saved, {entries:,} entries"
    return verdict


def _printed(home: Home) -> list[str]:
    return [said[:-1] for said in home.said.read_text().splitlines(keepends=True) if said.endswith("\n")]


def _save(numbers: Iterable[int]) -> None:
    from alongside.client.choosing import client

    door = client()
    for number in numbers:
        key = f"{os.getpid()}-{number}"
        door.post("entries", {"line": line(number).text, "key": key, "today": "2026-11-20"})
        sys.stdout.write(f"{key}\n")
        sys.stdout.flush()
