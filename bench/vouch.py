"""Who could speak for somebody's work, measured on who stood for new maintainers.

    bench/vouch CLONE [CLONE ...]

Each CLONE is a git repository whose history holds lists of maintainers (MAINTAINERS, Maintainers.txt) and whose commits
name their readers (Reviewed-by, Acked-by). A case is a person who comes into a list for the first time; right are those
who acked that commit. Nothing is written anywhere; people are pseudonyms from the first line read.
"""

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.vouching.cases import cases
from bench.vouching.histories import commits, known
from bench.vouching.playing import answers
from bench.vouching.rankings import RANKINGS
from bench.vouching.table import headline, lines


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("clones", nargs="+", type=Path)
    options.add_argument("--from", dest="start", type=Path, default=Path(), help=argparse.SUPPRESS)
    given = options.parse_args()
    print(headline())
    for clone in given.clones:
        for line in _told((given.start / clone).resolve()):
            print(line, flush=True)


def _told(clone: Path) -> list[str]:
    began = time.perf_counter()
    history = {commit.key: commit for commit in commits(clone)}
    if not history:
        sys.exit(f"{clone} has no commits.")
    who = known(list(history.values()))
    found = list(answers(history, list(cases(clone, history, who)), who, RANKINGS))
    if not found:
        sys.exit(
            f"{clone} has no case: nobody with work of their own came into a list with an Acked-by or Reviewed-by."
        )
    name = (clone.parent if clone.name in {".git", "repo"} else clone).name.rpartition("+")[2]
    print(f"{name}: {len(history):,} commits, {time.perf_counter() - began:.0f} s", file=sys.stderr)
    return list(lines(name, found))


if __name__ == "__main__":
    main()
