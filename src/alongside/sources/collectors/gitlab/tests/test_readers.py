"""The readers of answers, with answers that no GitLab gave."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given as example
from hypothesis import strategies as st

from alongside.evidence.findings import Finding
from alongside.sources.collectors import fields
from alongside.sources.collectors.gitlab.findings import (
    Reading,
    Reviewing,
    issue,
    merge_request,
    release,
    review,
)
from alongside.sources.collectors.gitlab.people import Myself
from alongside.sources.collectors.gitlab.references import Place

from .server import ANNA, BERLIN, recorded

READING = Reading(Myself(ANNA, frozenset([7])), BERLIN)
PLACE = Place("shop/checkout", "https://gitlab.example.org")
DONE = Reviewing(fields.moment({"at": "2026-11-20T10:00:00Z"}, "at", zone=BERLIN))  # type: ignore[arg-type]
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just("0001-01-01T00:00:00+14:00")
ANYTHING = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8)
READERS: dict[str, Callable[[dict[str, Any], Any], Finding]] = {
    "merge_request_20": lambda record, other: merge_request(
        record, PLACE, READING, commits=[{"id": other, "message": other, "author_name": other}], approvals=other
    ),
    "issues_assigned": lambda record, _: issue(record, PLACE, READING),
    "releases": lambda record, _: release(record, PLACE, READING),
    "merge_request_12": lambda record, _: review(record, DONE, PLACE, READING),
}


@pytest.mark.parametrize("name", READERS)
@example(data=st.data())
def test_a_record_of_any_shape_is_taken_or_unusable(name: str, data: st.DataObject) -> None:
    found = recorded(name)
    record = found[-1] if isinstance(found, list) else found
    spoilt = record | data.draw(st.dictionaries(st.sampled_from(sorted(record)), ANYTHING, max_size=4))

    try:
        finding = READERS[name](spoilt, data.draw(ANYTHING))
    except fields.Unusable:
        return
    _check(finding)


def _check(finding: Finding) -> None:
    assert 0 < len(finding.id) <= 200
    assert finding.at.utcoffset() is not None
    assert finding.title
    texts = [finding.title, finding.body, finding.url, *finding.tickets, *finding.extra.values()]
    texts += [part for credit in finding.credits for part in credit]
    assert "\0" not in "".join(texts)
    assert "".join(texts).encode()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("fixes #3", "shop/checkout#3"),
        ("as in docs/site#8", "docs/site#8"),
        ("as in a/b/c/d#8.", "a/b/c/d#8"),
        ("https://gitlab.example.org/a/b/c/-/issues/8", "a/b/c#8"),
        ("https://gitlab.example.org/a/b/-/merge_requests/8", "a/b!8"),
        ("https://elsewhere.example.org/a/b/-/issues/8", "https://elsewhere.example.org/a/b/-/issues/8"),
        ("PAY-12: retry", "PAY-12"),
    ],
)
def test_a_reference_is_written_the_same_from_wherever_it_was_named(text: str, found: str) -> None:
    assert PLACE.references("own", text) == ("own", found)


def test_a_gitlab_in_a_folder_of_its_host_keeps_its_own_names() -> None:
    place = Place("shop/checkout", "https://example.org/gitlab")

    assert place.references("own", "https://example.org/gitlab/a/b/-/issues/8") == ("own", "a/b#8")


def test_a_name_that_is_too_long_for_an_id_stays_itself() -> None:
    long = "group/" * 60 + "project!1"

    assert len(fields.id_of(long)) <= 200
    assert fields.id_of(long) == fields.id_of(long)
    assert fields.id_of(long) != fields.id_of(long + "2")


def test_a_body_without_end_is_cut() -> None:
    record = recorded("merge_request_12") | {"description": "x" * 1_000_000, "title": "y" * 1_000_000}

    finding = merge_request(record, PLACE, READING)

    assert (len(finding.body), len(finding.title)) == (60_000, 1_000)
