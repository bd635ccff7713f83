"""A long text by its beginning, as it can stand inside a sentence."""

import re

AT_MOST = 60
_CLAUSE_IS_ENOUGH = 20

_SIGN = re.compile(r"(?<!\S)[@#!](?=\w)")
_END_OF_CLAUSE = re.compile(r"[.;!?](?=\s)|\s[-–—]\s|\n")


def short_title(text: str) -> str:
    """Its first clause, without the signs of people, topics and goals, cut between two words."""
    plain = " ".join(_SIGN.sub("", _first_clause(text.strip())).split()).rstrip(" .;,:")
    plain = plain[:1].upper() + plain[1:]
    if len(plain) <= AT_MOST:
        return plain
    return plain[: AT_MOST + 1].rsplit(" ", 1)[0][:AT_MOST].rstrip(" .;,:") + "…"


def _first_clause(text: str) -> str:
    ends = (found.start() for found in _END_OF_CLAUSE.finditer(text))
    return text[: next((end for end in ends if end >= _CLAUSE_IS_ENOUGH), len(text))]
