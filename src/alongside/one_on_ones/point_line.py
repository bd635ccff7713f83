"""A talking point in one line: `decision: who covers on-call in Christmas week?`"""

import re
from typing import NamedTuple

_ALIASES = {
    "update": "update updates status fyi",
    "challenge": "challenge problem struggle blocker blocked stuck",
    "decision": "decision decide choose",
    "feedback": "feedback",
    "growth": "growth career grow",
    "question": "question ask q",
    "thanks": "thanks thank kudos",
}
_KIND_BY_WORD = {word: kind for kind, words in _ALIASES.items() for word in words.split()} | {
    "feedback ask": "feedback"
}
_PREFIX = re.compile(r"\s*([A-Za-z]+(?: ask)?)\s*:\s+(?=\S)")


class PointLine(NamedTuple):
    kind: str
    text: str


def read_point(line: str) -> PointLine:
    """Without a kind before the colon, a line that ends in a question mark is a question and any other an update."""
    found = _PREFIX.match(line)
    kind = _KIND_BY_WORD.get(found[1].lower()) if found else None
    if found and kind:
        return PointLine(kind, line[found.end() :].strip())
    return PointLine("question" if line.rstrip().endswith("?") else "update", line.strip())
