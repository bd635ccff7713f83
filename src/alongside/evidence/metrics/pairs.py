"""Two numbers that are one before and one after."""

import re
from decimal import Decimal
from typing import NamedTuple

from alongside.evidence.metrics.metric import Metric, change_between
from alongside.evidence.metrics.phrases import after_it, arrow, back, from_lead, went, went_to
from alongside.evidence.metrics.phrases import to as to_words
from alongside.evidence.metrics.subject import noun_of, what_before
from alongside.lib.quantities import Found, Quantity, comparable, dimension


class Pair(NamedTuple):
    before: Found
    after: Found
    clear: bool


def pair_at(text: str, found: tuple[Found, ...], at: int) -> Pair | None:
    """In "by 20 s (from 65 s to 45 s)" the second number belongs to the third."""
    both = _pair(text, *found[at : at + 2]) if at + 1 < len(found) else None
    if both and at + 2 < len(found) and both.before == found[at + 1]:
        onward = _pair(text, *found[at + 1 : at + 3])
        return None if onward and onward.clear and onward.before == found[at + 1] else both
    return both


def _pair(text: str, first: Found, second: Found) -> Pair | None:
    between = text[first.end : second.start]
    lead = text[max(0, first.start - 40) : first.start]
    if len(between) > 60:
        return None
    if arrow().fullmatch(between) or after_it().fullmatch(between):
        return Pair(first, second, clear=True)
    if back().fullmatch(between):
        return Pair(second, first, clear=True)
    if to_words().fullmatch(between):
        is_clear = from_lead().search(lead) or went_to().search(between)
        return Pair(first, second, clear=True) if is_clear else _without_from(first, second, between, lead)
    return None


def _without_from(first: Found, second: Found, between: str, lead: str) -> Pair | None:
    """ "900 ms to 300 ms" can be a change or a range, so a person should look."""
    has_unit = first.quantity.unit or second.quantity.unit
    is_short = len(between.split()) <= 2
    return Pair(first, second, clear=False) if is_short and (has_unit or went().search(lead)) else None


def compares(one: Quantity, other: Quantity) -> bool:
    """Two amounts that nobody would compare (12 tickets and 300 ms, 3 talks and 250 people) are no pair."""
    if not one.unit or not other.unit or _shares_a_rate(one, other):
        return True
    kind = dimension(one.unit)
    return kind == dimension(other.unit) and (kind != "count" or comparable(one, other))


def _shares_a_rate(one: Quantity, other: Quantity) -> bool:
    """ "12 incidents → 3 per week", "$1.5M to 1.2M a year": the rate is said once, for both."""
    kinds = {dimension(one.unit), dimension(other.unit)}
    said_once = one.unit.startswith(f"{other.unit}/") or other.unit.startswith(f"{one.unit}/")
    return said_once or kinds == {"rate", "count"} or ("rate" in kinds and "/" in {one.unit[:1], other.unit[:1]})


def metric_of_pair(text: str, both: Pair) -> Metric | None:
    before, after = _with_one_unit(both.before.quantity, both.after.quantity)
    spans = tuple(sorted((found.start, found.end) for found in both[:2]))
    start, end = spans[0][0], spans[1][1]
    if not before.unit and not after.unit and _is_an_upgrade(text[:start]):
        return None
    change = change_between(before, after)
    certain = both.clear and _is_certain(both, before, after, change)
    what = what_before(text, start) or _what_is_counted(both)
    return Metric(what, before, after, change, spans, certain, text[start:end])


def _is_an_upgrade(lead: str) -> bool:
    return bool(re.search(r"\b(?:upgrad|migrat|bump|updat|port(?:ed|ing)\b)", lead[-200:], re.IGNORECASE))


def _what_is_counted(both: Pair) -> str:
    return noun_of(both.after.quantity) or noun_of(both.before.quantity)


def _is_certain(both: Pair, before: Quantity, after: Quantity, change: Decimal | None) -> bool:
    one, other = both.before, both.after
    inherited = one.quantity.unit != other.quantity.unit and "" in {one.quantity.unit, other.quantity.unit}
    # "1.2 s to 900" is hardly 900 s: a unit that was left out may be another one.
    jumps = inherited and change is not None and not -99 < change < 9900
    read_well = all(each.certain or _is_scaled_number(each.quantity) for each in (one, other))
    return read_well and comparable(before, after) and bool(before.unit) and not jumps


def _is_scaled_number(quantity: Quantity) -> bool:
    return not quantity.unit and quantity.text[-1:] in {"k", "K", "M"}


def _with_one_unit(before: Quantity, after: Quantity) -> tuple[Quantity, Quantity]:
    """A side without a unit takes it from the other; "12 incidents → 3 per week" share both halves."""
    unit = _shared_unit(before.unit, after.unit)
    return (before._replace(unit=unit), after._replace(unit=unit)) if unit else (before, after)


def _shared_unit(one: str, other: str) -> str:
    """The unit of both when one of them says only a part of it, else nothing."""
    for less, more in ((one, other), (other, one)):
        if not less or more.startswith(f"{less}/") or (less.startswith("/") and more.endswith(less)):
            return more
        if more.startswith("/") and "/" not in less:
            return less + more
    return ""
