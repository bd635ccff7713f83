from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.lib.quantities import Quantity, comparable, converted, dimension, quantities_in, read


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("900 ms", "900", "ms"),
        ("1.2s", "1.2", "s"),
        ("12/week", "12", "/week"),
        ("3 per week", "3", "/week"),
        ("12 tickets/week", "12", "tickets/week"),
        ("12 tickets a week", "12", "tickets/week"),
        ("-40 %", "-40", "%"),
        ("−40%", "-40", "%"),
        ("40 percentage points", "40", "pp"),
        ("40 %-points", "40", "pp"),
        ("3 per cent", "3", "%"),
        ("4 points", "4", "points"),
        ("$1.5M", "1500000", "USD"),
        ("US$ 20", "20", "USD"),
        ("€ 300", "300", "EUR"),
        ("300 €", "300", "EUR"),
        ("USD 300", "300", "USD"),
        ("1.5M USD", "1500000", "USD"),
        ("300k€", "300000", "EUR"),
        ("$20/month", "20", "USD/month"),
        ("1,200", "1200", ""),
        ("1,234,567.89 s", "1234567.89", "s"),
        ("1 200", "1200", ""),
        ("1\u202f200 ms", "1200", "ms"),
        ("3k", "3000", ""),
        ("3 million users", "3000000", "users"),
        ("10M requests", "10000000", "requests"),
        ("2 GB", "2", "GB"),
        ("512 MiB", "512", "MiB"),
        ("5 MB/s", "5", "MB/s"),
        ("5 min", "5", "min"),
        ("2h", "2", "h"),
        ("2 h 30 min", "150", "min"),
        ("1h30m", "90", "min"),
        ("2m15s", "135", "s"),
        ("3 days", "3", "days"),
        ("99.95 %", "99.95", "%"),
        ("12 tickets", "12", "tickets"),
        ("12 open tickets", "12", "open tickets"),
        ("4 people", "4", "people"),
        ("3x", "3", "x"),
        (".5 s", "0.5", "s"),
        ("500 rps", "500", "requests/s"),
    ],
)
def test_an_amount_is_read(text: str, value: str, unit: str) -> None:
    assert read(text) == Quantity(Decimal(value), unit, text)


@pytest.mark.parametrize("text", ["1,5 s", "1.200 tickets", "3m", "2-3 days", "2025 goals", "7B", "3k"])
def test_what_can_be_read_in_two_ways_is_not_certain(text: str) -> None:
    (found,) = quantities_in(text)

    assert not found.certain


@pytest.mark.parametrize("text", ["p95", "the 3rd", "8-bit", "k8s", "12:30", "1.2.3", "v2", "3.x", "#12", "a/12", ""])
def test_a_number_inside_a_word_is_none(text: str) -> None:
    assert quantities_in(text) == ()


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("0.9 s", "ms", "900"),
        ("2 GB", "MB", "2000"),
        ("2 GiB", "MiB", "2048"),
        ("90 min", "h", "1.5"),
        ("2 weeks", "days", "14"),
        ("2 years", "months", "24"),
        ("7/week", "/day", "1"),
        ("50 MB/s", "kB/s", "50000"),
        ("1 ticket", "tickets", "1"),
    ],
)
def test_amounts_are_told_in_another_unit(one: str, other: str, told: str) -> None:
    quantity = read(one)

    assert quantity is not None

    assert converted(quantity, other).value == Decimal(told)


@pytest.mark.parametrize(
    ("one", "other"),
    [("3 days", "3 months"), ("3 %", "3 pp"), ("$3", "€ 3"), ("3 tickets", "3 people"), ("3 s", "3 GB")],
)
def test_what_differs_in_kind_is_not_compared(one: str, other: str) -> None:
    first, second = read(one), read(other)
    assert first is not None
    assert second is not None

    assert not comparable(first, second)
    with pytest.raises(ValueError, match="cannot be told"):
        converted(first, second.unit)


def test_every_kind_of_unit_has_a_dimension() -> None:
    units = {
        "ms": "time",
        "months": "months",
        "GB": "size",
        "Mbit": "bits",
        "USD": "money",
        "%": "percent",
        "pp": "points",
    }
    units |= {"points": "score", "x": "ratio", "tickets": "count", "/week": "rate", "m": "unknown", "": "plain"}

    assert {unit: dimension(unit) for unit in units} == units


@given(st.integers(0, 10**12), st.sampled_from(["ms", "GB", "%", "tickets", "people", ""]))
def test_an_english_number_keeps_its_value(number: int, unit: str) -> None:
    text = f"{number:,} {unit}".strip()

    found = read(text)

    assert found is not None
    assert (found.value, found.text) == (Decimal(number), text)


@given(st.text(alphabet="0123456789 .,-−+%$€kMBsmhx/per week\u00a0", max_size=50))
def test_any_text_is_read_without_harm(text: str) -> None:
    found = quantities_in(text)

    assert all(text[each.start : each.end] == each.quantity.text for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
