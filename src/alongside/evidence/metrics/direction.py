"""Which way a sentence says that something went."""

import re

from alongside.lib.word_set import word_set


def direction(text: str, at: int) -> int:
    """−1 or 1 when a verb in the clause before this place says which way, 0 when not."""
    clause = re.split(r"[.;\x00]\s|, (?:and|but|which)", text[max(0, at - 160) : at])[-1]
    for word in reversed(re.findall(r"[^\W\d_]+", clause)):
        low = word.casefold()
        if low in DOWN or low in UP:
            return -1 if low in DOWN else 1
    return 0


MORE = word_set("more higher larger bigger longer increase growth rise mehr uplift gain jump boost")
FEWER = word_set("fewer less lower smaller shorter reduction decrease drop fall decline weniger")
DOWN = word_set(
    "cut cuts cutting reduce reduced reduces reducing reduction lower lowered lowers lowering decrease "
    "decreased decreases decreasing dropped drop drops dropping down fell fall falls shrank shrunk shrink "
    "trimmed trim trims shortened shorten slashed slash declined fallen gesenkt reduziert sank"
)
UP = word_set(
    "increase increased increases increasing raise raised raises raising grew grow grows grown growing rose "
    "rise rises rising up lifted lift lifts boosted boost boosts boosting gained climbed climb jumped expanded "
    "erhöht gesteigert"
)
