"""Metrics in a sentence: pairs of before and after first, then changes in words, then single amounts."""

import re
from decimal import Decimal
from functools import cache

from alongside.evidence.metrics.metric import Metric, change_between
from alongside.evidence.metrics.never import without_names
from alongside.evidence.metrics.subject import what_before, what_follows
from alongside.lib.quantities import Found, Quantity, comparable, dimension, quantities_in
from alongside.lib.word_set import word_set

LONGEST_READ = 20_000


def metrics_in(text: str) -> tuple[Metric, ...]:
    """The metrics of a text in their order; of a very long text, those in its first 20,000 characters."""
    masked = without_names(text[:LONGEST_READ])
    found = quantities_in(masked)
    metrics = _pairs_and_singles(masked, found)
    metrics += _changes_in_words(masked, [span for metric in metrics for span in metric.spans])
    return tuple(sorted(metrics, key=lambda metric: metric.spans[0]))


def _pairs_and_singles(text: str, found: tuple[Found, ...]) -> list[Metric]:
    metrics: list[Metric | None] = []
    at = 0
    while at < len(found):
        pair = _pair(text, found[at], found[at + 1]) if at + 1 < len(found) else None
        if pair and _compares(found[at].quantity, found[at + 1].quantity):
            metrics.append(_metric_of_pair(text, pair[0], pair[1], clear=pair[2]))
            at += 2
        else:
            metrics.append(_single(text, found[at]))
            at += 1
    return [metric for metric in metrics if metric]


def _compares(one: Quantity, other: Quantity) -> bool:
    """Two amounts that nobody would compare (12 tickets, 300 ms) are no pair."""
    return not one.unit or not other.unit or dimension(one.unit) == dimension(other.unit) or _shares_a_rate(one, other)


def _shares_a_rate(one: Quantity, other: Quantity) -> bool:
    """ "12 incidents → 3 per week", "$1.5M to 1.2M a year": the rate is said once, for both."""
    kinds = {dimension(one.unit), dimension(other.unit)}
    said_once = one.unit.startswith(f"{other.unit}/") or other.unit.startswith(f"{one.unit}/")
    return said_once or kinds == {"rate", "count"} or ("rate" in kinds and "/" in {one.unit[:1], other.unit[:1]})


def _is_an_upgrade(lead: str) -> bool:
    return bool(re.search(r"\b(?:upgrad|migrat|bump|updat|port(?:ed|ing)\b)", lead[-200:], re.IGNORECASE))


def _pair(text: str, first: Found, second: Found) -> tuple[Found, Found, bool] | None:
    """Before, after, and whether the words between leave no doubt."""
    between = text[first.end : second.start]
    lead = text[max(0, first.start - 40) : first.start]
    if len(between) > 60:
        return None
    if _arrow().fullmatch(between) or _now().fullmatch(between):
        return first, second, True
    if _back().fullmatch(between):
        return second, first, True
    if _to().fullmatch(between):
        return (first, second, True) if _from_lead().search(lead) else _without_from(first, second, between)
    return None


def _without_from(first: Found, second: Found, between: str) -> tuple[Found, Found, bool] | None:
    """ "900 ms to 300 ms" can be a change or a range, so a person should look."""
    short = len(between.split()) <= 2
    return (first, second, False) if short and (first.quantity.unit or second.quantity.unit) else None


def _metric_of_pair(text: str, first: Found, second: Found, *, clear: bool) -> Metric | None:
    before, after = _with_one_unit(first.quantity, second.quantity)
    spans = tuple(sorted([(first.start, first.end), (second.start, second.end)]))
    start, end = spans[0][0], spans[1][1]
    if not before.unit and not after.unit and _is_an_upgrade(text[:start]):
        return None
    change = change_between(before, after)
    certain = clear and _pair_is_certain(first, second, before, after, change)
    return Metric(what_before(text, start) or _noun(after), before, after, change, spans, certain, text[start:end])


def _pair_is_certain(one: Found, other: Found, before: Quantity, after: Quantity, change: Decimal | None) -> bool:
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


def _single(text: str, found: Found) -> Metric | None:
    quantity = found.quantity
    spans = ((found.start, found.end),)
    kind = dimension(quantity.unit)
    what = what_before(text, found.start)
    if kind == "plain":
        scaled = bool(re.search(r"[A-Za-z]$", quantity.text))
        return Metric(what, None, quantity, None, spans, certain=False, text=quantity.text) if scaled else None
    if kind == "percent":
        return _percent(text, found, what)
    if kind == "ratio":
        certain = found.certain and bool(_compared().match(text, found.end))
        return Metric(what or what_follows(text, found.end), None, quantity, None, spans, certain, quantity.text)
    if kind == "count" and _is_a_status_code(quantity):
        return Metric(what, None, quantity, None, spans, certain=False, text=quantity.text)
    return Metric(
        _noun(quantity) or what, None, _with_direction(text, found), None, spans, found.certain, quantity.text
    )


def _is_a_status_code(quantity: Quantity) -> bool:
    return bool(re.fullmatch(r"[1-5]\d\d (?:errors?|responses?|pages|status(?:es)?|codes?)", quantity.text))


def _with_direction(text: str, found: Found) -> Quantity:
    """ "down by 12 points" is −12; without a direction the number stays as typed."""
    quantity = found.quantity
    if _by_lead().search(text, max(0, found.start - 40), found.start) and quantity.value > 0:
        sign = _direction(text, found)
        return quantity._replace(value=-quantity.value) if sign < 0 else quantity
    return quantity


def _percent(text: str, found: Found, what: str) -> Metric:
    quantity, spans = found.quantity, ((found.start, found.end),)
    follows = _compared().match(text, found.end)
    change = _percent_change(text, found, follows)
    if change is not None:
        subject = (what_follows(text, follows.end()) if follows and not what else what) or what
        return Metric(subject, None, None, change, spans, found.certain, quantity.text)
    doubtful = bool(_by_lead().search(text, max(0, found.start - 40), found.start)) or bool(follows)
    return Metric(what, None, quantity, None, spans, found.certain and not doubtful, quantity.text)


def _percent_change(text: str, found: Found, follows: re.Match[str] | None) -> Decimal | None:
    """The change that a percentage says, or None when it is a level or its direction is not said."""
    value = found.quantity.value
    if found.quantity.text[0] in "-−" or text[max(0, found.start) : found.start + 1] == "+":
        return value
    if follows and follows["sign"]:
        return value if follows["sign"].casefold() in _MORE else -value
    if follows:
        return None
    lead = text[max(0, found.start - 40) : found.start]
    if _by_lead().search(lead) or re.search(r"(?:down|up) $", lead):
        sign = _direction(text, found)
        return value * sign if sign else None
    return None


def _direction(text: str, found: Found) -> int:
    """−1 or 1 when a verb in the same clause says which way, 0 when not."""
    clause = re.split(r"[.;\x00]\s|, (?:and|but|which)", text[max(0, found.start - 160) : found.start])[-1]
    words = [word.casefold() for word in re.findall(r"[^\W\d_]+", clause)]
    for word in reversed(words):
        if word in _DOWN or word in _UP:
            return -1 if word in _DOWN else 1
    return 0


def _changes_in_words(text: str, taken: list[tuple[int, int]]) -> list[Metric]:
    metrics = []
    for found in _in_words().finditer(text):
        if not any(start < found.end() and found.start() < end for start, end in taken):
            change = _WORDED[found["word"].casefold()]
            what = what_follows(text, found.end()) or what_before(text, found.start())
            metrics.append(Metric(what, None, None, change, (found.span(),), certain=True, text=found.group()))
    return metrics


def _noun(quantity: Quantity) -> str:
    """ "12 tickets" are about tickets; the word must stand in the text as it is."""
    noun = quantity.unit.partition("/")[0]
    return noun if noun and dimension(noun) == "count" and noun in quantity.text else ""


_WORDED = {"halved": Decimal(-50), "halving": Decimal(-50), "doubled": Decimal(100), "doubling": Decimal(100)}
_WORDED |= {"tripled": Decimal(200), "tripling": Decimal(200), "quadrupled": Decimal(300), "by half": Decimal(-50)}
_WORDED |= {"in half": Decimal(-50), "halbiert": Decimal(-50), "verdoppelt": Decimal(100)}
_MORE = {"more", "higher", "larger", "bigger", "longer", "increase", "growth", "rise", "mehr", "uplift", "gain"}
_DOWN = word_set(
    "cut cuts cutting reduce reduced reduces reducing reduction lower lowered lowers lowering decrease "
    "decreased decreases decreasing dropped drop drops dropping down fell fall falls shrank shrunk shrink "
    "trimmed trim trims shortened shorten slashed slash declined gesenkt reduziert sank"
)
_UP = word_set(
    "increase increased increases increasing raise raised raises raising grew grow grows grown growing rose "
    "rise rises rising up lifted lift lifts boosted boost boosts boosting gained climbed climb jumped expanded "
    "erhöht gesteigert"
)

_HEDGE = r"(?:only |just |about |around |roughly |under |over |below |above |nearly |almost |ca\. |~ ?|≈ ?|< ?|> ?)?"


@cache
def _arrow() -> re.Pattern[str]:
    return re.compile(rf"[^\S\n]{{0,3}}(?:→|➜|⟶|➔|-{{1,2}}>|={{1,2}}>)\s{{0,3}}{_HEDGE}")


@cache
def _to() -> re.Pattern[str]:
    return re.compile(
        rf"(?:,? (?!(?:and|but|with)\b)[\w()\-]{{1,20}}){{0,4}}? (?:down |up )?(?:to|auf|towards?) {_HEDGE}",
        re.IGNORECASE,
    )


@cache
def _now() -> re.Pattern[str]:
    return re.compile(
        rf"(?: before)?,? ?(?:(?:and|it|is|it's|are|,) )*(?:now|after|afterwards|after:|now:)"
        rf" (?:is |it is |at )?{_HEDGE}|; now {_HEDGE}"
        rf" ?\(before\),? {_HEDGE}",
        re.IGNORECASE,
    )


@cache
def _back() -> re.Pattern[str]:
    return re.compile(
        rf"(?:,| now,| after,)? ?\(?(?:(?:down|up) from|from|(?:it )?was|were|previously|before(?: it was)?"
        r"|instead of|rather than"
        rf"|compared (?:to|with)|statt|vorher)[:,]? {_HEDGE}",
        re.IGNORECASE,
    )


@cache
def _from_lead() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:from|von) {_HEDGE}$", re.IGNORECASE)


@cache
def _by_lead() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:by|um) {_HEDGE}$", re.IGNORECASE)


@cache
def _compared() -> re.Pattern[str]:
    return re.compile(
        r" (?:(?P<sign>fewer|less|lower|smaller|shorter|reduction|decrease|drop|weniger|more|higher|larger|bigger"
        r"|longer|increase|growth|rise|mehr|uplift|gain)|faster|slower|quicker|cheaper|better|as fast|schneller)(?!\w)",
        re.IGNORECASE,
    )


@cache
def _in_words() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<word>{'|'.join(_WORDED)})(?!\w)", re.IGNORECASE)
