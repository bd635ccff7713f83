"""Finding numbers with units in a text: English number forms and SI.

`1,200`, `1 200`, `1.2`, `3k` and `$1.5M` are understood. What differs between countries (`1,5 s`, `1.200 tickets`)
or between trades (`3m`, `2B`) is read in the likeliest way and marked as not certain.
"""

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from alongside.lib.quantities.names import (
    BEFORE_A_TIME,
    BY_WORD,
    IRREGULAR_PLURALS,
    NOT_COUNTED,
    PERIODS,
    RATES_IN_A_WORD,
    SCALE_WORDS,
    SCALES,
    SIGNS,
)
from alongside.lib.quantities.spelled import is_meant, spelled_value, spelled_words
from alongside.lib.quantities.units import CURRENCIES, CURRENCY_SIGNS, Quantity, converted, dimension


class Found(NamedTuple):
    quantity: Quantity
    start: int
    end: int
    certain: bool


class _Unit(NamedTuple):
    name: str
    scale: int
    end: int
    certain: bool = True


def read(text: str) -> Quantity | None:
    """The quantity that the whole text is, or None."""
    found = quantities_in(text.strip())
    whole = len(found) == 1 and found[0].quantity.text == text.strip()
    return found[0].quantity if whole else None


def quantities_in(text: str) -> tuple[Found, ...]:
    """Every number in the text, left to right; a plain number has the unit ""."""
    found: list[Found] = []
    for number in sorted([*_numbers().finditer(text), *spelled_words().finditer(text)], key=lambda one: one.start()):
        free = not found or number.start() >= found[-1].end
        one = _one(number) if free else None
        if one and found and _continues(found[-1], one, text):
            found[-1] = _joined(found[-1], one, text)
        elif one and found and _is_a_part(found[-1], one, text):
            found[-1] = _as_part(found[-1], one, text)
        elif one:
            found.append(one)
    return tuple(found)


def _one(number: re.Match[str]) -> Found | None:
    return (_clock(number) or _found(number)) if number.re is _numbers() else _spelled(number)


def _spelled(number: re.Match[str]) -> Found | None:
    """`three days`, `a dozen teams`, `threefold`; without a unit only where a comparison may stand."""
    text, value = number.string, spelled_value(number)
    if number["fold"]:
        return Found(Quantity(value, "x", number[0]), number.start(), number.end(), certain=False)
    if number["twice"]:
        return Found(Quantity(value, "x", number[0]), number.start(), number.end(), certain=True)
    unit = _unit_after(text, number.end(), money=False)
    quantity = Quantity(_scaled(value, unit.scale), unit.name, text[number.start() : unit.end])
    is_said = is_meant(number, unit.name, dimension(unit.name))
    return Found(quantity, number.start(), unit.end, unit.certain) if is_said else None


def _found(number: re.Match[str]) -> Found | None:
    text = number.string
    unit = _money(number) or _unit_after(text, number.end(), money=False)
    if unit.end == number.end() and not unit.name and _goes_on(text, number.end()):
        return None
    value = _scaled(_value(number), unit.scale)
    certain = unit.certain and _is_certain(number, unit)
    return Found(Quantity(value, unit.name, text[number.start() : unit.end]), number.start(), unit.end, certain)


def _clock(number: re.Match[str]) -> Found | None:
    """`1h30`, `1h30m`, `2m15s`."""
    found = _clock_letters().match(number.string, number.start())
    if not found:
        return None
    large, small = (found[1], found[2]) if found[1] else (found[3], found[4])
    quantity = Quantity(Decimal(large) * 60 + Decimal(small), "min" if found[1] else "s", found[0])
    return Found(quantity, found.start(), found.end(), certain=True)


def _goes_on(text: str, end: int) -> bool:
    """`3rd`, `8-bit`, `3.x`, `12:30`: the number is a part of a longer word."""
    return bool(_rest_of_word().match(text, end))


def _value(number: re.Match[str]) -> Decimal:
    digits = re.sub(r"[\s,'’]", "", number["digits"]) if not number["comma"] else number["digits"].replace(",", ".")
    return -Decimal(digits) if number["sign"] in {"-", "−"} else Decimal(digits)


def _scaled(value: Decimal, scale: int) -> Decimal:
    """`1.5M` is 1500000, not 1500000.0."""
    scaled = value * scale
    return Decimal(int(scaled)) if scale > 1 and scaled == int(scaled) else scaled


def _is_certain(number: re.Match[str], unit: _Unit) -> bool:
    counts_a_fraction = dimension(unit.name) == "count" and unit.scale == 1 and "." in number["digits"]
    looks_like_a_year = bool(re.fullmatch(r"(?:19|20)\d\d", number["digits"])) and dimension(unit.name) == "count"
    could_be_thousands = bool(re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", number["digits"])) and unit.name not in {"%", "‰"}
    doubts = (number["comma"], number["range"], counts_a_fraction, looks_like_a_year, could_be_thousands)
    return not any(doubts)


def _money(number: re.Match[str]) -> _Unit | None:
    if number["currency"]:
        currency = CURRENCY_SIGNS.get(number["currency"].strip()[-1], number["currency"].strip())
        unit = _unit_after(number.string, number.end(), money=True)
        return unit._replace(name=currency + unit.name)
    return None


def _unit_after(text: str, at: int, *, money: bool) -> _Unit:
    """The unit that starts at this place. After a currency only a scale and a rate can follow."""
    scale = _scale(text, at, money=money)
    name = _Unit("", 1, scale.end) if money else _name(text, scale.end)
    bare = scale.certain or bool(name.name)
    rate = _rate(text, name.end) if name.name or scale.end > at or money or _rate_ok(text, at) else None
    unit = name.name + ("/" + rate.name if rate and "/" not in name.name else "")
    return _Unit(unit, scale.scale, rate.end if rate else name.end, name.certain and (bare or money))


def _rate_ok(text: str, at: int) -> bool:
    return _rate(text, at) is not None


def _scale(text: str, at: int, *, money: bool) -> _Unit:
    letters = _letters().match(text, at)
    if (
        letters
        and letters[1] in SCALES
        and (letters[1] in {"k", "K", "M", "bn"} or money or _sign_follows(text, letters))
    ):
        return _Unit("", SCALES[letters[1]], letters.end(), certain=False)
    words = _next_word().match(text, at)
    if words and words[1].casefold() in SCALE_WORDS:
        return _Unit("", SCALE_WORDS[words[1].casefold()], words.end(), certain=True)
    return _Unit("", 1, at)


def _sign_follows(text: str, letters: re.Match[str]) -> bool:
    return letters.end() < len(text) and text[letters.end()] in CURRENCY_SIGNS


def _name(text: str, at: int) -> _Unit:
    sign = _unit_sign().match(text, at)
    if sign and sign[1] in CURRENCY_SIGNS:
        return _Unit(CURRENCY_SIGNS[sign[1]], 1, sign.end())
    if sign:
        points = _percentage_points().match(text, at)
        return _Unit("pp", 1, points.end()) if points else _Unit(SIGNS[sign[1]], 1, sign.end())
    if joined := _joined_time().match(text, at):
        return _Unit(BY_WORD[joined[1]], 1, joined.end())
    word = _next_word().match(text, at)
    return _by_word(text, word) if word else _Unit("", 1, at)


def _by_word(text: str, word: re.Match[str]) -> _Unit:
    name, at = word[1], word.start()
    spelled = _percentage_points().match(text, at) or _per_cent().match(text, at)
    if spelled:
        return _Unit("%" if spelled.re is _per_cent() else "pp", 1, spelled.end())
    if name in CURRENCIES:
        return _Unit(name, 1, word.end())
    if name in SIGNS:
        return _Unit(SIGNS[name], 1, word.end(), certain=name != "B" or word[0] != name)
    if name.casefold() in BY_WORD:
        return _Unit(BY_WORD[name.casefold()], 1, word.end())
    if name in {"m", "M", "G"}:
        return _Unit(name, 1, word.end(), certain=False)
    return _counted(text, word) if word[0] != name else _Unit("", 1, at)


def _counted(text: str, word: re.Match[str]) -> _Unit:
    """`12 tickets`, `12 open tickets`: a noun in the plural, with at most one word before it."""
    one, two = word[1], _next_word().match(text, word.end())
    if two and two[0] != two[1] and _is_counted_as(one, two[1]):
        return _Unit(f"{one} {two[1]}", 1, two.end())
    return _Unit(one, 1, word.end()) if _is_plural(one) else _Unit("", 1, word.start())


def _is_counted_as(one: str, two: str) -> bool:
    if two.casefold() in BY_WORD:
        return one in BEFORE_A_TIME
    is_first = one.casefold() not in NOT_COUNTED and one.islower() and not _ends_as_plural(one.casefold())
    return is_first and _is_plural(two)


def _is_plural(word: str) -> bool:
    low = word.casefold()
    if low in NOT_COUNTED:
        return False
    return low in IRREGULAR_PLURALS or _ends_as_plural(low)


def _ends_as_plural(low: str) -> bool:
    return len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is"))


def _rate(text: str, at: int) -> _Unit | None:
    found = _per_period().match(text, at)
    if not found:
        return None
    word = found["period"] or found["adverb"]
    period = PERIODS.get(word.casefold()) or RATES_IN_A_WORD.get(word.casefold())
    return _Unit(_short_period(period), 1, found.end()) if period else None


def _short_period(period: str) -> str:
    return period[:-1] if period in {"days", "weeks", "months", "quarters", "years"} else period


def _continues(first: Found, second: Found, text: str) -> bool:
    """`2 h 30 min`, `1m30s`: two parts of one time."""
    steps = {("h", "min"), ("min", "s"), ("m", "s"), ("h", "m"), ("days", "h")}
    close = not text[first.end : second.start].strip(" ")
    return close and (first.quantity.unit, second.quantity.unit) in steps and second.quantity.value >= 0


def _joined(first: Found, second: Found, text: str) -> Found:
    larger, smaller = (
        each.quantity._replace(unit="min") if each.quantity.unit == "m" else each.quantity for each in (first, second)
    )
    total = converted(larger, smaller.unit).value + smaller.value
    return Found(Quantity(total, smaller.unit, text[first.start : second.end]), first.start, second.end, certain=True)


def _is_a_part(first: Found, second: Found, text: str) -> bool:
    """`12 of 15 teams`."""
    between = text[first.end : second.start]
    return not first.quantity.unit and dimension(second.quantity.unit) == "count" and between in _OF


def _as_part(first: Found, second: Found, text: str) -> Found:
    quantity = Quantity(first.quantity.value, second.quantity.unit, text[first.start : second.end])
    return Found(quantity, first.start, second.end, first.certain and second.certain)


_OF = {" of ", " out of ", " of the ", " of our "}


@cache
def _numbers() -> re.Pattern[str]:
    space = "[ \u00a0\u2009\u202f]"
    return re.compile(
        r"(?<![\w.,:/#@&$€£¥₹+'’\-−–])"
        r"(?P<range>\d{1,9}(?:\.\d{1,6})?\s?[-–]\s?(?=[\d]))?"
        r"(?P<sign>[-−+](?=[\d.$€£¥₹]))?"
        rf"(?P<currency>(?:US|C|A)?[$€£¥₹]{space}?|(?:USD|EUR|GBP|CHF|JPY|INR){space})?"
        r"(?P<digits>(?:"
        r"\d{1,3}(?:['’]\d{3}){1,6}(?!\d)|"
        rf"\d{{1,3}}(?:,\d{{3}}){{1,6}}(?![\d])|\d{{1,3}}(?:{space}\d{{3}}){{1,6}}(?!\d)"
        r"|(?P<comma>\d{1,6},\d{1,2}(?!\d))|\d{1,18})(?:\.\d{1,12})?|\.\d{1,12})"
        r"(?!\d|[.,:/]\d)"
    )


@cache
def _clock_letters() -> re.Pattern[str]:
    return re.compile(r"(?:(\d{1,4})h ?([0-5]?\d)(?:m|min)?|(\d{1,4})(?:m|min)([0-5]?\d)s)(?!\w)")


@cache
def _letters() -> re.Pattern[str]:
    return re.compile(r"(bn|[kKMmBbT])(?![A-Za-z0-9µ])")


@cache
def _unit_sign() -> re.Pattern[str]:
    return re.compile(r"[ \u00a0\u2009\u202f]?(°[CF]|[€$£¥₹%‰×])(?![\w$])")


@cache
def _next_word() -> re.Pattern[str]:
    return re.compile(r"[ \u00a0\u2009\u202f]{0,2}([^\W\d_]{1,30})(?![\w])")


@cache
def _joined_time() -> re.Pattern[str]:
    """`a 45-minute outage`. Longer ones (`a 3-day workshop`, `the 90-day plan`) are names of things."""
    return re.compile(r"-(second|minute|hour)(?![\w-])")


@cache
def _percentage_points() -> re.Pattern[str]:
    return re.compile(r"[ \u00a0]?(?:percentage[ -]points?|%[ -]?points?|percent points?)(?!\w)", re.IGNORECASE)


@cache
def _per_cent() -> re.Pattern[str]:
    return re.compile(r"[ \u00a0]?per cent(?!\w)", re.IGNORECASE)


@cache
def _per_period() -> re.Pattern[str]:
    return re.compile(
        r"\s?(?:/\s?|(?<!\w)(?:per|a|an|each|every|pro)\s)(?P<period>[^\W\d_]{1,12})(?!\w)"
        r"|\s(?P<adverb>daily|weekly|monthly|yearly|annually|hourly)(?!\w)",
        re.IGNORECASE,
    )


@cache
def _rest_of_word() -> re.Pattern[str]:
    return re.compile(r"[\w]|[-–/:]\w|\.[a-z]|'s?\w")
