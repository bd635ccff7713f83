"""Metrics in a sentence: pairs of before and after first, then changes in words, then single amounts."""

from alongside.evidence.metrics.metric import Metric
from alongside.evidence.metrics.never import without_names
from alongside.evidence.metrics.pairs import compares, metric_of_pair, pair_at
from alongside.evidence.metrics.singles import single
from alongside.evidence.metrics.worded import changes_in_words
from alongside.lib.masked import without_spans
from alongside.lib.quantities import Found, quantities_in

LONGEST_READ = 20_000


def metrics_in(text: str) -> tuple[Metric, ...]:
    """The metrics of a text in their order; of a very long text, those in its first 20,000 characters."""
    masked = without_names(text[:LONGEST_READ])
    worded = changes_in_words(masked)
    numbers = without_spans(masked, [span for metric in worded for span in metric.spans])
    metrics = worded + _pairs_and_singles(masked, quantities_in(numbers))
    return tuple(sorted(metrics, key=lambda metric: metric.spans[0]))


def _pairs_and_singles(text: str, found: tuple[Found, ...]) -> list[Metric]:
    metrics: list[Metric | None] = []
    at = 0
    while at < len(found):
        both = pair_at(text, found, at)
        if both and compares(found[at].quantity, found[at + 1].quantity):
            metrics.append(metric_of_pair(text, both))
            at += 2
        else:
            metrics.append(single(text, found[at]))
            at += 1
    return [metric for metric in metrics if metric]
