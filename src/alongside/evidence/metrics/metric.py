"""One measured change or amount, how it is told, and how it is kept as JSON."""

from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple, cast

from alongside.lib.quantities import NO_RATIO, Quantity, comparable, converted, dimension


class Metric(NamedTuple):
    """What was measured, before and after; either may be unknown.

    `change_percent` is the change relative to before, rounded to 0.01; between two percentages it stays None,
    because 60 % → 80 % is 20 points; so it does between degrees and decibels.
    `certain` is False when a person should look at the reading.
    """

    what: str
    before: Quantity | None
    after: Quantity | None
    change_percent: Decimal | None
    spans: tuple[tuple[int, int], ...]
    certain: bool
    text: str


def change_between(before: Quantity, after: Quantity) -> Decimal | None:
    if before.value == 0 or not comparable(before, after) or dimension(before.unit) in NO_RATIO:
        return None
    now = converted(after, before.unit).value
    return ((now - before.value) / abs(before.value) * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)


def points_between(before: Quantity, after: Quantity) -> Decimal | None:
    """By how many percentage points it moved."""
    both_percent = dimension(before.unit) == dimension(after.unit) == "percent"
    return converted(after, "%").value - converted(before, "%").value if both_percent else None


def describe(metric: Metric) -> str:
    """`900 ms → 300 ms (−67 %)`.

    Whole percents, halves away from zero; one decimal below 10 %, and where a whole number would say 100 %
    of a change that was not all.
    """
    if metric.before and metric.after:
        return f"{_told(metric.before)} → {_told(metric.after)}{_change(metric)}"
    if metric.change_percent is not None and not metric.after:
        return _percent(metric.change_percent)
    return _told(metric.after) if metric.after else metric.text


def _told(quantity: Quantity) -> str:
    text = " ".join(quantity.text.split())
    text = "−" + text[1:] if text.startswith("-") else text
    # "down by 12 points" is typed without a sign and means one.
    return "−" + text if quantity.value < 0 and not text.startswith("−") else text


def _change(metric: Metric) -> str:
    if metric.before and metric.after:
        points = points_between(metric.before, metric.after)
        if points is not None:
            return f" ({_signed(points)} points)"
    return "" if metric.change_percent is None else f" ({_percent(metric.change_percent)})"


def _percent(change: Decimal) -> str:
    whole = change.quantize(Decimal(1), ROUND_HALF_UP)
    says_too_much = abs(whole) == 100 and abs(change) != 100
    fine = change.quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{_signed(fine if abs(change) < 10 or says_too_much else whole)} %"


def _signed(number: Decimal) -> str:
    digits = f"{abs(number):,f}"
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return f"{'−' if number < 0 else '+' if number > 0 else ''}{digits}"


def as_json(metric: Metric) -> dict[str, object]:
    return {
        "what": metric.what,
        "before": _quantity_as_json(metric.before),
        "after": _quantity_as_json(metric.after),
        "change_percent": None if metric.change_percent is None else str(metric.change_percent),
        "spans": [list(span) for span in metric.spans],
        "certain": metric.certain,
        "text": metric.text,
    }


def from_json(given: dict[str, object]) -> Metric:
    """What `as_json` wrote. KeyError, TypeError or a decimal error when it did not."""
    change = given["change_percent"]
    return Metric(
        what=str(given["what"]),
        before=_quantity_from_json(given["before"]),
        after=_quantity_from_json(given["after"]),
        change_percent=None if change is None else Decimal(str(change)),
        spans=tuple((start, end) for start, end in cast(list[list[int]], given["spans"])),
        certain=bool(given["certain"]),
        text=str(given["text"]),
    )


def _quantity_as_json(quantity: Quantity | None) -> dict[str, str] | None:
    return quantity and {"value": str(quantity.value), "unit": quantity.unit, "text": quantity.text}


def _quantity_from_json(given: object) -> Quantity | None:
    if given is None:
        return None
    fields = cast(dict[str, str], given)
    return Quantity(Decimal(fields["value"]), fields["unit"], fields["text"])
