"""The tables of sentences with the metrics that a careful reader finds in them, and how well the app reads them."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from alongside.evidence.metrics import Metric, describe, metrics_in

type Row = tuple[str, list[str]]

PARTS = ("metric_sentences.txt", "metric_sentences_2.txt")
HELD_BACK = ("metric_sentences_3.txt", "metric_sentences_4.txt")


def metric_sentences(*files: str) -> list[Row]:
    """Sentence, and each expected reading as `what: told`, with "?" first when it is not certain."""
    folder = Path(__file__).parent
    lines = [line for file in files or PARTS for line in (folder / file).read_text(encoding="utf-8").splitlines()]
    return [_row(line) for line in lines if line and not line.startswith("#")]


def reading_of(metric: Metric) -> str:
    doubt = "" if metric.certain else "?"
    return doubt + (f"{metric.what}: " if metric.what else "") + describe(metric)


class Score(NamedTuple):
    sentences: int
    expected: int
    read: int
    right: int

    @property
    def precision(self) -> float:
        return self.right / self.read if self.read else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0


def score(rows: Iterable[Row], *, with_subject: bool = True) -> Score:
    """A reading is right when its numbers, its change, its doubt and (where asked) its subject are as expected."""
    total = Score(0, 0, 0, 0)
    for sentence, expected in rows:
        read = [reading_of(metric) for metric in metrics_in(sentence)]
        wanted, found = (Counter(each if with_subject else _bare(each) for each in side) for side in (expected, read))
        counts = (1, len(expected), len(read), (wanted & found).total())
        total = Score(*(so_far + more for so_far, more in zip(total, counts, strict=True)))
    return total


def _row(line: str) -> Row:
    sentence, *readings = line.split(" | ")
    return sentence, [] if readings == ["-"] else readings


def _bare(reading: str) -> str:
    doubt, told = ("?", reading[1:]) if reading.startswith("?") else ("", reading)
    return doubt + told.rpartition(": ")[2]
