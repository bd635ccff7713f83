"""Numbers that say what a piece of work changed: read from a sentence, never guessed."""

from alongside.evidence.metrics.metric import Metric, as_json, describe, from_json
from alongside.evidence.metrics.reading import metrics_in

__all__ = ["Metric", "as_json", "describe", "from_json", "metrics_in"]
