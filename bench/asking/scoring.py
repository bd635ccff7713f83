"""The benchmark's own measure, so that one command tells the figures: the same places, interval and busiest."""

import random
from collections import Counter
from collections.abc import Iterable
from statistics import fmean
from typing import Any

from bench.asking.folder import Folder


def headline() -> str:
    names = ("project", "view", "top-1", "top-3", "top-5", "MRR", "95 %", "newcomers", "busiest")
    return f"| {' | '.join(names)} |\n|{'---|' * len(names)}"


def scored(folder: Folder, view: str, ranked: dict[str, list[str]]) -> str:
    placed = [(case, _place(case, ranked[case["commit"]], folder.aliases)) for case in folder.cases]
    values = [_worth(place) for _, place in placed]
    new = [_worth(place) for case, place in placed if case["author_before"] < 3]
    firsts = Counter(person for case in folder.cases for person in ranked[case["commit"]][:1])
    low, high = _interval(values)
    cells = [f"{fmean(0 < place <= most for _, place in placed):.3f}" for most in (1, 3, 5)]
    cells += [f"{fmean(values):.3f}", f"{low:.3f}-{high:.3f}", f"{fmean(new or [0.0]):.3f} ({len(new)})"]
    return f"| {folder.name} | {view} | " + " | ".join([*cells, f"{max(firsts.values()) / len(placed):.2f}"]) + " |"


def _place(case: dict[str, Any], ranked: Iterable[str], aliases: dict[str, str]) -> int:
    """Of the first right name, counted from one; 0 when there is none."""
    people = [person for each in ranked if (person := aliases.get(each, each)) != case["author"]]
    order = list(dict.fromkeys(people))
    return next((at for at, person in enumerate(order, 1) if person in set(case["truth"])), 0)


def _worth(place: int) -> float:
    return 1 / place if place else 0.0


def _interval(values: list[float], samples: int = 1000) -> tuple[float, float]:
    drawn = random.Random(7)
    means = sorted(fmean(drawn.choices(values, k=len(values))) for _ in range(samples))
    return means[int(0.025 * samples)], means[int(0.975 * samples)]
