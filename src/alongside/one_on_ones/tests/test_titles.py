import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.one_on_ones.titles import AT_MOST, short_title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "refund webhooks wait for a sandbox key from the Ledger team; asked @mina to ask there",
            "Refund webhooks wait for a sandbox key from the Ledger team",
        ),
        ("First night: 38 captures saved, none twice", "First night: 38 captures saved, none twice"),
        ("Asked @mina about #checkout and !latency", "Asked mina about checkout and latency"),
        ("p95 is at 1.5 s", "P95 is at 1.5 s"),
        (f"{'word ' * 30}", f"Word{' word' * 11}…"),
        ("write to a@b.example", "Write to a@b.example"),
    ],
)
def test_a_title_is_the_first_clause_without_signs(text: str, title: str) -> None:
    assert short_title(text) == title


@given(st.text(max_size=300))
def test_a_title_is_short_and_on_one_line(text: str) -> None:
    title = short_title(text)

    assert len(title) <= AT_MOST + 4  # a letter may have two capitals, and an ellipsis
    assert "\n" not in title
