import json
import re
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.evidence.metrics import as_json, from_json, metrics_in
from alongside.evidence.tests.metric_sentences import HELD_BACK, metric_sentences, reading_of, score

TABLE = metric_sentences()


@pytest.mark.parametrize(("sentence", "readings"), TABLE, ids=[sentence[:60] for sentence, _ in TABLE])
def test_a_sentence_is_read_as_the_table_says(sentence: str, readings: list[str]) -> None:
    assert [reading_of(metric) for metric in metrics_in(sentence)] == readings


def test_the_table_is_long_enough_to_mean_something() -> None:
    everything = [*TABLE, *metric_sentences(*HELD_BACK)]

    assert len(everything) >= 500
    assert len({sentence for sentence, _ in everything}) == len(everything)


@pytest.mark.parametrize(
    ("table", "precision", "recall", "of_numbers"),
    [(HELD_BACK[0], 0.85, 0.87, 0.95), (HELD_BACK[1], 0.68, 0.69, 0.86)],
)
def test_sentences_that_were_held_back_are_read_this_well(
    table: str, precision: float, recall: float, of_numbers: float
) -> None:
    """The figures of docs/performance.md, which may only get better.."""
    whole, bare = (score(metric_sentences(table), with_subject=each) for each in (True, False))

    assert whole.precision >= precision
    assert whole.recall >= recall
    assert min(bare.precision, bare.recall) >= of_numbers


@given(st.sampled_from([sentence for sentence, _ in TABLE]), st.sampled_from([sentence for sentence, _ in TABLE]))
def test_a_metric_names_only_words_and_places_of_its_sentence(one: str, other: str) -> None:
    sentence = f"{one}. {other}"

    for metric in metrics_in(sentence):
        assert set(metric.what.split()) <= set(_words_of(sentence))
        assert metric.text in sentence
        assert all(0 <= start < end <= len(sentence) for start, end in metric.spans)
        for quantity in (metric.before, metric.after):
            assert quantity is None or quantity.text in sentence


@given(st.text(alphabet="0123456789 .,-−%$€kMxs→>fromtby/\u00a0\x00#@!`", max_size=60))
def test_any_text_is_read_without_harm(text: str) -> None:
    spans = [span for metric in metrics_in(text) for span in metric.spans]

    assert all(one[1] <= other[0] for one, other in pairwise(sorted(spans)))


@given(st.sampled_from([sentence for sentence, _ in TABLE]))
def test_json_brings_every_metric_back(sentence: str) -> None:
    for metric in metrics_in(sentence):
        assert from_json(json.loads(json.dumps(as_json(metric)))) == metric


@given(st.integers(1, 10**9), st.integers(0, 10**9))
def test_the_change_is_computed_exactly(before: int, after: int) -> None:
    (metric,) = metrics_in(f"from {before} ms to {after} ms")

    assert metric.change_percent is not None
    assert abs(metric.change_percent - Decimal(after - before) * 100 / before) <= Decimal("0.005")


def _words_of(sentence: str) -> list[str]:
    return re.sub(r"[,.:*]", " ", sentence).split()
