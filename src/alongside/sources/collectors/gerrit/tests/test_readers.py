"""The readers of answers, with answers that no Gerrit gave."""

from typing import Any

from hypothesis import given as example
from hypothesis import strategies as st

from alongside.evidence.findings import Finding
from alongside.sources.collectors.fields import Unusable
from alongside.sources.collectors.gerrit.findings import Reading, change, reviews

from .server import ANNA, BERLIN, recorded

READING = Reading(ANNA, frozenset([1001]), BERLIN, "https://review.example.org")
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just("0001-01-01 00:00:00.000000000")
ANYTHING = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8)
CHANGE, REVIEWED = recorded("changes")[2], recorded("reviews")[0]


def spoilt(record: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(st.sampled_from(sorted(record)), ANYTHING, max_size=4).map(lambda other: record | other)


@example(spoilt(CHANGE))
def test_a_change_of_any_shape_is_taken_or_unusable(record: dict[str, Any]) -> None:
    try:
        found = change(record, READING)
    except Unusable:
        return
    _check(found)


@example(spoilt(REVIEWED))
def test_a_review_of_any_shape_is_taken_or_unusable(record: dict[str, Any]) -> None:
    try:
        found = list(reviews(record, READING))
    except Unusable:
        return
    for each in found:
        _check(each)


@example(st.text())
def test_any_message_is_read(message: str) -> None:
    record = REVIEWED | {"messages": [REVIEWED["messages"][1] | {"message": message}], "labels": {}}

    (found,) = reviews(record, READING)

    _check(found)


def _check(finding: Finding) -> None:
    assert 0 < len(finding.id) <= 200
    assert finding.at.utcoffset() is not None
    assert finding.title
    texts = [finding.title, finding.body, finding.url, *finding.tickets, *finding.extra.values()]
    texts += [part for credit in finding.credits for part in credit]
    assert "\0" not in "".join(texts)
    assert "".join(texts).encode()
