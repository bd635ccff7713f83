"""Ranks the people to ask for every case of a data folder of the benchmark `ask`, by the code the app uses.

    bench/ask PATH_TO_DATA --out PREDICTIONS            everything that landed before each question (rolling)
    bench/ask PATH_TO_DATA --out PREDICTIONS --static   only the training history
    bench/ask PATH_TO_DATA [PATH_TO_DATA ...]           no file: the figures of both, newcomers and the busiest
    bench/ask --speed                                   a made-up history of 100,000 commits: memory, one answer
    bench/ask --index REPOSITORY                        the stored index of a real one: its cost, and answers out of it

PREDICTIONS is a file, one line `{"commit": ..., "ranked": [address, ...]}` a case, or a folder that exists, which gets
`static.jsonl` and `rolling.jsonl`. `--cases tune` takes the tuning cases. Truth is read for the figures only.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.asking import speed, stored
from bench.asking.folder import Folder, opened
from bench.asking.predicting import predicted, written
from bench.asking.scoring import headline, scored


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("data", nargs="*", type=Path)
    options.add_argument("--out", type=Path)
    options.add_argument("--cases", default="cases", choices=("cases", "tune"))
    view = options.add_mutually_exclusive_group()
    view.add_argument("--static", action="store_true")
    view.add_argument("--rolling", action="store_true", help="as without it")
    options.add_argument("--speed", action="store_true")
    options.add_argument("--index", type=Path, metavar="REPOSITORY")
    options.add_argument("--from", dest="start", type=Path, default=Path(), help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.speed:
        speed.told()
    elif given.index:
        stored.measured(given.start / given.index)
    elif not given.data or (given.out and len(given.data) > 1):
        options.error("give a data folder; with --out just one")
    elif given.out:
        _predict(opened(given.start / given.data[0], given.cases), given.start / given.out, static=given.static)
    else:
        _tell([opened(given.start / each, given.cases) for each in given.data])


def _predict(folder: Folder, out: Path, *, static: bool) -> None:
    if out.is_dir():
        written(out / "static.jsonl", predicted(folder, static=True))
        written(out / "rolling.jsonl", predicted(folder, static=False))
    else:
        written(out, predicted(folder, static=static))


def _tell(folders: list[Folder]) -> None:
    print(headline())
    for folder in folders:
        for view in ("static", "rolling"):
            ranked = predicted(folder, static=view == "static")
            print(scored(folder, view, ranked), flush=True)


if __name__ == "__main__":
    main()
