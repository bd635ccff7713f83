"""SIGKILL of `alongside log`, and of the command that delivers what it kept."""

import json
import random
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from bench.killing.home import Home
from bench.killing.lines import line, look_at
from bench.killing.process import done, killed_after, started
from bench.killing.verdict import Verdict

from alongside.client import outbox

_LOG = (sys.executable, "-m", "alongside", "log", "--json", "--")
_AT_ONCE = 6
type Known = list[tuple[str, int]]


def killed(home: Home, kills: int, dice: random.Random) -> list[Verdict]:
    home.put_back("begun")
    typing, delivering = Verdict("`alongside log`"), Verdict("delivery from the outbox")
    known: Known = []
    quick, slow = _undisturbed(home, known)
    numbers = iter(range(len(known), 1_000_000))
    while min(typing.kills, delivering.kills) < kills:
        _type_and_kill(typing, dice.uniform(0, quick), next(numbers), known)
        _put(home, [next(numbers) for _ in range(_AT_ONCE)], known)
        delivering.kills += killed_after(dice.uniform(0, slow), started(_deliver))
        look_at(home, delivering, acknowledged=known, there_too=_waiting(home))
    done(_deliver)
    for verdict in (typing, delivering):
        entries = look_at(home, verdict, acknowledged=known, there_too=set())
        verdict.looked_at = f"{len(known):,} lines kept, {entries:,} entries"
        verdict.lose(outbox.waiting_in(home.outbox))
        verdict.breaks(outbox.refused_in(home.outbox))
    return [typing, delivering]


def _undisturbed(home: Home, known: Known) -> tuple[float, float]:
    """Seconds that typing a line takes, and delivering some; a little more, to hit the end as well."""
    quick = done(lambda: subprocess.run([*_LOG, line(0).text], check=True).returncode)
    known += [(key, 0) for key in _waiting(home)]
    _put(home, list(range(1, _AT_ONCE + 1)), known)
    return quick * 1.1, done(_deliver) * 1.1


def _type_and_kill(verdict: Verdict, seconds: float, number: int, known: Known) -> None:
    """Acknowledged is what it printed whole."""
    with subprocess.Popen([*_LOG, line(number).text], stdout=subprocess.PIPE) as process:
        try:
            said, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            said, _ = process.communicate()
        verdict.kills += process.returncode < 0
    with suppress(ValueError):
        known.append((json.loads(said)["key"], number))


def _put(home: Home, numbers: list[int], known: Known) -> None:
    known += [(outbox.put(home.outbox, line(number).text, today="2026-11-20"), number) for number in numbers]


def _deliver() -> None:
    """What every command does first."""
    from alongside.client.choosing import client

    client().get("me")


def _waiting(home: Home) -> set[str]:
    return {_key(path) for path in outbox.waiting_in(home.outbox)}


def _key(path: Path) -> str:
    return str(json.loads(path.read_text())["key"])
