"""Numbers written as words: `three`, `twenty-five`, `two dozen`, `half a million`, `threefold`."""

import re
from decimal import Decimal
from functools import cache

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {word: number for number, word in enumerate(_ONES)} | {
    word: number * 10 for number, word in enumerate(_TENS, start=2)
}


def spelled_value(number: re.Match[str]) -> Decimal:
    """Of a match of `spelled_words`. Words of scale (`million`) stand after it and count later."""
    if number["fold"] or number["twice"]:
        return Decimal(_VALUES[number["fold"].casefold()] if number["fold"] else 2)
    if number["half"]:
        return Decimal(6) if number["half"].casefold().endswith("dozen") else Decimal("0.5")
    words = re.split(r"[ -]", number[0].casefold())
    times = {"dozen": 12, "hundred": 100}.get(words[-1], 1)
    known = [_VALUES[word] for word in words if word in _VALUES]
    return Decimal(sum(known) if known else 1) * times


def is_meant(number: re.Match[str], unit: str, kind: str) -> bool:
    """Whether the words tell an amount: `the two reviewers`, `one of them`, `one day soon` do not."""
    lead = number.string[max(0, number.start() - 24) : number.start()]
    if _pointed_at().search(lead):
        return False
    if not unit and _part_of().match(number.string, number.end()):
        return True
    is_one = number[0].casefold() == "one"
    if kind in {"plain", "time", "months"} and (is_one or not unit):
        return bool(_compared().search(lead))
    return kind == "rate" if is_one else True


@cache
def spelled_words() -> re.Pattern[str]:
    ones, tens = "|".join(_ONES[1:10]), "|".join(_TENS)
    return re.compile(
        r"(?<![\w\-–/.,'’])(?:"
        r"(?P<half>half a dozen|half a(?= (?:million|billion|thousand)(?!\w)))"
        rf"|(?P<fold>{'|'.join(_ONES[2:11])})fold"
        r"|(?P<twice>twice)(?= as (?:fast|quick|quickly|reliable|productive|efficient)(?!\w))"
        rf"|(?:an?|{'|'.join(_ONES[1:])}) (?:dozen|hundred)"
        r"|a(?= (?:million|billion|thousand)(?!\w))"
        rf"|(?:{tens})(?:[ -](?:{ones}))?|{'|'.join(sorted(_ONES, key=len, reverse=True))}"
        r")(?![\w\-–])",
        re.IGNORECASE,
    )


@cache
def _pointed_at() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:the|these|those|both|all|our|my|his|her|their|its|your|other|first|last|next|this|past) $",
        re.IGNORECASE,
    )


@cache
def _part_of() -> re.Pattern[str]:
    """`eight of nine regions`."""
    return re.compile(r" (?:out )?of (?=\d|[a-z]+ [a-z]+s(?!\w))")


@cache
def _compared() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:to|from|was|were|is|are|now|takes?|took|only|just|under|over|about|around|within|than|of|in|→) $",
        re.IGNORECASE,
    )
