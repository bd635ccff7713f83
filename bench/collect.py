"""Measures how a repository is collected, each stage beside what bare git takes for the same, in one run.

    bench/collect REPOSITORY [--author EMAIL] [--rounds 3] [--million] [--others]

Prints tables (Markdown). Ours and git's take turns, so that other work on the machine meets both; the middle of the
rounds counts. Exits with 1 when a figure is over what was promised. `--million` makes a history of a million commits
and looks at the memory; `--others` brings PyDriller, Perceval, git-fame and did into a temporary environment.
Nothing is written to the repository.
"""

import argparse
import os
import platform
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.collecting import million, others, stages
from bench.collecting.git import busiest_author, commits_in, version
from bench.collecting.table import printed


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("repository", type=Path)
    options.add_argument("--author", default="", help="an address; else who has most commits")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--million", action="store_true", help="memory over a million commits; takes some minutes")
    options.add_argument("--others", action="store_true", help="compare with other collectors; needs the network")
    options.add_argument("--from", dest="start", type=Path, default=Path(), help=argparse.SUPPRESS)
    given = options.parse_args()
    repository = (given.start / given.repository).resolve()
    author = given.author or busiest_author(repository)
    load = " / ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"{repository.name}: {commits_in(repository):,} commits, author {author}. {version()}, Python "
          f"{platform.python_version()}, {os.cpu_count()} cores, load {load}.\n", flush=True)  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="alongside-collect-") as folder:
        lines = stages.measured(repository, author, Path(folder), given.rounds)
        lines += million.measured(Path(folder)) if given.million else []
        kept = printed(lines)
        if given.others:
            print()
            others.print_table(repository, author, Path(folder))
    print(f"\nLoad at the end: {' / '.join(f'{each:.1f}' for each in os.getloadavg())}.")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
