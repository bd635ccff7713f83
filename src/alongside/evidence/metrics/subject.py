"""The words of a sentence that say what was measured; only words that stand there."""

import re
from functools import cache

LONGEST = 6


def what_before(text: str, start: int) -> str:
    """`checkout p95` in "cut checkout p95 from 900 ms": what stands between the verb and the number."""
    words = _clause(text[max(0, start - 120) : start]).split()
    words = _without_edges(words)
    verbs = [place for place, word in enumerate(words) if _bare(word) in _VERBS]
    if verbs:
        return " ".join(_without_edges(words[verbs[-1] + 1 :])[:LONGEST])
    return " ".join(words) if 0 < len(words) <= 4 and not _starts_late(text, start) else ""


def what_follows(text: str, end: int) -> str:
    """`build time` in "halved the build time": up to the next word that joins."""
    words = []
    for word in re.split(r"[,.;:()!?\x00\n]", text[end : end + 100])[0].split()[: LONGEST + 1]:
        if _bare(word) in _JOINS and words:
            break
        words.append(word)
    return " ".join(_without_edges(words)[:4])


def _starts_late(text: str, start: int) -> bool:
    return start > 120 and not re.search(r"[,.;:()!?\n]", text[start - 120 : start])


def _clause(text: str) -> str:
    return _breaks().split(text)[-1]


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
    return re.compile(
        r"[,.;:()!?\x00\n→]\s*|->|(?<!\w)\d\S*\s+|\b(?:and|resulting in|so that|which|um)\s", re.IGNORECASE
    )


_VERBS = frozenset(
    "cut cuts cutting reduced reduce reduces reducing lowered lower lowers brought bring took take takes moved improved "
    "improve improves increased increase increases raised raise raises grew grow lifted boosted shortened sped speed "
    "decreased decrease dropped drop made make makes got get gets went goes fell rose is are was were shrank trimmed "
    "slashed saved save saves saving kept pushed drove "
    "fixed closed handled answered shipped reviewed mentored wrote added removed deleted migrated merged resolved "
    "halved doubled tripled optimised optimized gesenkt reduziert erhöht".split()
)
_JOINS = frozenset(
    "a an the our my their its his her from to by at of in on for with and or down up now about around only just over "
    "under than was were is are it this that these those all some more less fewer roughly nearly almost as so than "
    "before after into per i we they he she you us has have had been be which while when because "
    "der die das den dem von auf um bei im in zu".split()
)
