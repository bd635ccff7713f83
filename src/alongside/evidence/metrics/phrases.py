"""The words that join a number to another one, or say which way it went."""

import re
from functools import cache

HEDGE = (
    r"(?:only |just |about |around |roughly |under |over |below |above |nearly |almost |well under |well over "
    r"|less than |more than |fewer than |no more than |at most |at least |approximately |all |ca\. |~ ?|≈ ?|< ?|> ?)?"
)
_WHEN = r"(?:,? (?:this|last) (?:week|month|quarter|year)|,? now|,? today)?"


@cache
def arrow() -> re.Pattern[str]:
    return re.compile(rf"[^\S\n]{{0,3}}(?:→|➜|⟶|➔|-{{1,2}}>|={{1,2}}>)\s{{0,3}}{HEDGE}")


@cache
def to() -> re.Pattern[str]:
    return re.compile(
        rf"(?:,? (?!(?:and|but|with)\b)[\w()\-]{{1,20}}){{0,4}}? (?:down |up )?(?:to|auf|towards?) {HEDGE}",
        re.IGNORECASE,
    )


@cache
def went_to() -> re.Pattern[str]:
    """`a 1 h meeting cut to 15 min` is a change, and no range."""
    return re.compile(
        rf"(?<!\w)(?:cut|reduced|shortened|trimmed|down|up|grown|raised|shrunk) to {HEDGE}$", re.IGNORECASE
    )


@cache
def went() -> re.Pattern[str]:
    """`alerts went 40 to 30`: without a unit only right after a verb of change."""
    return re.compile(r"(?<!\w)(?:went|fell|dropped|rose|grew|shrank|climbed|jumped|cut|down|up) $", re.IGNORECASE)


@cache
def after_it() -> re.Pattern[str]:
    return re.compile(
        rf" became {HEDGE}| before[,;] {HEDGE}|(?: before)?,? ?(?:(?:and|it|is|it's|are|we're|,) )*"
        r"(?:now|after|afterwards|after:|now:|today|today:)"
        rf" (?:is |it is |at |it takes |takes |we take |down to |up to )?{HEDGE}|; now {HEDGE}"
        rf"| ?\(before\),? {HEDGE}|[.;/,|] ?(?:after|now|today|afterwards):? (?:it is |it takes |it's )?{HEDGE}",
        re.IGNORECASE,
    )


@cache
def back() -> re.Pattern[str]:
    return re.compile(
        rf"{_WHEN}(?:[,;]| after,)? ?\(?(?:(?:down|up) from|from|(?:it |that |this )?(?:was|were)|previously|formerly"
        r"|originally|used to be|it used to be|(?<! )before(?: it was)?|before that|before(?= it was|:)"
        r"|instead of|rather than"
        rf"|compared (?:to|with)|against|versus|vs\.?|statt|vorher)[:,]? {HEDGE}",
        re.IGNORECASE,
    )


@cache
def from_lead() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:from|von) {HEDGE}$", re.IGNORECASE)


@cache
def by_lead() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:by|um) {HEDGE}$", re.IGNORECASE)


@cache
def moved_lead() -> re.Pattern[str]:
    """`down 40 %`, `up 3`, `grew 4 %`."""
    return re.compile(rf"(?<!\w)(?:down|up|grew|rose|fell|dropped|shrank|declined|climbed) {HEDGE}$", re.IGNORECASE)


@cache
def compared() -> re.Pattern[str]:
    return re.compile(
        r" (?:(?P<sign>fewer|less|lower|smaller|shorter|reduction|decrease|drop|fall|decline|weniger|more|higher"
        r"|larger|bigger|longer|increase|growth|rise|mehr|uplift|gain|jump|boost)"
        r"|faster|slower|quicker|cheaper|better|as (?:fast|quick|quickly|reliable|productive|efficient)|schneller)"
        r"(?!\w)",
        re.IGNORECASE,
    )
