"""One spelling for search: no case, no diacritics, ß as ss, so that «Große Änderung» is found by «grosse anderung»."""

import re
import unicodedata

from alongside.lib.cleaning import APOSTROPHES

_ALIKE = APOSTROPHES | str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i"})
_WORD = re.compile(r"\w+")


def fold(text: str) -> str:
    if text.isascii():  # nearly every name and address: nothing to take apart
        return text.casefold()
    # Before and after: taking a letter apart can bring a capital to light, and folding case a composed letter.
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(_ALIKE)


def words(text: str) -> list[str]:
    return _WORD.findall(fold(text).replace("_", " "))
