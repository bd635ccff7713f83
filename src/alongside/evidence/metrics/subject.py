"""The words of a sentence that say what was measured; only words that stand there."""

import re
from functools import cache

from alongside.lib.word_set import word_set

LONGEST = 6


def what_before(text: str, start: int) -> str:
    """`checkout p95` in "cut checkout p95 from 900 ms": what stands between the verb and the number."""
    clause = text[max(0, start - 120) : start]
    words = _breaks().split(clause)[-1].split()
    if _ends_a_number(clause, words):
        return ""
    parts = [part for part in _between_verbs(words) if part]
    return " ".join(parts[-1]) if parts and len(parts[-1]) <= LONGEST else ""


def _ends_a_number(clause: str, words: list[str]) -> bool:
    """In "14 services in 3 weeks" the weeks are not about services."""
    return bool(re.search(r"(?<![\w.])\d\S*\s+$", clause[: len(clause.rstrip()) - len(" ".join(words))]))


def _between_verbs(words: list[str]) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for place, word in enumerate(words):
        if _bare(word) in _VERBS or (place == 0 and _bare(word).endswith("ed")):
            parts.append([])
        else:
            parts[-1].append(word)
    return [_without_edges(part) for part in parts]


def what_follows(text: str, end: int) -> str:
    """`build time` in "halved the build time": up to the next word that joins."""
    words: list[str] = []
    for word in re.split(r"[,.;:()!?\x00\n]", text[end : end + 100])[0].split()[: LONGEST + 1]:
        if _bare(word) in _JOINS and words:
            break
        words.append(word)
    return " ".join(_without_edges(words)[:4])


def _without_edges(words: list[str]) -> list[str]:
    while words and _bare(words[-1]) in _JOINS:
        words = words[:-1]
    while words and _bare(words[0]) in _JOINS:
        words = words[1:]
    return words


def _bare(word: str) -> str:
    return word.strip("\"'“”„~≈<>*_-–").casefold()


@cache
def _breaks() -> re.Pattern[str]:
    return re.compile(r"[,.;:()!?\x00\n→]\s*|->|(?<!\w)\d\S*\s+|\b(?:and|resulting in|so that|which)\s", re.IGNORECASE)


_VERBS = word_set(
    "cut cuts cutting reduced reduce reduces reducing lowered lower lowers brought bring took take takes moved "
    "improved improve improves increased increase increases raised raise raises grew grow lifted boosted "
    "shortened sped speed decreased decrease dropped drop made make makes got get gets went goes fell rose is "
    "are was were shrank trimmed won read train changed fell covers cover slashed saved save saves saving kept "
    "pushed drove fixed closed handled answered shipped reviewed mentored wrote added removed deleted migrated "
    "merged resolved halved doubled tripled optimised optimized gesenkt reduziert erhöht"
)
_JOINS = word_set(
    "a an the our my their its his her from to by at of in on for with and or down up now about around only "
    "just over under than was were is are it this that these those all some more less fewer roughly nearly "
    "almost as so than before after since until during um faster slower quicker cheaper better into per i we "
    "they he she you us has have had been be which while when because der die das den dem von auf um bei im in "
    "zu"
)
