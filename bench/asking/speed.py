"""A made-up history as large as promised: how long it takes to remember it, to add to it, and to answer."""

import random
import time
import tracemalloc
from collections.abc import Iterator
from statistics import median

from alongside.knowledge.asking import Change, Memory, Question, ask

DAY, BEGIN, COMMITS, PEOPLE = 86_400.0, 1_200_000_000.0, 100_000, 3_000
NOUNS = "pool client cache index table parser socket driver clock timer queue buffer stream agent board config".split()


def told() -> None:
    changes = list(_history(random.Random(4)))
    start = time.perf_counter()
    memory = Memory(changes)
    print(f"{COMMITS:,} commits of {len(memory.seen):,} people remembered in {time.perf_counter() - start:.1f} s")
    start = time.perf_counter()
    for change in changes[-1000:]:
        memory.remember(change)
    print(f"one more commit: {(time.perf_counter() - start):.3f} ms")
    for files in (1, 5, 20, 60):
        figures = sorted(_milliseconds(memory, changes, files))
        print(f"one answer, {files} files: median {median(figures):.1f} ms, worst of 100 {figures[-1]:.1f} ms")
    tracemalloc.start()
    kept = Memory(changes)
    print(f"memory: {tracemalloc.get_traced_memory()[0] / 1e6:.0f} MB for {len(kept.seen):,} people")


def _milliseconds(memory: Memory, changes: list[Change], files: int) -> Iterator[float]:
    drawn = random.Random(files)
    for _ in range(100):
        paths = tuple(path for each in drawn.choices(changes[-20_000:], k=files) for path in each.paths[:1])
        question = Question(paths, drawn.choice(changes[-20_000:]).author, changes[-1].at)
        start = time.perf_counter()
        ask(memory, question)
        yield (time.perf_counter() - start) * 1000


def _history(drawn: random.Random) -> Iterator[Change]:
    """Fifteen years; people come and go, each at home in a few folders, a few of them everywhere."""
    paths = [_path(drawn) for _ in range(20_000)]
    for number in range(COMMITS):
        around = int(number / COMMITS * PEOPLE)
        author, *readers = (f"p{max(0, around - int(drawn.expovariate(1 / 300)))}" for _ in range(drawn.randint(1, 3)))
        middle = drawn.randrange(len(paths))
        touched = tuple(
            dict.fromkeys(paths[(middle + drawn.randint(0, 9)) % len(paths)] for _ in range(drawn.randint(1, 8)))
        )
        yield Change(BEGIN + number * 15 * 365 * DAY / COMMITS, author, tuple(readers), touched)


def _path(drawn: random.Random) -> str:
    folders = [f"{drawn.choice(NOUNS)}{drawn.randint(0, 3)}" for _ in range(drawn.randint(1, 6))]
    return "/".join([*folders, f"{drawn.choice(NOUNS)}_{drawn.choice(NOUNS)}.c"])
