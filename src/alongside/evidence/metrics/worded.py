"""Changes that are said without a digit: `halved`, `by a third`, `twice as many`."""

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from alongside.evidence.metrics.direction import FEWER, MORE, direction
from alongside.evidence.metrics.metric import Metric
from alongside.evidence.metrics.phrases import HEDGE
from alongside.evidence.metrics.subject import what_before, what_follows
from alongside.lib.quantities import Quantity


def changes_in_words(text: str) -> list[Metric]:
    return [_metric(found) for found in _worded().finditer(text)]


def _metric(found: re.Match[str]) -> Metric:
    text, start, end = found.string, found.start(), found.end()
    if found["by"]:
        return _by(found)
    leads = found["whole"] or found["to"]
    what = what_before(text, start) if leads else what_follows(text, end) or what_before(text, start)
    return Metric(what, None, None, _change(found), (found.span(),), certain=True, text=found.group())


def _change(found: re.Match[str]) -> Decimal:
    if found["word"]:
        return _WORDED[found["word"].casefold()]
    if found["as"]:
        return Decimal(-50) if found["as"].casefold() == "half" else Decimal(100)
    if remains := found["to"] or found["left"]:
        return _percent(remains) - 100
    if found["part"]:
        return _percent(found["part"]) * (1 if found["sign"].casefold() in MORE else -1)
    return -_percent(found["saved"] or "half")


def _by(found: re.Match[str]) -> Metric:
    """Where nothing says which way it went, the part is shown and a person looks."""
    sign, what = direction(found.string, found.start()), what_before(found.string, found.start())
    share = _percent(found["by"])
    if sign:
        return Metric(what, None, None, share * sign, (found.span(),), certain=True, text=found.group())
    shown = Quantity(share, "%", found["by"])
    return Metric(what, None, shown, None, (found.span(),), certain=False, text=found.group())


def _percent(part: str) -> Decimal:
    """`two thirds` is 66.67."""
    words = re.split(r"[ -]", part.casefold())
    count = {"two": 2, "three": 3, "four": 4}.get(words[0], 1)
    size = _PARTS[words[-1].removesuffix("s") if words[-1] != "halves" else "half"]
    return (Decimal(100 * count) / size).quantize(Decimal("0.01"), ROUND_HALF_UP).normalize() + 0


_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_WORDED = {
    **dict.fromkeys(("halved", "halving", "halves", "in half", "halbiert"), Decimal(-50)),
    **dict.fromkeys(("doubled", "doubling", "doubles", "verdoppelt"), Decimal(100)),
    **dict.fromkeys(("tripled", "tripling", "triples", "verdreifacht"), Decimal(200)),
    **dict.fromkeys(("quadrupled", "quadrupling"), Decimal(300)),
}


@cache
def _worded() -> re.Pattern[str]:
    part = r"(?:half|(?:a|one|two|three|four)[ -](?:half|third|quarter|fifth|tenth)s?)(?!\w| an? | of an? |-)"
    signs = "|".join(sorted(MORE | FEWER))
    shrinks = "cut|cut down|reduced|brought down|down|shrunk|shrank|dropped|fell|lowered|went down"
    return re.compile(
        rf"(?<!\w)(?:(?P<word>{'|'.join(_WORDED)})"
        rf"|(?:by|um) {HEDGE}(?P<by>{part})"
        r"|(?P<as>half|twice) as (?:many|much|long|large|big|high|often)"
        rf"|(?:{shrinks}) to {HEDGE}(?P<to>{part})"
        rf"|(?P<part>{part}) (?P<sign>{signs})"
        rf"|(?:needs?|takes?|uses?|costs?) {HEDGE}(?P<left>{part})(?= (?:of )?the )"
        rf"|(?:saves?|saved|saving) {HEDGE}(?P<saved>{part})(?= of )"
        r"|(?P<whole>half of what)(?= \w+ (?:was|were|used|cost|took)))(?!\w)",
        re.IGNORECASE,
    )
