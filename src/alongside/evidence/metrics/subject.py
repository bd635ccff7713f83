"""The words of a sentence that say what was measured; only words that stand there."""

import re
from functools import cache

from alongside.lib.quantities import Quantity, dimension
from alongside.lib.word_set import word_set

LONGEST = 6


def what_before(text: str, start: int) -> str:
    """`checkout p95` in "cut checkout p95 from 900 ms": what stands between the verb and the number."""
    lead = text[max(0, start - 120) : start]
    clause = re.sub(r":\s*$", " ", lead)
    words = _breaks().split(clause)[-1].split()
    if _ends_a_number(clause, words) or _names_who_gained(words):
        return ""
    parts = _headed(words) if clause != lead else [part for part in _between_verbs(_without_last_verb(words)) if part]
    return _told(parts[-1]) if parts and len(parts[-1]) <= LONGEST else ""


def _ends_a_number(clause: str, words: list[str]) -> bool:
    """In "14 services in 3 weeks" the weeks are not about services."""
    before = clause[: len(clause.rstrip()) - len(" ".join(words))]
    return bool(re.search(r"(?<![\w.])\d++(?!st|nd|rd|th|xx)\S*(?<![:,;.])\s+$", before))


def _names_who_gained(words: list[str]) -> bool:
    """In "saved the team 6 hours" the hours are not about the team."""
    return any(_bare(word) in _GIVING for word in words)


def _without_last_verb(words: list[str]) -> list[str]:
    """`imports run 4x faster`; in "the test run fell" the same word is a noun."""
    words = _without_edges(words)
    return words[:-1] if words and _bare(words[-1]) in _LAST_VERBS else words


def _headed(words: list[str]) -> list[list[str]]:
    """`lines deleted: 18,400`: the verb that ends a heading is a part of it."""
    verbs = [place for place, word in enumerate(words[:-1]) if _bare(word) in _VERBS]
    heading = _without_edges(words[verbs[-1] + 1 :] if verbs else words)
    return [heading] if heading else []


def _between_verbs(words: list[str]) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for place, word in enumerate(words):
        if _bare(word) in _VERBS or (place == 0 and _bare(word).endswith("ed")):
            parts.append([])
        elif parts[-1] or len(parts) == 1 or _bare(word) not in _PARTICLES:
            parts[-1].append(word)
    return [_without_edges(part) for part in parts]


def what_follows(text: str, end: int) -> str:
    """`build time` in "halved the build time": up to the next word that joins."""
    words: list[str] = []
    following = re.split(r"[,.;:()!?\x00\n]", text[end : end + 100])[0].split()[: LONGEST + 1]
    for word in following:
        if _bare(word) in _JOINS and _without_edges(words) and not _is_the_number_of(words, word):
            break
        words.append(word)
    return _told(_without_edges(words)[:4])


def _is_the_number_of(words: list[str], word: str) -> bool:
    return _bare(word) == "per" or (_bare(word) == "of" and _bare(words[-1]) in _MEASURES)


def noun_of(quantity: Quantity) -> str:
    """ "12 tickets" are about tickets; the word must stand in the text as it is."""
    noun = quantity.unit.partition("/")[0]
    return noun if noun and dimension(noun) == "count" and noun in quantity.text else ""


def _told(words: list[str]) -> str:
    return " ".join(words).strip("*_\"'“”")


def _without_edges(words: list[str]) -> list[str]:
    while words and _says_nothing(words[-1]):
        words = words[:-1]
    while words and _says_nothing(words[0]):
        words = words[1:]
    return words


def _says_nothing(word: str) -> bool:
    return _bare(word) in _JOINS or not any(character.isalnum() for character in word)


def _bare(word: str) -> str:
    return word.strip("\"'“”„~≈<>*_-–").casefold()


@cache
def _breaks() -> re.Pattern[str]:
    return re.compile(
        r"[,.;:()!?\x00\n→]\s*|->|(?<!\w)\d++(?!st|nd|rd|th|xx)\S*\s+|\b(?:and|resulting in|so that|which)\s",
        re.IGNORECASE,
    )


_VERBS = word_set(
    "cut cuts cutting reduced reduce reduces reducing lowered lower lowers brought bring brings took take takes moved "
    "improved improve improves increased increase increases raised raise raises grew grow grows lifted lift boosted "
    "shortened sped decreased decrease dropped drop made make makes got get gets went goes fell rose is "
    "are was were shrank trimmed won read train changed fell covers cover slashed saved save saves saving kept keep "
    "pushed drove fixed closed handled handle handles answered shipped reviewed mentored wrote added removed deleted "
    "migrated merged resolved halved doubled tripled optimised optimized served serves serve processes processed "
    "spent used rolled paid pays renders peaks answers am reaches reached rolled dropped gesenkt reduziert erhöht"
)
_LAST_VERBS = word_set("run runs ran start starts fall falls rise rises shrink shrinks grow grows")
_GIVING = word_set("save saved saves saving spare spared spares sparing gave gives give")
_PARTICLES = word_set("out off over through back in up down")
_MEASURES = word_set("number share amount rate volume cost costs size length count percentage proportion time")
_JOINS = word_set(
    "a an the our my their its his her from to by at of in on for with and or down up now about around only "
    "just over under above below within than was were is are it this that these those all some more less fewer "
    "roughly nearly almost as so than before after since until during um faster slower quicker cheaper better "
    "into per i we they he she you us has have had been be which while when because formerly previously result "
    "last next most least der die das den dem von auf um bei im in zu"
)
