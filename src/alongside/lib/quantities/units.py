"""Units by dimension, and conversion inside one dimension.

A unit is a short text: `ms`, `GB`, `%`, `pp` (percentage points), `points`, `USD`, `x` (times), `tickets` (a count
of what the word says), `tickets/week`, `/week` (a rate of what nobody named), or nothing (a plain number).
"""

from decimal import Decimal
from typing import NamedTuple

from alongside.lib.word_set import word_set


class Quantity(NamedTuple):
    value: Decimal
    unit: str
    text: str  # as somebody typed it


def dimension(unit: str) -> str:
    """time, months, size, bits, percent, points, money, ratio, rate, count, unknown, plain, or energy and its like."""
    if "/" in unit:
        return "rate"
    if unit in _SIZES:
        return _SIZES[unit][0]
    if unit in CURRENCIES:
        return "money"
    if unit in UNCLEAR:
        return "unknown"
    return "count" if unit else "plain"


def comparable(one: Quantity, other: Quantity) -> bool:
    return _per(one.unit, other.unit) is not None


def converted(quantity: Quantity, unit: str) -> Quantity:
    """The same amount in another unit of its dimension. ValueError when there is no way between them."""
    factor = _per(quantity.unit, unit)
    if factor is None:
        raise ValueError(f"“{quantity.text}” cannot be told in {unit or 'a plain number'}.")
    return Quantity(quantity.value * factor, unit, quantity.text)


def _per(unit: str, other: str) -> Decimal | None:
    """How many of the other unit are in one of this, or None."""
    if _same_name(unit, other):
        return Decimal(1)
    if "/" in unit and "/" in other:
        return _rate_per(unit, other)
    if unit in _SIZES and other in _SIZES and _SIZES[unit][0] == _SIZES[other][0]:
        return _SIZES[unit][1] / _SIZES[other][1]
    return None


def _rate_per(unit: str, other: str) -> Decimal | None:
    what, _, period = unit.partition("/")
    other_what, _, other_period = other.partition("/")
    amount = _per(what, other_what)
    span = _per(_LENGTHS.get(other_period, other_period), _LENGTHS.get(period, period))
    return None if amount is None or span is None else amount * span


def _same_name(unit: str, other: str) -> bool:
    """One ticket and two tickets are the same unit."""
    return unit == other or _singular(unit) == _singular(other)


def _singular(unit: str) -> str:
    if unit in _SIZES or unit in CURRENCIES or "/" in unit or not unit:
        return unit
    low = unit.casefold()
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    return low[:-1] if low.endswith("s") and not low.endswith("ss") else low


_SI = {
    "energy": {"Wh": "1", "kWh": "1e3", "MWh": "1e6"},
    "power": {"W": "1", "kW": "1e3", "MW": "1e6"},
    "mass": {"mg": "0.001", "kg": "1e3"},
    "length": {"mm": "0.001", "cm": "0.01", "km": "1e3"},
    "frequency": {"Hz": "1", "kHz": "1e3", "MHz": "1e6", "GHz": "1e9"},
    "degrees": {"°C": "1"},
    "degrees of Fahrenheit": {"°F": "1"},
    "level": {"dB": "1"},
}
NO_RATIO = frozenset({"percent", "points", "degrees", "degrees of Fahrenheit", "level"})
"""Dimensions in which twice the number is not twice as much, so that no change in percent can be told."""


def _table() -> dict[str, tuple[str, Decimal]]:
    seconds = {"ns": "1e-9", "µs": "1e-6", "ms": "0.001", "s": "1", "min": "60", "h": "3600"}
    seconds |= {"days": "86400", "weeks": "604800"}
    table = {name: ("time", Decimal(size)) for name, size in seconds.items()}
    table |= {name: ("months", Decimal(size)) for name, size in (("months", 1), ("quarters", 3), ("years", 12))}
    for power, letter in enumerate("kMGTP", start=1):
        table[f"{letter}B"] = ("size", Decimal(1000) ** power)
        table[f"{letter.upper()}iB"] = ("size", Decimal(1024) ** power)
        table[f"{letter}bit"] = ("bits", Decimal(1000) ** power)
    table |= {name: (kind, Decimal(size)) for kind, sizes in _SI.items() for name, size in sizes.items()}
    return table | {
        "B": ("size", Decimal(1)),
        "bit": ("bits", Decimal(1)),
        "%": ("percent", Decimal(1)),
        "‰": ("percent", Decimal("0.1")),
        "pp": ("points", Decimal(1)),
        "bp": ("points", Decimal("0.01")),
        "points": ("score", Decimal(1)),
        "stars": ("stars", Decimal(1)),
        "x": ("ratio", Decimal(1)),
    }


UNCLEAR = frozenset({"m", "M", "G"})  # metres, minutes, millions
_SIZES = _table()
_LENGTHS = {name[:-1]: name for name in ("days", "weeks", "months", "quarters", "years")}
CURRENCIES = word_set("USD EUR GBP JPY CHF INR AUD CAD SEK NOK DKK PLN")
CURRENCY_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR"}
