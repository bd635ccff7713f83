"""The table of sentences with the metrics that a careful reader finds in them."""

from pathlib import Path


def metric_sentences() -> list[tuple[str, list[str]]]:
    """Sentence, and each expected reading as `what: told`, with "?" first when it is not certain."""
    lines = (Path(__file__).parent / "metric_sentences.txt").read_text(encoding="utf-8").splitlines()
    return [_row(line) for line in lines if line and not line.startswith("#")]


def _row(line: str) -> tuple[str, list[str]]:
    sentence, *readings = line.split(" | ")
    return sentence, [] if readings == ["-"] else readings
