"""Fits the weights of `evidence/work/worth.py` and says how well they do on a project that was kept aside.

    python -m bench.highlights_fit CASES.jsonl --benchmark DIR

CASES.jsonl is what the benchmark's `cases.py --out` wrote, DIR the benchmark's folder (truth and scorer are taken from
there). Needs numpy, which the app does not: run it in an environment of its own that can import `alongside`.

Model: in each case, a piece of work that was named stands against those that were not (conditional logit, weighed so
that every project and view counts the same, a small penalty on large weights). Points given by hand stay as they are.
Printed: nDCG* and R@5 for the weights as written, fitted on all projects, and cross-validated: each project scored
with weights fitted on the others. The weights in `worth.py` are the fitted ones, rounded.
"""

import argparse
import json
import statistics
import sys
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from bench.highlights import groups_of

from alongside.evidence.work.facts import Facts
from alongside.evidence.work.ranking import by_hand
from alongside.evidence.work.worth import TRAITS, values

PENALTY, STEPS, PACE = 0.003, 400, 0.05


class Case(NamedTuple):
    asked: Any
    groups: list[list[str]]
    values: np.ndarray
    by_hand: np.ndarray
    gain: np.ndarray


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("cases")
    options.add_argument("--benchmark", required=True)
    given = options.parse_args()
    sys.dont_write_bytecode = True
    sys.path.insert(0, given.benchmark)
    cases = list(_read(given.cases))
    projects = sorted({case.asked.project for case in cases})
    _tell("as written", projects, _scores(cases, np.array([trait.weight for trait in TRAITS])))
    fitted = _fit(cases)
    _tell("fitted on all", projects, _scores(cases, fitted))
    aside: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for project in projects:
        others = [case for case in cases if case.asked.project != project]
        weights = _fit(others)
        aside |= _scores([case for case in cases if case.asked.project == project], weights)
    _tell("cross-validated", projects, aside)
    print(f"\n{'trait':26}{'written':>9}{'fitted':>9}")
    for trait, weight in zip(TRAITS, fitted, strict=True):
        print(f"{trait.name:26}{trait.weight:9.2f}{weight:9.2f}")


def _read(path: str) -> Any:
    from cases import all_cases, arguments  # type: ignore[import-not-found]

    known = {case.id: case for case in all_cases(arguments(argparse.ArgumentParser()).parse_args([]))}
    seen: dict[tuple[str, ...], tuple[tuple[float, ...], float]] = {}
    with Path(path).open(encoding="utf-8") as lines:
        for line in lines:
            told = json.loads(line)
            groups = [(tuple(deed.id for deed in one.deeds), one) for one in groups_of(told)]
            for name, one in groups:
                if name not in seen:
                    facts = Facts(one)
                    seen[name] = values(facts), sum(point.score for point in by_hand(facts))
            names = [list(name) for name, _ in groups]
            found = [seen[name] for name, _ in groups]
            asked = known[told["case_id"]]
            gain = np.array([_gain(name, asked) for name in names])
            yield Case(asked, names, np.array([row for row, _ in found]), np.array([hand for _, hand in found]), gain)


def _gain(group: list[str], asked: Any) -> float:
    """Share of the group that belongs to the named changes it holds."""
    hit = [around for core, around in zip(asked.truth, asked.around, strict=True) if core & set(group)]
    return len(set(group) & set().union(*hit)) / len(group) if hit and len(group) <= 15 else 0.0


def _fit(cases: list[Case]) -> np.ndarray:
    usable = [case for case in cases if 0 < np.count_nonzero(case.gain) < len(case.gain)]
    count = Counter((case.asked.project, case.asked.view) for case in cases)
    rows, hand = np.concatenate([case.values for case in usable]), np.concatenate([case.by_hand for case in usable])
    middle, spread = rows.mean(0), rows.std(0) + 1e-6
    rows = (rows - middle) / spread
    starts = np.cumsum([0, *(len(case.gain) for case in usable)])[:-1]
    of = np.repeat(np.arange(len(usable)), [len(case.gain) for case in usable])
    gain = np.concatenate([case.gain for case in usable])
    each = [1 / count[case.asked.project, case.asked.view] / np.count_nonzero(case.gain) for case in usable]
    named, weight = np.flatnonzero(gain), (gain * np.array(each)[of])
    weight /= weight.sum()
    beta, speed, size = np.zeros(rows.shape[1]), np.zeros(rows.shape[1]), np.zeros(rows.shape[1])
    for step in range(1, STEPS + 1):
        odds = np.exp(np.clip(rows @ beta + hand, -50, 50))
        others = np.add.reduceat(np.where(gain > 0, 0, odds), starts)
        whole = odds[named] + others[of[named]]
        slope = np.zeros(len(rows))
        slope[named] = -weight[named] * (1 - odds[named] / whole)
        share = np.bincount(of[named], weight[named] / whole, len(usable))
        slope += np.where(gain > 0, 0, odds) * share[of]
        downhill = rows.T @ slope + 2 * PENALTY * beta
        speed = 0.9 * speed + 0.1 * downhill
        size = 0.99 * size + 0.01 * downhill**2
        beta -= PACE * (speed / (1 - 0.9**step)) / (np.sqrt(size / (1 - 0.99**step)) + 1e-9) * (1 - step / STEPS)
    return beta / spread


def _scores(cases: list[Case], weights: np.ndarray) -> dict[tuple[str, str], list[tuple[float, float]]]:
    from score import METRICS, measure  # type: ignore[import-not-found]

    star, recall = METRICS.index("nDCG*"), METRICS.index("R@5")
    found: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for case in cases:
        order = np.argsort(-(case.values @ weights + case.by_hand), kind="stable")
        figures = measure([case.groups[place] for place in order[:10]], case.asked.truth, case.asked.around)
        found.setdefault((case.asked.project, case.asked.view), []).append((figures[star], figures[recall]))
    return found


def _tell(name: str, projects: list[str], scores: dict[tuple[str, str], list[tuple[float, float]]]) -> None:
    for view in ("author", "period"):
        means = [[statistics.fmean(column) for column in zip(*scores[each, view], strict=True)] for each in projects]
        star, recall = (statistics.fmean(column) for column in zip(*means, strict=True))
        each = "  ".join(f"{project} {mean[0]:.3f}" for project, mean in zip(projects, means, strict=True))
        print(f"{name:16}{view:8}nDCG* {star:.3f}  R@5 {recall:.3f}   {each}")


if __name__ == "__main__":
    main()
