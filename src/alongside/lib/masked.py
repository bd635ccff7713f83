"""Text with the parts blanked that must not be read as words: code, addresses, e-mail addresses.

A masked text has the same length as the original, so every span found in it holds in the original too.
"""

import re
from collections.abc import Iterable
from functools import cache

BLANK = "\x00"


def without_code_and_addresses(text: str) -> str:
    return _addresses().sub(_blank, _code().sub(_blank, text))


def without_spans(text: str, spans: Iterable[tuple[int, int]]) -> str:
    pieces = []
    done = 0
    for start, end in sorted(spans):
        pieces += [text[done:start], BLANK * (end - max(start, done))]
        done = max(done, end)
    return "".join([*pieces, text[done:]])


def _blank(found: re.Match[str]) -> str:
    return BLANK * len(found.group())


# Patterns are compiled when first needed: a compiled one costs up to a millisecond of start-up.
@cache
def _code() -> re.Pattern[str]:
    return re.compile(r"(?<!`)(`+)(?!`)[^`\n]+\1(?!`)")


@cache
def _addresses() -> re.Pattern[str]:
    return re.compile(
        r"(?<![a-z])[a-z][a-z0-9+.\-]{1,20}://[^\s\x00]+"
        r"|(?<!\w)(?:www\.|mailto:)[^\s\x00]+"
        r"|(?<![\w.+\-])[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,8}",
        re.IGNORECASE,
    )
