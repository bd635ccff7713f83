"""What people and files wrote, as it is kept: without letters that nobody sees, that turn a line round or that order a
terminal about."""

import re

APOSTROPHES = str.maketrans("‘’ʻʼ", "''''")
"""O’Neil and O'Neil are one name."""

_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
"""No database keeps half characters and NULs. Joiners stay: whole scripts, and pictures, are written with them."""


def one_line(text: str) -> str:
    """A name, or what else has no second line."""
    return " ".join(_seen(text).split())


def lines(text: str) -> str:
    return _seen(text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _seen(text: str) -> str:
    return text if text.isprintable() else _UNSEEN.sub("", text)
