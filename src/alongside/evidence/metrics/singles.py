"""A number that stands alone: a change (`−40 %`), or an amount (`12 tickets`)."""

import re
from decimal import Decimal

from alongside.evidence.metrics.direction import MORE, direction
from alongside.evidence.metrics.metric import Metric
from alongside.evidence.metrics.phrases import by_lead, compared, moved_lead
from alongside.evidence.metrics.subject import noun_of, what_before, what_follows
from alongside.lib.quantities import Found, Quantity, dimension

type _Span = tuple[tuple[int, int], ...]


def single(text: str, found: Found) -> Metric | None:
    quantity, spans = found.quantity, ((found.start, found.end),)
    kind = dimension(quantity.unit)
    if kind == "plain":
        return _plain(text, found, spans)
    if kind == "percent":
        return _percent(text, found, spans)
    if kind == "ratio":
        return _ratio(text, found, spans)
    what = noun_of(quantity) or what_before(text, found.start)
    certain = found.certain and not _is_a_status_code(quantity) and not _way_is_open(text, found)
    return Metric(what, None, _with_direction(text, found), None, spans, certain, quantity.text)


def _plain(text: str, found: Found, spans: _Span) -> Metric | None:
    """A bare number tells nothing, unless the sentence says that something changed by it; then a person looks."""
    is_scaled = re.search(r"\d\s?[A-Za-z]$", found.quantity.text)
    if not (is_scaled or _is_moved_by(text, found) or _is_told(text, found)):
        return None
    return Metric(
        what_before(text, found.start), None, found.quantity, None, spans, certain=False, text=found.quantity.text
    )


def _is_moved_by(text: str, found: Found) -> bool:
    lead = text[max(0, found.start - 40) : found.start]
    by = by_lead().search(lead)
    moved = moved_lead().search(lead)
    return bool(moved or (by and (direction(text, found.start) or _is_improved(text, found.start))))


def _is_told(text: str, found: Found) -> bool:
    """`lines deleted: 18,400`."""
    grouped = re.fullmatch(r"\d{1,3}(?:,\d{3})+", found.quantity.text)
    return bool(grouped and text[: found.start].endswith(": ") and what_before(text, found.start))


def _ratio(text: str, found: Found, spans: _Span) -> Metric:
    """`3 times` may be how often, so it says how much only where something is compared."""
    quantity, follows = found.quantity, compared().match(text, found.end)
    often = quantity.text.endswith("times") and not follows
    end = follows.end() if follows else found.end
    relates = re.match(r" (?:per|than|for|since|as|now|after)\b", text[end : end + 10])
    what = what_before(text, found.start) or ("" if often or relates else what_follows(text, end))
    return Metric(what, None, quantity, None, spans, found.certain and bool(follows), quantity.text)


def _is_a_status_code(quantity: Quantity) -> bool:
    return bool(re.fullmatch(r"[1-5]\d\d (?:errors?|responses?|pages|status(?:es)?|codes?)", quantity.text))


def _way_is_open(text: str, found: Found) -> bool:
    """ "improved by 120 ms" does not say whether it grew."""
    is_by = by_lead().search(text, max(0, found.start - 40), found.start)
    return bool(is_by) and not direction(text, found.start) and _is_improved(text, found.start)


def _is_improved(text: str, at: int) -> bool:
    return bool(re.search(r"(?i)\b(?:improv|better|chang|mov)\w*[^.;]*$", text[max(0, at - 80) : at]))


def _with_direction(text: str, found: Found) -> Quantity:
    """ "down by 12 points" is −12; without a direction the number stays as typed."""
    quantity = found.quantity
    if by_lead().search(text, max(0, found.start - 40), found.start) and quantity.value > 0:
        falls = direction(text, found.start) < 0
        return quantity._replace(value=-quantity.value) if falls else quantity
    return quantity


def _percent(text: str, found: Found, spans: _Span) -> Metric:
    quantity, what = found.quantity, what_before(text, found.start)
    follows = compared().match(text, found.end)
    change = _percent_change(text, found, follows)
    if change is not None:
        subject = (what_follows(text, follows.end()) if follows and not what else what) or what
        return Metric(subject, None, None, change, spans, found.certain, quantity.text)
    doubtful = bool(by_lead().search(text, max(0, found.start - 40), found.start)) or bool(follows)
    return Metric(what, None, quantity, None, spans, found.certain and not doubtful, quantity.text)


def _percent_change(text: str, found: Found, follows: re.Match[str] | None) -> Decimal | None:
    """The change that a percentage says, or None when it is a level or its direction is not said."""
    value = found.quantity.value
    if found.quantity.text[0] in "-−+":
        return value
    if follows and follows["sign"]:
        return value if follows["sign"].casefold() in MORE else -value
    if follows:
        return None
    lead = text[max(0, found.start - 40) : found.start]
    if by_lead().search(lead) or moved_lead().search(lead):
        sign = direction(text, found.start)
        return value * sign if sign else None
    return None
