"""One line a ranking: how high the first right name stands, with the interval of a bootstrap."""

import random
from collections.abc import Iterator
from statistics import fmean

from bench.vouching.cases import Case

type Found = list[tuple[Case, dict[str, list[str]]]]


def headline() -> str:
    names = ("project", "cases", "ranking", "MRR", "95 %", "top-1", "top-3", "busiest")
    return f"| {' | '.join(names)} |\n|{'---|' * len(names)}"


def lines(project: str, found: Found) -> Iterator[str]:
    for name in found[0][1]:
        values = [_worth(ranked[name], case.truth) for case, ranked in found]
        firsts = [ranked[name][0] for _, ranked in found if ranked[name]]
        low, high = _interval(values)
        busiest = max(map(firsts.count, set(firsts)), default=0) / len(found)
        cells = [f"{fmean(values):.3f}", f"{low:.3f}-{high:.3f}"]
        cells += [f"{fmean(value >= 1 / most for value in values):.3f}" for most in (1, 3)]
        yield f"| {project} | {len(found)} | {name} | " + " | ".join([*cells, f"{busiest:.2f}"]) + " |"


def _worth(ranked: list[str], truth: frozenset[str]) -> float:
    return next((1 / place for place, person in enumerate(ranked, 1) if person in truth), 0.0)


def _interval(values: list[float], samples: int = 1000) -> tuple[float, float]:
    drawn = random.Random(7)
    means = sorted(fmean(drawn.choices(values, k=len(values))) for _ in range(samples))
    return means[int(0.025 * samples)], means[int(0.975 * samples)]
