"""Kills Alongside with SIGKILL at random moments, and looks whether anything is lost, doubled or broken.

    bench/kill [--kills 100] [--commits 6000] [--seed 1]

Prints two tables (Markdown): what was killed and what came of it, and where the runs over a repository were hit; exits
with 1 when anything is not zero. It works in a temporary folder. What is killed is a process of its own each time: a
copy of this one, which has loaded the product and not touched its data, so that no kill is wasted on loading.
"""

import argparse
import os
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.killing.verdict import Verdict


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--kills", type=int, default=100, help="of each kind")
    options.add_argument("--commits", type=int, default=6000)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="alongside-kill-") as folder:
        return _kill(Path(folder), given.kills, given.commits, random.Random(given.seed))


def _kill(folder: Path, kills: int, commits: int, dice: random.Random) -> int:
    from bench.killing.process import load

    os.environ["ALONGSIDE_HOME"] = str(folder / "home")
    load()
    from bench.killing import collecting, saving, terminal
    from bench.killing.home import Home

    home = Home(folder / "home", folder / "states")
    home.begin()
    hit: Counter[str] = Counter()
    print("| killed | kills | looked at | lost | doubled | broken |")
    print("| --- | ---: | --- | ---: | ---: | ---: |")
    saved, typed = saving.killed(home, kills, dice), terminal.killed(home, kills, dice)
    clean = [_told(verdict) for verdict in (saved, *typed)]
    clean.append(_told(collecting.killed(home, folder, kills, commits, dice, hit)))
    print("\n| where a run over a repository was hit | kills |\n| --- | ---: |")
    print("\n".join(f"| {where} | {count} |" for where, count in sorted(hit.items())))
    return 0 if all(clean) else 1


def _told(one: Verdict) -> bool:
    print(f"| {one.what} | {one.kills} | {one.looked_at} | {one.lost} | {one.doubled} | {one.broken} |", flush=True)
    for note in one.notes[:5]:
        print(f"{one.what}: {note}", file=sys.stderr)
    return one.is_clean


if __name__ == "__main__":
    sys.exit(main())
